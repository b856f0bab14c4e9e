DROP VIEW claim_evidence;
ALTER TABLE captures ADD COLUMN warning TEXT;
CREATE TABLE failures (
  path TEXT NOT NULL,
  folder TEXT NOT NULL,
  sha256 TEXT,
  reason TEXT NOT NULL,
  PRIMARY KEY (path, folder)
) STRICT, WITHOUT ROWID;
CREATE VIEW claim_evidence (key, field, value, basis, rule, evidence_text, warning) AS
SELECT articles.key, field, value, basis, rule,
       substr(text, start_char + 1, end_char - start_char) AS evidence_text, claims.warning
FROM claims JOIN articles ON articles.id = article_id JOIN captures ON captures.id = capture_id