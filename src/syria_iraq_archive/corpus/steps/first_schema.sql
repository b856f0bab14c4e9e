-- Schema 1, as it was made: frozen. Changes are steps in migrations.py.

CREATE TABLE captures (
  id INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL,
  path TEXT NOT NULL,
  size INTEGER NOT NULL,
  encoding TEXT NOT NULL,
  text TEXT NOT NULL,
  folder TEXT NOT NULL,
  recipe TEXT NOT NULL,
  UNIQUE (sha256)
) STRICT;

CREATE INDEX idx_captures_path ON captures (path);

CREATE TABLE sources (
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  country TEXT,
  language TEXT NOT NULL,
  url TEXT,
  PRIMARY KEY (id)
) STRICT, WITHOUT ROWID;

CREATE TABLE actors (
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  part_of TEXT REFERENCES actors(id) DEFERRABLE INITIALLY DEFERRED,
  country TEXT,
  wikidata TEXT,
  PRIMARY KEY (id)
) STRICT, WITHOUT ROWID;

CREATE INDEX idx_actors_part_of ON actors (part_of);

CREATE TABLE actor_names (
  actor_id TEXT NOT NULL REFERENCES actors(id) DEFERRABLE INITIALLY DEFERRED,
  name TEXT NOT NULL,
  language TEXT NOT NULL,
  PRIMARY KEY (actor_id, name, language)
) STRICT, WITHOUT ROWID;

CREATE TABLE articles (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL,
  capture_id INTEGER NOT NULL REFERENCES captures(id) ON DELETE CASCADE,
  seq INTEGER NOT NULL,
  source_id TEXT REFERENCES sources(id) DEFERRABLE INITIALLY DEFERRED,
  headline TEXT,
  kicker TEXT,
  standfirst TEXT,
  byline TEXT,
  dateline TEXT,
  language TEXT,
  published TEXT,
  published_earliest TEXT,
  published_latest TEXT,
  published_basis TEXT NOT NULL,
  body TEXT NOT NULL,
  words INTEGER NOT NULL,
  UNIQUE (key),
  UNIQUE (capture_id, seq)
) STRICT;

CREATE INDEX idx_articles_published_latest_published_earliest_key ON articles (published_latest DESC, published_earliest DESC, key);

CREATE INDEX idx_articles_source_id_published_latest_published_earliest_key ON articles (source_id, published_latest DESC, published_earliest DESC, key);

CREATE TABLE blocks (
  capture_id INTEGER NOT NULL REFERENCES captures(id) ON DELETE CASCADE,
  seq INTEGER NOT NULL,
  article_id INTEGER REFERENCES articles(id) ON DELETE CASCADE,
  role TEXT NOT NULL,
  start_char INTEGER NOT NULL,
  end_char INTEGER NOT NULL,
  rule TEXT NOT NULL,
  repeats INTEGER,
  PRIMARY KEY (capture_id, seq)
) STRICT, WITHOUT ROWID;

CREATE INDEX idx_blocks_article_id ON blocks (article_id);

CREATE TABLE images (
  article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
  block_seq INTEGER NOT NULL,
  caption TEXT,
  credit TEXT,
  occurrences INTEGER NOT NULL,
  PRIMARY KEY (article_id, block_seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE claims (
  article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
  seq INTEGER NOT NULL,
  evidence INTEGER NOT NULL,
  field TEXT NOT NULL,
  value TEXT,
  basis TEXT NOT NULL,
  rule TEXT NOT NULL,
  start_char INTEGER,
  end_char INTEGER,
  warning TEXT,
  PRIMARY KEY (article_id, seq, evidence)
) STRICT, WITHOUT ROWID;

CREATE INDEX idx_claims_field_basis ON claims (field, basis);

CREATE TABLE mentions (
  article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
  actor_id TEXT NOT NULL REFERENCES actors(id) DEFERRABLE INITIALLY DEFERRED,
  start_char INTEGER NOT NULL,
  end_char INTEGER NOT NULL,
  surface TEXT NOT NULL,
  rule TEXT NOT NULL,
  PRIMARY KEY (article_id, actor_id, start_char, end_char)
) STRICT, WITHOUT ROWID;

CREATE INDEX idx_mentions_actor_id_article_id ON mentions (actor_id, article_id);

CREATE TABLE quotes (
  article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
  start_char INTEGER NOT NULL,
  end_char INTEGER NOT NULL,
  text TEXT NOT NULL,
  kind TEXT NOT NULL,
  speaker TEXT,
  actor_id TEXT REFERENCES actors(id) DEFERRABLE INITIALLY DEFERRED,
  told_to TEXT REFERENCES actors(id) DEFERRABLE INITIALLY DEFERRED,
  cue TEXT,
  rule TEXT NOT NULL,
  PRIMARY KEY (article_id, start_char, end_char)
) STRICT, WITHOUT ROWID;

CREATE INDEX idx_quotes_actor_id ON quotes (actor_id);

CREATE INDEX idx_quotes_told_to ON quotes (told_to);

CREATE TABLE dates (
  article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
  start_char INTEGER NOT NULL,
  end_char INTEGER NOT NULL,
  surface TEXT NOT NULL,
  earliest TEXT,
  latest TEXT,
  timex TEXT,
  PRIMARY KEY (article_id, start_char, end_char)
) STRICT, WITHOUT ROWID;

CREATE INDEX idx_dates_earliest_latest ON dates (earliest, latest);

CREATE VIRTUAL TABLE articles_fts USING FTS5 (
  headline, standfirst, body, content="articles", content_rowid="id", tokenize='unicode61 remove_diacritics 2'
);

CREATE VIRTUAL TABLE articles_folded USING FTS5 (
  headline, standfirst, body, tokenize='unicode61 remove_diacritics 0'
);

CREATE VIEW article_list (key, published, published_earliest, published_latest, published_basis, source, source_name, headline, opening, byline, dateline, language, words, path) AS
SELECT articles.key, published, published_earliest, published_latest, published_basis, source_id AS source,
       sources.name AS source_name, headline, substr(body, 1, 100) AS opening, byline, dateline, articles.language,
       words, captures.path
FROM articles JOIN captures ON captures.id = capture_id LEFT JOIN sources ON sources.id = source_id;

CREATE VIEW article_sources (key, source, source_name, basis, rule, evidence_text) AS
SELECT articles.key, claims.value AS source, sources.name AS source_name, claims.basis, claims.rule,
       substr(text, start_char + 1, end_char - start_char) AS evidence_text
FROM claims JOIN articles ON articles.id = article_id JOIN captures ON captures.id = capture_id
     LEFT JOIN sources ON sources.id = claims.value
WHERE claims.field = 'source';

CREATE VIEW articles_by_actor (actor, actor_name, kind, mentions, key, published, published_earliest, published_latest, source, headline) AS
SELECT actors.id AS actor, actors.name AS actor_name, kind, count(*) AS mentions, articles.key, published,
       published_earliest, published_latest, source_id AS source, headline
FROM mentions JOIN actors ON actors.id = actor_id JOIN articles ON articles.id = article_id
GROUP BY actors.id, articles.id;

CREATE VIEW actors_together (actor, other, articles) AS
SELECT one.actor_id AS actor, two.actor_id AS other, count(DISTINCT one.article_id) AS articles
FROM mentions AS one JOIN mentions AS two ON two.article_id = one.article_id AND two.actor_id > one.actor_id
GROUP BY one.actor_id, two.actor_id;

CREATE VIEW mentions_in_context (actor, key, text_before, surface, text_after, role, rule) AS
SELECT actor_id AS actor, articles.key,
       substr(text, max(mentions.start_char - 60, 0) + 1, min(mentions.start_char, 60)) AS text_before, surface,
       substr(text, mentions.end_char + 1, 60) AS text_after, role, mentions.rule
FROM mentions JOIN articles ON articles.id = mentions.article_id JOIN captures ON captures.id = articles.capture_id
     LEFT JOIN blocks ON blocks.article_id = mentions.article_id
          AND blocks.start_char <= mentions.start_char AND blocks.end_char >= mentions.end_char;

CREATE VIEW timeline (month, source, articles, words) AS
SELECT substr(published_earliest, 1, 7) AS month, source_id AS source, count(*) AS articles, sum(words) AS words
FROM articles WHERE substr(published_earliest, 1, 7) = substr(published_latest, 1, 7)
GROUP BY month, source_id;

CREATE VIEW claim_evidence (key, field, value, basis, rule, evidence_text, warning) AS
SELECT articles.key, field, value, basis, rule,
       substr(text, start_char + 1, end_char - start_char) AS evidence_text, warning
FROM claims JOIN articles ON articles.id = article_id JOIN captures ON captures.id = capture_id;

CREATE VIEW block_texts (path, sha256, seq, key, role, block_text, rule) AS
SELECT captures.path, captures.sha256, blocks.seq, articles.key, role,
       substr(text, start_char + 1, end_char - start_char) AS block_text, rule
FROM blocks JOIN captures ON captures.id = blocks.capture_id LEFT JOIN articles ON articles.id = blocks.article_id;

CREATE VIEW quotes_by_speaker (actor, speaker, text, told_to, key, published, source) AS
SELECT actor_id AS actor, speaker, text, told_to, articles.key, published, source_id AS source
FROM quotes JOIN articles ON articles.id = article_id WHERE kind = 'speech';
