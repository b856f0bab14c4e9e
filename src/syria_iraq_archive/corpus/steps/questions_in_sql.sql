CREATE TABLE offices (
  actor_id TEXT NOT NULL REFERENCES actors(id) DEFERRABLE INITIALLY DEFERRED,
  seq INTEGER NOT NULL,
  title TEXT NOT NULL,
  office_of TEXT NOT NULL REFERENCES actors(id) DEFERRABLE INITIALLY DEFERRED,
  since TEXT,
  until TEXT,
  source TEXT,
  PRIMARY KEY (actor_id, seq, title)
) STRICT, WITHOUT ROWID;
CREATE INDEX idx_offices_office_of ON offices (office_of);
CREATE TABLE authors (
  article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
  seq INTEGER NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (article_id, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX idx_authors_name ON authors (name);
CREATE TABLE sentences (
  article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
  start_char INTEGER NOT NULL,
  end_char INTEGER NOT NULL,
  PRIMARY KEY (article_id, start_char)
) STRICT, WITHOUT ROWID;
DROP VIEW mentions_in_context;
DROP VIEW quotes_by_speaker;
DROP VIEW timeline;
CREATE VIEW mentions_in_context (actor, key, text_before, surface, text_after, role, rule) AS
SELECT actor_id AS actor, articles.key,
       CASE WHEN mentions.start_char - 60 <= blocks.start_char THEN substr(text, blocks.start_char + 1, mentions.start_char - blocks.start_char) WHEN instr(substr(text, mentions.start_char - 60, 61), ' ') = 0 THEN '' ELSE substr(substr(text, mentions.start_char - 60, 61), instr(substr(text, mentions.start_char - 60, 61), ' ') + 1) END AS text_before, surface,
       CASE WHEN mentions.end_char + 60 >= blocks.end_char THEN substr(text, mentions.end_char + 1, blocks.end_char - mentions.end_char) ELSE rtrim(rtrim(substr(text, mentions.end_char + 1, 61), replace(substr(text, mentions.end_char + 1, 61), ' ', '')), ' ') END AS text_after, role, mentions.rule
FROM mentions JOIN articles ON articles.id = mentions.article_id JOIN captures ON captures.id = articles.capture_id
     JOIN blocks ON blocks.article_id = mentions.article_id
          AND blocks.start_char <= mentions.start_char AND blocks.end_char >= mentions.end_char;
CREATE VIEW passages_by_actor (actor, actor_name, mentions, key, published, source, role, passage) AS
SELECT actors.id AS actor, actors.name AS actor_name, count(*) AS mentions, articles.key, published,
       source_id AS source, role,
       substr(text, blocks.start_char + 1, blocks.end_char - blocks.start_char) AS passage
FROM mentions JOIN actors ON actors.id = actor_id JOIN articles ON articles.id = mentions.article_id
     JOIN captures ON captures.id = articles.capture_id
     JOIN blocks ON blocks.article_id = mentions.article_id
          AND blocks.start_char <= mentions.start_char AND blocks.end_char >= mentions.end_char
GROUP BY actors.id, blocks.capture_id, blocks.seq;
CREATE VIEW actors_in_sentence (actor, other, key, published, source, sentence) AS
SELECT DISTINCT one.actor_id AS actor, two.actor_id AS other, articles.key, published, source_id AS source,
       substr(text, sentences.start_char + 1, sentences.end_char - sentences.start_char) AS sentence
FROM mentions AS one
     JOIN sentences ON sentences.article_id = one.article_id
          AND sentences.start_char <= one.start_char AND sentences.end_char >= one.end_char
     JOIN mentions AS two ON two.article_id = one.article_id AND two.actor_id <> one.actor_id
          AND two.start_char >= sentences.start_char AND two.end_char <= sentences.end_char
     JOIN articles ON articles.id = one.article_id JOIN captures ON captures.id = articles.capture_id;
CREATE VIEW office_holders (title, holder, holder_name, office_of, office_of_name, since, until, source) AS
SELECT title, actor_id AS holder, holders.name AS holder_name, office_of, bodies.name AS office_of_name,
       since, until, offices.source
FROM offices JOIN actors AS holders ON holders.id = actor_id JOIN actors AS bodies ON bodies.id = office_of;
CREATE VIEW image_captions (key, published, source, caption, credit, occurrences) AS
SELECT articles.key, published, source_id AS source, caption, credit, occurrences
FROM images JOIN articles ON articles.id = article_id;
CREATE VIEW article_fields (key, source, field, value, basis, rule, warning) AS
SELECT articles.key, source_id AS source, field, value, basis, rule, warning
FROM claims JOIN articles ON articles.id = article_id
WHERE evidence = 0 AND claims.seq = (
    SELECT best.seq FROM claims AS best WHERE best.article_id = claims.article_id AND best.field = claims.field
    ORDER BY CASE WHEN best.basis <> 'curated' THEN 1 WHEN best.warning IS NULL THEN 0 ELSE 2 END,
             CASE WHEN best.basis = 'curated' THEN -best.seq ELSE best.seq END
    LIMIT 1
);
CREATE VIEW timeline (month, source, articles, words) AS
SELECT substr(CAST(published_earliest AS TEXT), 1, 7) AS month, source_id AS source, count(*) AS articles,
       sum(words) AS words
FROM articles WHERE substr(CAST(published_earliest AS TEXT), 1, 7) = substr(CAST(published_latest AS TEXT), 1, 7)
GROUP BY month, source_id;
CREATE VIEW quotes_by_speaker (actor, speaker, text, told_to, key, published, source, month, actor_name, told_to_name) AS
SELECT actor_id AS actor, speaker, quotes.text, told_to, articles.key, published, source_id AS source,
       CASE WHEN substr(CAST(published_earliest AS TEXT), 1, 7) = substr(CAST(published_latest AS TEXT), 1, 7)
            THEN substr(CAST(published_earliest AS TEXT), 1, 7) END AS month,
       speakers.name AS actor_name, hearers.name AS told_to_name
FROM quotes JOIN articles ON articles.id = article_id
     LEFT JOIN actors AS speakers ON speakers.id = actor_id LEFT JOIN actors AS hearers ON hearers.id = told_to
WHERE quotes.kind = 'speech';
CREATE TRIGGER touch_authors_insert AFTER INSERT ON authors BEGIN DELETE FROM untouched; END;
CREATE TRIGGER touch_authors_delete AFTER DELETE ON authors BEGIN DELETE FROM untouched; END;
CREATE TRIGGER touch_authors_update AFTER UPDATE ON authors BEGIN DELETE FROM untouched; END;
CREATE TRIGGER touch_sentences_insert AFTER INSERT ON sentences BEGIN DELETE FROM untouched; END;
CREATE TRIGGER touch_sentences_delete AFTER DELETE ON sentences BEGIN DELETE FROM untouched; END;
CREATE TRIGGER touch_sentences_update AFTER UPDATE ON sentences BEGIN DELETE FROM untouched; END
