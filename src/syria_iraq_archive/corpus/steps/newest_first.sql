DROP INDEX idx_articles_published_latest_published_earliest_key;

CREATE INDEX idx_articles_published_latest_published_earliest_key_source_id
  ON articles (published_latest DESC, published_earliest DESC, key, source_id);

CREATE INDEX idx_articles_range ON articles (julianday(published_latest) - julianday(published_earliest));

CREATE TABLE actor_articles (
  actor_id TEXT NOT NULL,
  published_latest TEXT NOT NULL,
  published_earliest TEXT NOT NULL,
  key TEXT NOT NULL,
  article_id INTEGER NOT NULL,
  source_id TEXT,
  mentions INTEGER NOT NULL,
  PRIMARY KEY (actor_id, published_latest DESC, published_earliest DESC, key)
) STRICT, WITHOUT ROWID;
