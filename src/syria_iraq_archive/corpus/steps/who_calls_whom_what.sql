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
       published_latest, substr(text, max(start_char - 60, 0) + 1, min(start_char, 60)) AS text_before,
       substr(text, end_char + 1, 60) AS text_after, designations.kind
FROM designations JOIN articles ON articles.id = designations.article_id
     JOIN captures ON captures.id = articles.capture_id LEFT JOIN actors ON actors.id = designations.actor_id;
CREATE TRIGGER touch_designations_insert AFTER INSERT ON designations BEGIN DELETE FROM untouched; END;
CREATE TRIGGER touch_designations_delete AFTER DELETE ON designations BEGIN DELETE FROM untouched; END;
CREATE TRIGGER touch_designations_update AFTER UPDATE ON designations BEGIN DELETE FROM untouched; END
