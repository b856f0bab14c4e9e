"""The views: usual questions, answered without joins.

Where a part of a day is taken, it is cast to text first: in Parquet, days have a type of their own.
"""

from syria_iraq_archive.corpus.context import text_after, text_before
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
    "Every mention of an actor with the text around it, which goes no further than its block and cuts no word.",
    (
        ("actor", "the actor's id"),
        _KEY,
        ("text_before", "up to 60 characters before"),
        ("surface", "the name as printed"),
        ("text_after", "up to 60 characters after"),
        ("role", "role of the block it stands in"),
        ("rule", "the rule that saw it"),
    ),
    f"""
    SELECT actor_id AS actor, articles.key,
           {text_before("mentions", 60)} AS text_before, surface,
           {text_after("mentions", 60)} AS text_after, role, mentions.rule
    FROM mentions JOIN articles ON articles.id = mentions.article_id JOIN captures ON captures.id = articles.capture_id
         JOIN blocks ON blocks.article_id = mentions.article_id
              AND blocks.start_char <= mentions.start_char AND blocks.end_char >= mentions.end_char
    """,
)

PASSAGES_BY_ACTOR = View(
    "passages_by_actor",
    "The paragraphs, headlines and captions that name an actor, whole: one row for each actor of each block.",
    (
        ("actor", "the actor's id"),
        ("actor_name", "the actor's name"),
        ("mentions", "how often the passage names it"),
        _KEY,
        _PUBLISHED,
        _SOURCE,
        ("role", "role of the block: paragraph, headline, caption, …"),
        ("passage", "its text"),
    ),
    """
    SELECT actors.id AS actor, actors.name AS actor_name, count(*) AS mentions, articles.key, published,
           source_id AS source, role,
           substr(text, blocks.start_char + 1, blocks.end_char - blocks.start_char) AS passage
    FROM mentions JOIN actors ON actors.id = actor_id JOIN articles ON articles.id = mentions.article_id
         JOIN captures ON captures.id = articles.capture_id
         JOIN blocks ON blocks.article_id = mentions.article_id
              AND blocks.start_char <= mentions.start_char AND blocks.end_char >= mentions.end_char
    GROUP BY actors.id, blocks.capture_id, blocks.seq
    """,
)

ACTORS_IN_SENTENCE = View(
    "actors_in_sentence",
    "Which actors one sentence names: each pair twice, once for either actor, in a row for each sentence.",
    (
        ("actor", "an actor's id"),
        ("other", "the id of another that the sentence names"),
        _KEY,
        _PUBLISHED,
        _SOURCE,
        ("sentence", "the sentence"),
    ),
    """
    SELECT DISTINCT one.actor_id AS actor, two.actor_id AS other, articles.key, published, source_id AS source,
           substr(text, sentences.start_char + 1, sentences.end_char - sentences.start_char) AS sentence
    FROM mentions AS one
         JOIN sentences ON sentences.article_id = one.article_id
              AND sentences.start_char <= one.start_char AND sentences.end_char >= one.end_char
         JOIN mentions AS two ON two.article_id = one.article_id AND two.actor_id <> one.actor_id
              AND two.start_char >= sentences.start_char AND two.end_char <= sentences.end_char
         JOIN articles ON articles.id = one.article_id JOIN captures ON captures.id = articles.capture_id
    """,
)

OFFICE_HOLDERS = View(
    "office_holders",
    "Offices and who held them, from the registry: one row for each title of an office.",
    (
        ("title", "a title of the office"),
        ("holder", "id of who held it"),
        ("holder_name", "their name"),
        ("office_of", "id of the state, body or group whose office it is"),
        ("office_of_name", "its name"),
        ("since", "when it was taken; NULL where the registry doesn't say"),
        ("until", "when it was left; NULL where it wasn't, or the registry doesn't say"),
        ("source", "address of the document that gives the dates"),
    ),
    """
    SELECT title, actor_id AS holder, holders.name AS holder_name, office_of, bodies.name AS office_of_name,
           since, until, offices.source
    FROM offices JOIN actors AS holders ON holders.id = actor_id JOIN actors AS bodies ON bodies.id = office_of
    """,
)

IMAGE_CAPTIONS = View(
    "image_captions",
    "Every photo's caption and credit, with its article.",
    (
        _KEY,
        _PUBLISHED,
        _SOURCE,
        ("caption", "the caption; NULL where a credit stands alone"),
        ("credit", "who took or supplied it; NULL where the capture doesn't say"),
        ("occurrences", "how often the capture prints it"),
    ),
    """
    SELECT articles.key, published, source_id AS source, caption, credit, occurrences
    FROM images JOIN articles ON articles.id = article_id
    """,
)

ARTICLE_FIELDS = View(
    "article_fields",
    "What counts of each field of an article, and what it rests on: one row for each article and field.",
    (
        _KEY,
        _SOURCE,
        ("field", "the field: source, published, byline, …"),
        ("value", "its value; NULL where it is unknown"),
        ("basis", "what it rests on"),
        ("rule", "the rule that made it"),
        ("warning", "what speaks against it"),
    ),
    """
    SELECT articles.key, source_id AS source, field, value, basis, rule, warning
    FROM claims JOIN articles ON articles.id = article_id
    WHERE evidence = 0 AND claims.seq = (
        SELECT best.seq FROM claims AS best WHERE best.article_id = claims.article_id AND best.field = claims.field
        ORDER BY CASE WHEN best.basis <> 'curated' THEN 1 WHEN best.warning IS NULL THEN 0 ELSE 2 END,
                 CASE WHEN best.basis = 'curated' THEN -best.seq ELSE best.seq END
        LIMIT 1
    )
    """,
)

TIMELINE = View(
    "timeline",
    "How many articles each outlet published in a month; one that may fall in two months counts in neither.",
    (("month", "YYYY-MM"), _SOURCE, ("articles", "how many"), ("words", "words in their paragraphs")),
    """
    SELECT substr(CAST(published_earliest AS TEXT), 1, 7) AS month, source_id AS source, count(*) AS articles,
           sum(words) AS words
    FROM articles WHERE substr(CAST(published_earliest AS TEXT), 1, 7) = substr(CAST(published_latest AS TEXT), 1, 7)
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
    "Direct speech: who said what, to whom, where and when.",
    (
        ("actor", "the speaker's id, where known"),
        ("speaker", "the speaker as printed"),
        ("text", "the words"),
        ("told_to", "id of the outlet or person spoken to"),
        _KEY,
        _PUBLISHED,
        _SOURCE,
        ("month", "the month of publication, YYYY-MM; NULL where it may be one of several, or is unknown"),
        ("actor_name", "the speaker's name, where known"),
        ("told_to_name", "the name of who is spoken to"),
    ),
    """
    SELECT actor_id AS actor, speaker, quotes.text, told_to, articles.key, published, source_id AS source,
           CASE WHEN substr(CAST(published_earliest AS TEXT), 1, 7) = substr(CAST(published_latest AS TEXT), 1, 7)
                THEN substr(CAST(published_earliest AS TEXT), 1, 7) END AS month,
           speakers.name AS actor_name, hearers.name AS told_to_name
    FROM quotes JOIN articles ON articles.id = article_id
         LEFT JOIN actors AS speakers ON speakers.id = actor_id LEFT JOIN actors AS hearers ON hearers.id = told_to
    WHERE quotes.kind = 'speech'
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

PLACES_NAMED = View(
    "places_named",
    "Every mention of a place with the text around it.",
    (
        ("place", "the place's id; NULL where several fit"),
        ("place_name", "the place's name"),
        ("kind", "what sort of place it is"),
        ("country", "ISO 3166-1 alpha-2"),
        ("precision", "1 the place itself, 2 near or part of it, 3 a governorate or region, or several fit"),
        ("candidates", "ids of the places that fit, where several do"),
        _KEY,
        _PUBLISHED,
        _SOURCE,
        ("text_before", "up to 60 characters before"),
        ("surface", "the name as printed"),
        ("text_after", "up to 60 characters after"),
        ("role", "role of the block it stands in"),
        ("rule", "the rule that saw it"),
    ),
    f"""
    SELECT place_id AS place, places.name AS place_name, kind, country, precision, candidates, articles.key, published,
           source_id AS source,
           {text_before("named", 60)} AS text_before, surface,
           {text_after("named", 60)} AS text_after, role, named.rule
    FROM place_mentions AS named JOIN articles ON articles.id = named.article_id
         JOIN captures ON captures.id = articles.capture_id LEFT JOIN places ON places.id = place_id
         JOIN blocks ON blocks.article_id = named.article_id
              AND blocks.start_char <= named.start_char AND blocks.end_char >= named.end_char
    """,
)

ARTICLE_PLACES = View(
    "article_places",
    "One row for each place of each article.",
    (
        _KEY,
        _PUBLISHED,
        ("published_earliest", "first day it may have been published"),
        ("published_latest", "last day it may have been published"),
        _SOURCE,
        _HEADLINE,
        ("place", "the place's id"),
        ("place_name", "the place's name"),
        ("kind", "what sort of place it is"),
        ("part_of", "the place that it lies in"),
        ("country", "ISO 3166-1 alpha-2"),
        ("latitude", "degrees north, where known"),
        ("longitude", "degrees east, where known"),
        ("mentions", "how often the article names it"),
        ("precision", "the best of its mentions: 1 the place itself, 2 near or part of it, 3 a governorate or region"),
    ),
    """
    SELECT articles.key, published, published_earliest, published_latest, source_id AS source, headline,
           places.id AS place, places.name AS place_name, kind, part_of, country, latitude, longitude,
           mentions, precision
    FROM (
        SELECT article_id, place_id, count(*) AS mentions, min(precision) AS precision
        FROM place_mentions WHERE place_id IS NOT NULL GROUP BY article_id, place_id
    ) AS named JOIN places ON places.id = place_id JOIN articles ON articles.id = article_id
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
    f"""
    SELECT designations.actor_id AS actor, actors.name AS actor_name, surface, voice, speaker,
           speaker_actor_id AS speaker_actor, source_id AS source, articles.key, published, published_earliest,
           published_latest,
           {text_before("designations", 60)} AS text_before,
           {text_after("designations", 60)} AS text_after, designations.kind
    FROM designations JOIN articles ON articles.id = designations.article_id
         JOIN captures ON captures.id = articles.capture_id
         JOIN blocks ON blocks.article_id = designations.article_id
              AND blocks.start_char <= designations.start_char AND blocks.end_char >= designations.end_char
         LEFT JOIN actors ON actors.id = designations.actor_id
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

STORY_REPORTS = View(
    "story_reports",
    "Articles that report the same event as others, story by story, with what links each to its story.",
    (
        ("story", "the story: the key of its first article"),
        ("place", "number among the story's articles, the first published 1"),
        _KEY,
        _PUBLISHED,
        _SOURCE,
        _HEADLINE,
        ("language", "its language"),
        ("linked_key", "the article of the story that it is linked with most strongly"),
        ("score", "how sure that link is: linked above 0"),
        ("actors", "the actors in common that it rests on"),
        ("places", "the places in common"),
        ("days", "the day on which both say it happened"),
        ("numbers", "the numbers in common"),
        ("words", "the rarest words in common, or names in two scripts"),
    ),
    """
    SELECT story_id AS story, place, articles.key, articles.published, articles.source_id AS source, articles.headline,
           articles.language, mate.key AS linked_key, score, actors, places, days, numbers, story_articles.words
    FROM story_articles JOIN articles ON articles.id = article_id JOIN articles AS mate ON mate.id = linked_id
    """,
)

VIEWS = (
    ARTICLE_LIST,
    ARTICLE_SOURCES,
    ARTICLES_BY_ACTOR,
    ACTORS_TOGETHER,
    MENTIONS_IN_CONTEXT,
    PASSAGES_BY_ACTOR,
    ACTORS_IN_SENTENCE,
    OFFICE_HOLDERS,
    IMAGE_CAPTIONS,
    ARTICLE_FIELDS,
    TIMELINE,
    CLAIM_EVIDENCE,
    BLOCK_TEXTS,
    QUOTES_BY_SPEAKER,
    DAYS_SPOKEN_OF,
    PLACES_NAMED,
    ARTICLE_PLACES,
    DESIGNATIONS_IN_CONTEXT,
    SIMILAR_ARTICLES,
    STORY_REPORTS,
)

PORTABLE_VIEWS = tuple(view for view in VIEWS if view not in (SIMILAR_ARTICLES, STORY_REPORTS))
"""The views over what a corpus says, which any form of it has; links between articles are made in SQLite alone."""
