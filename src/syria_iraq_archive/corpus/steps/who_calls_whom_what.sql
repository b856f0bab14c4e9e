CREATE TABLE designations (
  article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
  start_char INTEGER NOT NULL,
  end_char INTEGER NOT NULL,
  surface TEXT NOT NULL,
  actor_id TEXT REFERENCES actors(id) DEFERRABLE INITIALLY DEFERRED,
  voice TEXT NOT NULL,
  speaker TEXT,
  speaker_actor_id TEXT REFERENCES actors(id) DEFERRABLE INITIALLY DEFERRED,
  kind TEXT NOT NULL,
  rule TEXT NOT NULL,
  PRIMARY KEY (article_id, start_char, end_char)
) STRICT, WITHOUT ROWID;
CREATE INDEX idx_designations_actor_id ON designations (actor_id);
CREATE INDEX idx_designations_speaker_actor_id ON designations (speaker_actor_id);
CREATE INDEX idx_designations_surface ON designations (surface);
CREATE VIEW designations_in_context (actor, actor_name, surface, voice, speaker, speaker_actor, source, key, published, published_earliest, published_latest, text_before, text_after, kind) AS
SELECT designations.actor_id AS actor, actors.name AS actor_name, surface, voice, speaker,
       speaker_actor_id AS speaker_actor, source_id AS source, articles.key, published, published_earliest,
       published_latest,
       CASE WHEN designations.start_char - 60 <= blocks.start_char THEN substr(text, blocks.start_char + 1, designations.start_char - blocks.start_char) WHEN instr(substr(text, designations.start_char - 60, 61), ' ') = 0 THEN '' ELSE substr(substr(text, designations.start_char - 60, 61), instr(substr(text, designations.start_char - 60, 61), ' ') + 1) END AS text_before,
       CASE WHEN designations.end_char + 60 >= blocks.end_char THEN substr(text, designations.end_char + 1, blocks.end_char - designations.end_char) ELSE rtrim(rtrim(substr(text, designations.end_char + 1, 61), replace(substr(text, designations.end_char + 1, 61), ' ', '')), ' ') END AS text_after, designations.kind
FROM designations JOIN articles ON articles.id = designations.article_id
     JOIN captures ON captures.id = articles.capture_id
     JOIN blocks ON blocks.article_id = designations.article_id
          AND blocks.start_char <= designations.start_char AND blocks.end_char >= designations.end_char
     LEFT JOIN actors ON actors.id = designations.actor_id;
CREATE TRIGGER touch_designations_insert AFTER INSERT ON designations BEGIN DELETE FROM untouched; END;
CREATE TRIGGER touch_designations_delete AFTER DELETE ON designations BEGIN DELETE FROM untouched; END;
CREATE TRIGGER touch_designations_update AFTER UPDATE ON designations BEGIN DELETE FROM untouched; END
