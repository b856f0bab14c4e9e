"""The views: usual questions, answered without joins."""

from syria_iraq_archive.corpus.declare import View

_KEY = ("key", "the article's key")
_SOURCE = ("source", "id of the outlet")
_HEADLINE = ("headline", "its headline")
_PUBLISHED = ("published", "publication date, EDTF")

ARTICLE_LIST = View(
    "article_list",
    "One row for each article, with its outlet and file.",
    (
        _KEY,
        _PUBLISHED,
        ("published_earliest", "first day it may have been published"),
        ("published_latest", "last day it may have been published"),
        ("published_basis", "what the date rests on"),
        _SOURCE,
        ("source_name", "the outlet's name"),
        _HEADLINE,
        ("opening", "the first 100 characters of its body"),
        ("byline", "its author or desk"),
        ("dateline", "the place its first paragraph opens with"),
        ("language", "its language"),
        ("words", "number of words in its paragraphs"),
        ("path", "the capture's file"),
    ),
    """
    SELECT articles.key, published, published_earliest, published_latest, published_basis, source_id AS source,
           sources.name AS source_name, headline, substr(body, 1, 100) AS opening, byline, dateline, articles.language,
           words, captures.path
    FROM articles JOIN captures ON captures.id = capture_id LEFT JOIN sources ON sources.id = source_id
    """,
)

ARTICLE_SOURCES = View(
    "article_sources",
    "Which outlet each article is ascribed to, and the words that show it.",
    (
        _KEY,
        ("source", "id of the outlet claimed"),
        ("source_name", "its name"),
        ("basis", "how it shows: masthead, byline, prefix, dateline, layout, self-reference, curated or unknown"),
        ("rule", "the rule that saw it"),
        ("evidence_text", "the words that show it"),
    ),
    """
    SELECT articles.key, claims.value AS source, sources.name AS source_name, claims.basis, claims.rule,
           substr(text, start_char + 1, end_char - start_char) AS evidence_text
    FROM claims JOIN articles ON articles.id = article_id JOIN captures ON captures.id = capture_id
         LEFT JOIN sources ON sources.id = claims.value
    WHERE claims.field = 'source'
    """,
)

ARTICLES_BY_ACTOR = View(
    "articles_by_actor",
    "One row for each actor of each article.",
    (
        ("actor", "the actor's id"),
        ("actor_name", "the actor's name"),
        ("kind", "what sort of actor it is"),
        ("mentions", "how often the article names it"),
        _KEY,
        _PUBLISHED,
        ("published_earliest", "first day it may have been published"),
        ("published_latest", "last day it may have been published"),
        _SOURCE,
        _HEADLINE,
    ),
    """
    SELECT actors.id AS actor, actors.name AS actor_name, kind, count(*) AS mentions, articles.key, published,
           published_earliest, published_latest, source_id AS source, headline
    FROM mentions JOIN actors ON actors.id = actor_id JOIN articles ON articles.id = article_id
    GROUP BY actors.id, articles.id
    """,
)

ACTORS_TOGETHER = View(
    "actors_together",
    "Which actors the same articles name.",
    (
        ("actor", "an actor's id"),
        ("other", "another's, later in the alphabet"),
        ("articles", "how many articles name both"),
    ),
    """
    SELECT one.actor_id AS actor, two.actor_id AS other, count(DISTINCT one.article_id) AS articles
    FROM mentions AS one JOIN mentions AS two ON two.article_id = one.article_id AND two.actor_id > one.actor_id
    GROUP BY one.actor_id, two.actor_id
    """,
)

MENTIONS_IN_CONTEXT = View(
    "mentions_in_context",
    "Every mention of an actor with the text around it.",
    (
        ("actor", "the actor's id"),
        _KEY,
        ("text_before", "up to 60 characters before"),
        ("surface", "the name as printed"),
        ("text_after", "up to 60 characters after"),
        ("role", "role of the block it stands in"),
        ("rule", "the rule that saw it"),
    ),
    """
    SELECT actor_id AS actor, articles.key,
           substr(text, max(mentions.start_char - 60, 0) + 1, min(mentions.start_char, 60)) AS text_before, surface,
           substr(text, mentions.end_char + 1, 60) AS text_after, role, mentions.rule
    FROM mentions JOIN articles ON articles.id = mentions.article_id JOIN captures ON captures.id = articles.capture_id
         LEFT JOIN blocks ON blocks.article_id = mentions.article_id
              AND blocks.start_char <= mentions.start_char AND blocks.end_char >= mentions.end_char
    """,
)

TIMELINE = View(
    "timeline",
    "How many articles each outlet published in a month; one that may fall in two months counts in neither.",
    (("month", "YYYY-MM"), _SOURCE, ("articles", "how many"), ("words", "words in their paragraphs")),
    """
    SELECT substr(published_earliest, 1, 7) AS month, source_id AS source, count(*) AS articles, sum(words) AS words
    FROM articles WHERE substr(published_earliest, 1, 7) = substr(published_latest, 1, 7)
    GROUP BY month, source_id
    """,
)

CLAIM_EVIDENCE = View(
    "claim_evidence",
    "Every claim with the words it rests on.",
    (
        _KEY,
        ("field", "the field claimed"),
        ("value", "the value claimed"),
        ("basis", "what it rests on"),
        ("rule", "the rule that made it"),
        ("evidence_text", "the words it rests on"),
        ("warning", "what speaks against it"),
    ),
    """
    SELECT articles.key, field, value, basis, rule,
           substr(text, start_char + 1, end_char - start_char) AS evidence_text, claims.warning
    FROM claims JOIN articles ON articles.id = article_id JOIN captures ON captures.id = capture_id
    """,
)

BLOCK_TEXTS = View(
    "block_texts",
    "Every block with its text.",
    (
        ("path", "the capture's file"),
        ("sha256", "the capture's SHA-256"),
        ("seq", "number among the capture's blocks, from 0"),
        ("key", "the article's key; NULL for chrome"),
        ("role", "the block's role"),
        ("block_text", "its text"),
        ("rule", "the rule that made it"),
    ),
    """
    SELECT captures.path, captures.sha256, blocks.seq, articles.key, role,
           substr(text, start_char + 1, end_char - start_char) AS block_text, rule
    FROM blocks JOIN captures ON captures.id = blocks.capture_id LEFT JOIN articles ON articles.id = blocks.article_id
    """,
)

QUOTES_BY_SPEAKER = View(
    "quotes_by_speaker",
    "Direct speech: who said what, to whom, where.",
    (
        ("actor", "the speaker's id, where known"),
        ("speaker", "the speaker as printed"),
        ("text", "the words"),
        ("told_to", "id of the outlet or person spoken to"),
        _KEY,
        _PUBLISHED,
        _SOURCE,
    ),
    """
    SELECT actor_id AS actor, speaker, text, told_to, articles.key, published, source_id AS source
    FROM quotes JOIN articles ON articles.id = article_id WHERE kind = 'speech'
    """,
)

DAYS_SPOKEN_OF = View(
    "days_spoken_of",
    "The days that articles speak of: the rows of dates that mean days, each with its passage, without those that mean"
    ' none, such as "now" or "for years".',
    (
        _KEY,
        _HEADLINE,
        _PUBLISHED,
        _SOURCE,
        ("surface", "the expression as printed"),
        ("earliest", "first day it may mean"),
        ("latest", "last day it may mean"),
        ("passage", "the text of the block it stands in"),
        ("role", "role of that block"),
    ),
    """
    SELECT articles.key, headline, published, source_id AS source, surface, earliest, latest,
           substr(text, blocks.start_char + 1, blocks.end_char - blocks.start_char) AS passage, role
    FROM dates JOIN articles ON articles.id = dates.article_id JOIN captures ON captures.id = articles.capture_id
         JOIN blocks ON blocks.article_id = dates.article_id
              AND blocks.start_char <= dates.start_char AND blocks.end_char >= dates.end_char
    WHERE earliest IS NOT NULL
    """,
)

DESIGNATIONS_IN_CONTEXT = View(
    "designations_in_context",
    "Who is called what, where and in whose voice: every designation with the text around it.",
    (
        ("actor", "id of the party labelled; NULL where the text ties the words to nobody by name"),
        ("actor_name", "its name"),
        ("surface", "the words as printed"),
        ("voice", "outlet, speaker, reported, scare or distanced"),
        ("speaker", "who speaks or is reported, as printed"),
        ("speaker_actor", "id of the speaker, where known"),
        _SOURCE,
        _KEY,
        _PUBLISHED,
        ("published_earliest", "first day it may have been published"),
        ("published_latest", "last day it may have been published"),
        ("text_before", "up to 60 characters before"),
        ("text_after", "up to 60 characters after"),
        ("kind", "attribute, apposition or bare"),
    ),
    """
    SELECT designations.actor_id AS actor, actors.name AS actor_name, surface, voice, speaker,
           speaker_actor_id AS speaker_actor, source_id AS source, articles.key, published, published_earliest,
           published_latest, substr(text, max(start_char - 60, 0) + 1, min(start_char, 60)) AS text_before,
           substr(text, end_char + 1, 60) AS text_after, designations.kind
    FROM designations JOIN articles ON articles.id = designations.article_id
         JOIN captures ON captures.id = articles.capture_id LEFT JOIN actors ON actors.id = designations.actor_id
    """,
)

SIMILAR_ARTICLES = View(
    "similar_articles",
    "Articles with the same words as another: each pair twice, once for either article.",
    (
        _KEY,
        ("other_key", "the key of the article it resembles"),
        ("kind", "same-text, repost or shared-paragraphs"),
        ("score", "of all three-word sequences of the two, the share that stands in both"),
        ("other_published", "the other's publication date, EDTF"),
        ("other_source", "id of the other's outlet"),
        ("other_headline", "the other's headline"),
    ),
    """
    SELECT articles.key, other.key AS other_key, similar.kind, score, other.published AS other_published,
           other.source_id AS other_source, other.headline AS other_headline
    FROM similar JOIN articles ON articles.id = article_id JOIN articles AS other ON other.id = other_id
    UNION ALL
    SELECT other.key, articles.key, similar.kind, score, articles.published, articles.source_id, articles.headline
    FROM similar JOIN articles ON articles.id = article_id JOIN articles AS other ON other.id = other_id
    """,
)

VIEWS = (
    ARTICLE_LIST,
    ARTICLE_SOURCES,
    ARTICLES_BY_ACTOR,
    ACTORS_TOGETHER,
    MENTIONS_IN_CONTEXT,
    TIMELINE,
    CLAIM_EVIDENCE,
    BLOCK_TEXTS,
    QUOTES_BY_SPEAKER,
    DAYS_SPOKEN_OF,
    DESIGNATIONS_IN_CONTEXT,
    SIMILAR_ARTICLES,
)

PORTABLE_VIEWS = tuple(view for view in VIEWS if view.name != "similar_articles")
"""The views over what a corpus says, which any form of it has; links between articles are made in SQLite alone."""
