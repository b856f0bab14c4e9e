CREATE TABLE story_traits (
  article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
  key TEXT NOT NULL,
  traits TEXT NOT NULL,
  PRIMARY KEY (article_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE story_keys (
  shared INTEGER NOT NULL,
  day INTEGER NOT NULL,
  article_id INTEGER NOT NULL,
  PRIMARY KEY (shared, day, article_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE story_links (
  article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
  other_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
  score REAL NOT NULL,
  actors TEXT,
  places TEXT,
  days TEXT,
  numbers TEXT,
  words TEXT,
  PRIMARY KEY (article_id, other_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX idx_story_links_other_id ON story_links (other_id);

CREATE TABLE stories (
  id TEXT NOT NULL,
  articles INTEGER NOT NULL,
  outlets INTEGER NOT NULL,
  earliest TEXT,
  latest TEXT,
  PRIMARY KEY (id)
) STRICT, WITHOUT ROWID;

CREATE INDEX idx_stories_latest_id ON stories (latest DESC, id);

CREATE TABLE story_articles (
  article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
  story_id TEXT NOT NULL,
  place INTEGER NOT NULL,
  linked_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
  score REAL NOT NULL,
  actors TEXT,
  places TEXT,
  days TEXT,
  numbers TEXT,
  words TEXT,
  PRIMARY KEY (article_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX idx_story_articles_story_id_place ON story_articles (story_id, place);

CREATE TABLE story_waiting (
  article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
  compare INTEGER NOT NULL,
  PRIMARY KEY (article_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE story_keys_left (
  shared INTEGER NOT NULL,
  day INTEGER NOT NULL,
  gone INTEGER NOT NULL,
  PRIMARY KEY (shared, day)
) STRICT, WITHOUT ROWID;

CREATE VIEW story_reports (story, place, key, published, source, headline, language, linked_key, score, actors, places, days, numbers, words) AS
SELECT story_id AS story, place, articles.key, articles.published, articles.source_id AS source, articles.headline,
       articles.language, mate.key AS linked_key, score, actors, places, days, numbers, story_articles.words
FROM story_articles JOIN articles ON articles.id = article_id JOIN articles AS mate ON mate.id = linked_id;

INSERT INTO story_waiting (article_id, compare) SELECT id, 1 FROM articles
