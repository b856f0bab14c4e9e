CREATE TABLE signature_keys (
  shared INTEGER NOT NULL,
  article_id INTEGER NOT NULL,
  PRIMARY KEY (shared, article_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE totals (
  name TEXT NOT NULL,
  number INTEGER NOT NULL,
  PRIMARY KEY (name)
) STRICT, WITHOUT ROWID;
CREATE TABLE capture_digests (
  capture_id INTEGER NOT NULL REFERENCES captures(id) ON DELETE CASCADE,
  digest TEXT NOT NULL,
  PRIMARY KEY (capture_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE untouched (
  held INTEGER NOT NULL,
  PRIMARY KEY (held)
) STRICT, WITHOUT ROWID;
INSERT INTO totals (name, number)
SELECT 'captures' AS name, count(*) AS number FROM captures
UNION ALL SELECT 'articles', count(*) FROM articles
UNION ALL SELECT 'repeats', count(*) FROM blocks WHERE role = 'repeat';
INSERT INTO untouched (held) VALUES (1);
CREATE TRIGGER count_captures_captures_insert AFTER INSERT ON captures BEGIN UPDATE totals SET number = number + 1 WHERE name = 'captures'; END;
CREATE TRIGGER count_captures_captures_delete AFTER DELETE ON captures BEGIN UPDATE totals SET number = number - 1 WHERE name = 'captures'; END;
CREATE TRIGGER count_articles_articles_insert AFTER INSERT ON articles BEGIN UPDATE totals SET number = number + 1 WHERE name = 'articles'; END;
CREATE TRIGGER count_articles_articles_delete AFTER DELETE ON articles BEGIN UPDATE totals SET number = number - 1 WHERE name = 'articles'; END;
CREATE TRIGGER count_repeats_blocks_insert AFTER INSERT ON blocks WHEN NEW.role = 'repeat' BEGIN UPDATE totals SET number = number + 1 WHERE name = 'repeats'; END;
CREATE TRIGGER count_repeats_blocks_delete AFTER DELETE ON blocks WHEN OLD.role = 'repeat' BEGIN UPDATE totals SET number = number - 1 WHERE name = 'repeats'; END;
CREATE TRIGGER count_repeats_blocks_update AFTER UPDATE OF role ON blocks WHEN (NEW.role = 'repeat') <> (OLD.role = 'repeat') BEGIN UPDATE totals SET number = number + (NEW.role = 'repeat') - (OLD.role = 'repeat') WHERE name = 'repeats'; END;
CREATE TRIGGER touch_captures_insert AFTER INSERT ON captures BEGIN DELETE FROM untouched; END;
CREATE TRIGGER touch_captures_delete AFTER DELETE ON captures BEGIN DELETE FROM untouched; END;
CREATE TRIGGER touch_captures_update AFTER UPDATE ON captures BEGIN DELETE FROM untouched; END;
CREATE TRIGGER touch_articles_insert AFTER INSERT ON articles BEGIN DELETE FROM untouched; END;
CREATE TRIGGER touch_articles_delete AFTER DELETE ON articles BEGIN DELETE FROM untouched; END;
CREATE TRIGGER touch_articles_update AFTER UPDATE ON articles BEGIN DELETE FROM untouched; END;
CREATE TRIGGER touch_blocks_insert AFTER INSERT ON blocks BEGIN DELETE FROM untouched; END;
CREATE TRIGGER touch_blocks_delete AFTER DELETE ON blocks BEGIN DELETE FROM untouched; END;
CREATE TRIGGER touch_blocks_update AFTER UPDATE ON blocks BEGIN DELETE FROM untouched; END;
CREATE TRIGGER touch_images_insert AFTER INSERT ON images BEGIN DELETE FROM untouched; END;
CREATE TRIGGER touch_images_delete AFTER DELETE ON images BEGIN DELETE FROM untouched; END;
CREATE TRIGGER touch_images_update AFTER UPDATE ON images BEGIN DELETE FROM untouched; END;
CREATE TRIGGER touch_claims_insert AFTER INSERT ON claims BEGIN DELETE FROM untouched; END;
CREATE TRIGGER touch_claims_delete AFTER DELETE ON claims BEGIN DELETE FROM untouched; END;
CREATE TRIGGER touch_claims_update AFTER UPDATE ON claims BEGIN DELETE FROM untouched; END;
CREATE TRIGGER touch_mentions_insert AFTER INSERT ON mentions BEGIN DELETE FROM untouched; END;
CREATE TRIGGER touch_mentions_delete AFTER DELETE ON mentions BEGIN DELETE FROM untouched; END;
CREATE TRIGGER touch_mentions_update AFTER UPDATE ON mentions BEGIN DELETE FROM untouched; END;
CREATE TRIGGER touch_quotes_insert AFTER INSERT ON quotes BEGIN DELETE FROM untouched; END;
CREATE TRIGGER touch_quotes_delete AFTER DELETE ON quotes BEGIN DELETE FROM untouched; END;
CREATE TRIGGER touch_quotes_update AFTER UPDATE ON quotes BEGIN DELETE FROM untouched; END;
CREATE TRIGGER touch_dates_insert AFTER INSERT ON dates BEGIN DELETE FROM untouched; END;
CREATE TRIGGER touch_dates_delete AFTER DELETE ON dates BEGIN DELETE FROM untouched; END;
CREATE TRIGGER touch_dates_update AFTER UPDATE ON dates BEGIN DELETE FROM untouched; END;
CREATE TRIGGER touch_corrections_insert AFTER INSERT ON corrections BEGIN DELETE FROM untouched; END;
CREATE TRIGGER touch_corrections_delete AFTER DELETE ON corrections BEGIN DELETE FROM untouched; END;
CREATE TRIGGER touch_corrections_update AFTER UPDATE ON corrections BEGIN DELETE FROM untouched; END;
CREATE TRIGGER touch_capture_digests_insert AFTER INSERT ON capture_digests BEGIN DELETE FROM untouched; END;
CREATE TRIGGER touch_capture_digests_delete AFTER DELETE ON capture_digests BEGIN DELETE FROM untouched; END;
CREATE TRIGGER touch_capture_digests_update AFTER UPDATE ON capture_digests BEGIN DELETE FROM untouched; END
