CREATE TABLE signature_keys (
  shared INTEGER NOT NULL,
  article_id INTEGER NOT NULL,
  PRIMARY KEY (shared, article_id)
) STRICT, WITHOUT ROWID
