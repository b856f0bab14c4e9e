CREATE TABLE corrections (
  capture_id INTEGER NOT NULL REFERENCES captures(id) ON DELETE CASCADE,
  seq INTEGER NOT NULL,
  article_id INTEGER REFERENCES articles(id) ON DELETE CASCADE,
  field TEXT NOT NULL,
  value TEXT,
  instead_of TEXT,
  parsed TEXT,
  quote TEXT NOT NULL,
  start_char INTEGER,
  end_char INTEGER,
  reason TEXT NOT NULL,
  curator TEXT NOT NULL,
  day TEXT NOT NULL,
  status TEXT NOT NULL,
  problem TEXT,
  PRIMARY KEY (capture_id, seq)
) STRICT, WITHOUT ROWID;

CREATE INDEX idx_corrections_article_id ON corrections (article_id);
