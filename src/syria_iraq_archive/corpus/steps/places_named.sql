CREATE TABLE places (
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  part_of TEXT REFERENCES places(id) DEFERRABLE INITIALLY DEFERRED,
  country TEXT,
  latitude REAL,
  longitude REAL,
  source TEXT NOT NULL,
  PRIMARY KEY (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX idx_places_part_of ON places (part_of);
CREATE TABLE place_names (
  place_id TEXT NOT NULL REFERENCES places(id) DEFERRABLE INITIALLY DEFERRED,
  name TEXT NOT NULL,
  language TEXT NOT NULL,
  PRIMARY KEY (place_id, name, language)
) STRICT, WITHOUT ROWID;
CREATE TABLE place_mentions (
  article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
  start_char INTEGER NOT NULL,
  end_char INTEGER NOT NULL,
  place_id TEXT REFERENCES places(id) DEFERRABLE INITIALLY DEFERRED,
  surface TEXT NOT NULL,
  precision INTEGER NOT NULL,
  candidates TEXT,
  rule TEXT NOT NULL,
  PRIMARY KEY (article_id, start_char, end_char)
) STRICT, WITHOUT ROWID;
CREATE INDEX idx_place_mentions_place_id_article_id ON place_mentions (place_id, article_id);
CREATE INDEX idx_place_mentions_candidates_article_id ON place_mentions (candidates, article_id);
CREATE VIEW places_named (place, place_name, kind, country, precision, candidates, key, published, source, text_before, surface, text_after, role, rule) AS
SELECT place_id AS place, places.name AS place_name, kind, country, precision, candidates, articles.key, published,
       source_id AS source,
       CASE WHEN named.start_char - 60 <= blocks.start_char THEN substr(text, blocks.start_char + 1, named.start_char - blocks.start_char) WHEN instr(substr(text, named.start_char - 60, 61), ' ') = 0 THEN '' ELSE substr(substr(text, named.start_char - 60, 61), instr(substr(text, named.start_char - 60, 61), ' ') + 1) END AS text_before, surface,
       CASE WHEN named.end_char + 60 >= blocks.end_char THEN substr(text, named.end_char + 1, blocks.end_char - named.end_char) ELSE rtrim(rtrim(substr(text, named.end_char + 1, 61), replace(substr(text, named.end_char + 1, 61), ' ', '')), ' ') END AS text_after, role, named.rule
FROM place_mentions AS named JOIN articles ON articles.id = named.article_id
     JOIN captures ON captures.id = articles.capture_id LEFT JOIN places ON places.id = place_id
     JOIN blocks ON blocks.article_id = named.article_id
          AND blocks.start_char <= named.start_char AND blocks.end_char >= named.end_char;
CREATE VIEW article_places (key, published, published_earliest, published_latest, source, headline, place, place_name, kind, part_of, country, latitude, longitude, mentions, precision) AS
SELECT articles.key, published, published_earliest, published_latest, source_id AS source, headline,
       places.id AS place, places.name AS place_name, kind, part_of, country, latitude, longitude,
       mentions, precision
FROM (
    SELECT article_id, place_id, count(*) AS mentions, min(precision) AS precision
    FROM place_mentions WHERE place_id IS NOT NULL GROUP BY article_id, place_id
) AS named JOIN places ON places.id = place_id JOIN articles ON articles.id = article_id;
CREATE TRIGGER touch_place_mentions_insert AFTER INSERT ON place_mentions BEGIN DELETE FROM untouched; END;
CREATE TRIGGER touch_place_mentions_delete AFTER DELETE ON place_mentions BEGIN DELETE FROM untouched; END;
CREATE TRIGGER touch_place_mentions_update AFTER UPDATE ON place_mentions BEGIN DELETE FROM untouched; END
