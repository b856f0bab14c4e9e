CREATE TABLE similar (
  article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
  other_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
  score REAL NOT NULL,
  kind TEXT NOT NULL,
  PRIMARY KEY (article_id, other_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX idx_similar_other_id ON similar (other_id);

CREATE TABLE clusters (
  article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
  first_id INTEGER NOT NULL,
  place INTEGER NOT NULL,
  PRIMARY KEY (article_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX idx_clusters_first_id_place ON clusters (first_id, place);

CREATE TABLE signatures (
  article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
  key TEXT NOT NULL,
  bands TEXT NOT NULL,
  paragraphs TEXT NOT NULL,
  PRIMARY KEY (article_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE unlinked (
  article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
  compare INTEGER NOT NULL,
  PRIMARY KEY (article_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE departed (
  key TEXT NOT NULL,
  bands TEXT NOT NULL,
  paragraphs TEXT NOT NULL,
  PRIMARY KEY (key)
) STRICT, WITHOUT ROWID;

CREATE VIEW similar_articles (key, other_key, kind, score, other_published, other_source, other_headline) AS
SELECT articles.key, other.key AS other_key, similar.kind, score, other.published AS other_published,
       other.source_id AS other_source, other.headline AS other_headline
FROM similar JOIN articles ON articles.id = article_id JOIN articles AS other ON other.id = other_id
UNION ALL
SELECT other.key, articles.key, similar.kind, score, articles.published, articles.source_id, articles.headline
FROM similar JOIN articles ON articles.id = article_id JOIN articles AS other ON other.id = other_id;

INSERT INTO unlinked (article_id, compare) SELECT id, 1 FROM articles;
