CREATE TABLE earlier_captures (
  sha256 TEXT NOT NULL,
  path TEXT NOT NULL,
  size INTEGER NOT NULL,
  encoding TEXT NOT NULL,
  text TEXT NOT NULL,
  folder TEXT NOT NULL,
  format TEXT NOT NULL DEFAULT 'text',
  uri TEXT,
  captured_at TEXT,
  extractor TEXT,
  content BLOB,
  warning TEXT,
  PRIMARY KEY (sha256)
) STRICT, WITHOUT ROWID;
CREATE TABLE versions (
  later TEXT NOT NULL,
  earlier TEXT NOT NULL,
  PRIMARY KEY (later, earlier)
) STRICT, WITHOUT ROWID;
CREATE INDEX idx_versions_earlier ON versions (earlier);
CREATE INDEX idx_captures_uri ON captures (uri)
