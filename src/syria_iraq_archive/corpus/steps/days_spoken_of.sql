CREATE VIEW days_spoken_of (key, headline, published, source, surface, earliest, latest, passage, role) AS
SELECT articles.key, headline, published, source_id AS source, surface, earliest, latest,
       substr(text, blocks.start_char + 1, blocks.end_char - blocks.start_char) AS passage, role
FROM dates JOIN articles ON articles.id = dates.article_id JOIN captures ON captures.id = articles.capture_id
     JOIN blocks ON blocks.article_id = dates.article_id
          AND blocks.start_char <= dates.start_char AND blocks.end_char >= dates.end_char
WHERE earliest IS NOT NULL
