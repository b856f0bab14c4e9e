"""The tables of the corpus: the one definition that DDL, `archive schema` and ``docs/schema.md`` are made from.

Offsets count code points from 0, so that ``substr(text, start_char + 1, end_char - start_char)`` is the span.
Days are ISO text. NULL says that the capture doesn't tell. The columns of a key come first: where they don't, the
``PRAGMA integrity_check`` of SQLite 3.40 takes one column of a table without rowid for another.
"""

from syria_iraq_archive.corpus.declare import Column, FullText, Index, Table

_START = Column("start_char", "INTEGER", "first character of the span in the capture's text, counted from 0")
_END = Column("end_char", "INTEGER", "the character after the span's last")
_ARTICLE = Column("article_id", "INTEGER", "the article", references="articles")
_RULE = Column("rule", "TEXT", "the rule that made this row")

CAPTURES = Table(
    "captures",
    "Raw files as saved, and what stands in archives, web archives and JSON Lines: one row for each distinct content.",
    (
        Column("id", "INTEGER", "number in this database", internal=True),
        Column("sha256", "TEXT", "SHA-256 of the file's bytes, in hexadecimal: what identifies the capture"),
        Column(
            "path",
            "TEXT",
            "the file's path relative to the ingested folder; of several with the same bytes the first in order; "
            "what stands in a file of several captures is named behind `!/`",
        ),
        Column("size", "INTEGER", "the file's length in bytes"),
        Column(
            "encoding",
            "TEXT",
            "of plain text: the encoding in which `text` gives the file's bytes back; `-sig` says: with a byte-order "
            "mark. Of other formats the encoding their words were read in, or binary",
        ),
        Column("text", "TEXT", "the decoded text, whole; of other formats than plain text what their reader sees"),
        Column("folder", "TEXT", "the ingested folder, as seen from the database's own", internal=True),
        Column(
            "recipe", "TEXT", "digest of the program's version, registry and corrections that parsed it", internal=True
        ),
        Column(
            "format", "TEXT", "text, html, mhtml, warc-response, jsonl, pdf or eml, as its bytes show", default="text"
        ),
        Column("uri", "TEXT", "the address it was fetched from, where the file says so", nullable=True),
        Column("captured_at", "TEXT", "when it was fetched or saved, as the file writes it", nullable=True),
        Column(
            "extractor",
            "TEXT",
            "what made `text` of the bytes, with the libraries it asked; NULL for plain text, which is its bytes",
            nullable=True,
            internal=True,
        ),
        Column(
            "content",
            "BLOB",
            "the file's bytes, compressed by zlib; NULL for plain text, whose text gives them back",
            nullable=True,
            internal=True,
        ),
        Column("warning", "TEXT", "why its text may not be what was written, where there is a doubt", nullable=True),
    ),
    key=("id",),
    unique=(("sha256",),),
    indices=(
        Index(("path",), "a changed file replaces what it held"),
        Index(("recipe", "extractor"), "an ingest looks for what would be made in another way now"),
        Index(("uri",), "captures of one address are versions of each other"),
    ),
)

SOURCES = Table(
    "sources",
    "Outlets that publish articles, from the registry. Each is an actor of kind `media`, too, with the same id.",
    (
        Column("id", "TEXT", "slug: `shafaq-news`"),
        Column("name", "TEXT", "name in English"),
        Column("country", "TEXT", "seat, ISO 3166-1 alpha-2", nullable=True),
        Column("language", "TEXT", "main language, ISO 639"),
        Column("url", "TEXT", "the outlet's site", nullable=True),
    ),
    key=("id",),
)

ACTORS = Table(
    "actors",
    "Persons, groups, states, bodies, alliances and outlets, from the registry.",
    (
        Column("id", "TEXT", "slug: `hayat-tahrir-al-sham`"),
        Column("name", "TEXT", "name in English"),
        Column(
            "kind",
            "TEXT",
            "person, state, public-body, armed-group, party, alliance, media or international-organization",
        ),
        Column("part_of", "TEXT", "the actor it belongs to", nullable=True, references="actors"),
        Column("country", "TEXT", "ISO 3166-1 alpha-2", nullable=True),
        Column("wikidata", "TEXT", "Wikidata id, where it was checked", nullable=True),
    ),
    key=("id",),
    indices=(Index(("part_of",), "what belongs to an actor"),),
)

ACTOR_NAMES = Table(
    "actor_names",
    "Every name the registry knows an actor by, its English name included.",
    (
        Column("actor_id", "TEXT", "the actor", references="actors"),
        Column("name", "TEXT", "a name, as spelt in the registry"),
        Column("language", "TEXT", "the name's language, ISO 639"),
    ),
    key=("actor_id", "name", "language"),
)

OFFICES = Table(
    "offices",
    "Offices that persons held, from the registry: one row for each title of an office.",
    (
        Column("actor_id", "TEXT", "who held it", references="actors"),
        Column("seq", "INTEGER", "number among that person's offices, from 1; the titles of one office share it"),
        Column("title", "TEXT", "a title of the office, as printed before a name"),
        Column("office_of", "TEXT", "the state, body or group whose office it is", references="actors"),
        Column("since", "TEXT", "when it was taken: YYYY, YYYY-MM or YYYY-MM-DD", nullable=True),
        Column("until", "TEXT", "when it was left, of the same forms", nullable=True),
        Column("source", "TEXT", "address of the public document that gives the dates", nullable=True),
    ),
    key=("actor_id", "seq", "title"),
    indices=(Index(("office_of",), "whose offices"),),
)

PLACES = Table(
    "places",
    "Places below a country, from the registry's gazetteer. Points of towns are those of GeoNames (CC BY 4.0).",
    (
        Column("id", "TEXT", "slug: `aleppo`, `aleppo-governorate`"),
        Column("name", "TEXT", "name in English"),
        Column("kind", "TEXT", "town, governorate, district, region, crossing, base, camp, water (dams, too) or other"),
        Column("part_of", "TEXT", "the place that it lies in", nullable=True, references="places"),
        Column("country", "TEXT", "ISO 3166-1 alpha-2", nullable=True),
        Column("latitude", "REAL", "degrees north, where a source gives them", nullable=True),
        Column("longitude", "REAL", "degrees east", nullable=True),
        Column("source", "TEXT", "where the entry comes from: an address, or curated"),
    ),
    key=("id",),
    indices=(Index(("part_of",), "what lies in a place"),),
)

PLACE_NAMES = Table(
    "place_names",
    "Every name the registry knows a place by, its English name included.",
    (
        Column("place_id", "TEXT", "the place", references="places"),
        Column("name", "TEXT", "a name, as spelt in the registry"),
        Column("language", "TEXT", "the name's language, ISO 639"),
    ),
    key=("place_id", "name", "language"),
)

ARTICLES = Table(
    "articles",
    "News items found in captures. Fields hold what counts: a correction before what was parsed (see `claims`).",
    (
        Column("id", "INTEGER", "number in this database", internal=True),
        Column("key", "TEXT", "first 16 hex digits of the capture's SHA-256, `-`, seq: stable everywhere"),
        Column("capture_id", "INTEGER", "the capture it stands in", references="captures"),
        Column("seq", "INTEGER", "number among the capture's articles, from 1"),
        Column("source_id", "TEXT", "the outlet that published it", nullable=True, references="sources"),
        Column("headline", "TEXT", "its headline", nullable=True),
        Column("kicker", "TEXT", "the line above the headline", nullable=True),
        Column("standfirst", "TEXT", "the summary under the headline", nullable=True),
        Column("byline", "TEXT", "its author or desk, as printed", nullable=True),
        Column("dateline", "TEXT", "the place a first paragraph opens with, as printed", nullable=True),
        Column("language", "TEXT", "the language it is written in, ISO 639", nullable=True),
        Column("published", "TEXT", "publication date, EDTF, of day precision at most", nullable=True),
        Column("published_earliest", "TEXT", "first day it may have been published", nullable=True, day=True),
        Column("published_latest", "TEXT", "last day it may have been published", nullable=True, day=True),
        Column("published_basis", "TEXT", "what the date rests on: curated, metadata, printed, inferred or unknown"),
        Column("body", "TEXT", "paragraphs and crossheads, joined by blank lines"),
        Column("words", "INTEGER", "number of words in its paragraphs"),
    ),
    key=("id",),
    unique=(("key",), ("capture_id", "seq")),
    indices=(
        Index(
            ("published_latest DESC", "published_earliest DESC", "key", "source_id"),
            "newest first, unknown dates last",
        ),
        Index(
            ("source_id", "published_latest DESC", "published_earliest DESC", "key"),
            "an outlet's articles, newest first",
        ),
        Index(("julianday(published_latest) - julianday(published_earliest)",), "the widest range", name="range"),
    ),
)

BLOCKS = Table(
    "blocks",
    "Spans of a capture's text, each with one role. They tile it: all characters but white space lie in exactly one.",
    (
        Column("capture_id", "INTEGER", "the capture", references="captures"),
        Column("seq", "INTEGER", "number among the capture's blocks, from 0"),
        Column(
            "article_id", "INTEGER", "the article it belongs to; NULL for chrome", nullable=True, references="articles"
        ),
        Column(
            "role",
            "TEXT",
            "headline, kicker, standfirst, byline, publisher, published, dateline, crosshead, paragraph, caption, "
            "credit, repeat or chrome",
        ),
        _START,
        _END,
        _RULE,
        Column("repeats", "INTEGER", "of a repeat: seq of the block it copies", nullable=True),
    ),
    key=("capture_id", "seq"),
    indices=(Index(("article_id",), "an article's blocks"),),
)

IMAGES = Table(
    "images",
    "Photos, by their captions and credits.",
    (
        _ARTICLE,
        Column(
            "block_seq", "INTEGER", "seq of the first block that prints it: the caption, or a credit that stands alone"
        ),
        Column("caption", "TEXT", "the caption, as first printed; NULL where a credit stands alone", nullable=True),
        Column("credit", "TEXT", "who took or supplied it, as printed", nullable=True),
        Column("occurrences", "INTEGER", "how often the capture prints it"),
    ),
    key=("article_id", "block_seq"),
)

CLAIMS = Table(
    "claims",
    "What each field of an article rests on: one row for each span of evidence, one without where there is none.",
    (
        _ARTICLE,
        Column("seq", "INTEGER", "number among the article's claims, from 0; the rows of one claim share it"),
        Column("evidence", "INTEGER", "number among the claim's spans of evidence, from 0"),
        Column(
            "field",
            "TEXT",
            "the field claimed: source, published, byline, …; `opening` says why an article begins here",
        ),
        Column("value", "TEXT", "the value claimed; NULL where the capture doesn't tell", nullable=True),
        Column(
            "basis",
            "TEXT",
            "curated, metadata, printed, inferred, masthead, byline, prefix, dateline, layout, self-reference, unknown",
        ),
        _RULE,
        Column("start_char", "INTEGER", "where the evidence begins in the capture's text", nullable=True),
        Column("end_char", "INTEGER", "the character after the evidence", nullable=True),
        Column("warning", "TEXT", "what speaks against it", nullable=True),
    ),
    key=("article_id", "seq", "evidence"),
    indices=(Index(("field", "basis"), "what rests on what"),),
)

MENTIONS = Table(
    "mentions",
    "Spans of an article that name an actor.",
    (
        _ARTICLE,
        Column("actor_id", "TEXT", "who is named", references="actors"),
        _START,
        _END,
        Column("surface", "TEXT", "the name as printed"),
        _RULE,
    ),
    key=("article_id", "actor_id", "start_char", "end_char"),
    indices=(Index(("actor_id", "article_id"), "an actor's articles"),),
)

QUOTES = Table(
    "quotes",
    "Words between quotation marks.",
    (
        _ARTICLE,
        Column(
            "start_char", "INTEGER", "first character in the capture's text, quotation mark included, counted from 0"
        ),
        Column("end_char", "INTEGER", "the character after the last, quotation mark included"),
        Column("text", "TEXT", "the words, without the marks"),
        Column("kind", "TEXT", "speech, scare (words held at arm's length) or title"),
        Column("speaker", "TEXT", "who is said to speak, as printed", nullable=True),
        Column("actor_id", "TEXT", "the speaker, where the registry knows them", nullable=True, references="actors"),
        Column("told_to", "TEXT", "the outlet or person spoken to", nullable=True, references="actors"),
        Column("cue", "TEXT", 'the word that gives the speech to its speaker: "said"', nullable=True),
        _RULE,
    ),
    key=("article_id", "start_char", "end_char"),
    indices=(Index(("actor_id",), "what an actor said"), Index(("told_to",), "what was said to an outlet")),
)

DATES = Table(
    "dates",
    "Expressions of time in an article, and the days they may mean.",
    (
        _ARTICLE,
        _START,
        _END,
        Column("surface", "TEXT", "the expression as printed"),
        Column("earliest", "TEXT", "first day it may mean", nullable=True, day=True),
        Column("latest", "TEXT", "last day it may mean", nullable=True, day=True),
        Column("timex", "TEXT", "its TIMEX3 value", nullable=True),
    ),
    key=("article_id", "start_char", "end_char"),
    indices=(Index(("earliest", "latest"), "what is said of a day"),),
)

AUTHORS = Table(
    "authors",
    "The persons that an article's byline names. Desks, agencies and places are none; see `articles.byline` for those.",
    (
        _ARTICLE,
        Column("seq", "INTEGER", "number among the article's authors, from 1, in the byline's order"),
        Column("name", "TEXT", "the name as printed"),
    ),
    key=("article_id", "seq"),
    indices=(Index(("name",), "what somebody wrote"),),
)

SENTENCES = Table(
    "sentences",
    "The sentences of an article's headline, kicker, standfirst, crossheads, paragraphs and captions.",
    (_ARTICLE, _START, _END),
    key=("article_id", "start_char"),
)

PLACE_MENTIONS = Table(
    "place_mentions",
    "Spans of an article that name a place.",
    (
        _ARTICLE,
        _START,
        _END,
        Column("place_id", "TEXT", "the place; NULL where several fit", nullable=True, references="places"),
        Column("surface", "TEXT", "the name as printed, with a word such as province that touches it"),
        Column(
            "precision",
            "INTEGER",
            "1 the place itself; 2 near it, or part of it; 3 a governorate, district or region, part of one, or "
            "several places that fit",
        ),
        Column("candidates", "TEXT", "ids of the places that fit, as a JSON array, where several do", nullable=True),
        _RULE,
    ),
    key=("article_id", "start_char", "end_char"),
    indices=(
        Index(("place_id", "article_id"), "a place's articles"),
        Index(("candidates", "article_id"), "the articles of names that may mean several places"),
    ),
)

DESIGNATIONS = Table(
    "designations",
    "The words by which an article labels a party, whom the text ties them to, and in whose voice: who used which "
    "words of whom, and no judgement of that.",
    (
        _ARTICLE,
        _START,
        _END,
        Column("surface", "TEXT", "the words as printed"),
        Column(
            "actor_id",
            "TEXT",
            "the party they label; NULL where the text ties them to nobody by name",
            nullable=True,
            references="actors",
        ),
        Column(
            "voice",
            "TEXT",
            "outlet (its own words), speaker (between quotation marks), reported (of somebody, without marks), scare "
            "(marks without a speaker) or distanced (so-called, what he described as)",
        ),
        Column("speaker", "TEXT", "who speaks or is reported, as printed", nullable=True),
        Column(
            "speaker_actor_id", "TEXT", "the speaker, where the registry knows them", nullable=True, references="actors"
        ),
        Column("kind", "TEXT", "how they stand beside the party's name: attribute, apposition, or bare, without it"),
        _RULE,
    ),
    key=("article_id", "start_char", "end_char"),
    indices=(
        Index(("actor_id",), "what an actor is called"),
        Index(("speaker_actor_id",), "what an actor calls others"),
        Index(("surface",), "who is called so"),
    ),
)

CORRECTIONS = Table(
    "corrections",
    "Curators' corrections of a capture as they were replayed on it: `archive log` tells an article's.",
    (
        Column("capture_id", "INTEGER", "the capture", references="captures"),
        Column("seq", "INTEGER", "number among the capture's corrections, from 0, in the order of the registry"),
        Column(
            "article_id",
            "INTEGER",
            "the article it belongs to; NULL where there is none of that number",
            nullable=True,
            references="articles",
        ),
        Column(
            "field",
            "TEXT",
            "what it corrects: a field of the article, or role, opening, mention, actor, place, speaker, hearer",
        ),
        Column("value", "TEXT", "what holds; NULL says unknown, or nobody", nullable=True),
        Column("instead_of", "TEXT", "of an actor: the one in whose place `value` is named", nullable=True),
        Column("parsed", "TEXT", "what the parser says without it", nullable=True),
        Column("quote", "TEXT", "the text of the capture it rests on; empty where it rests on none"),
        Column("start_char", "INTEGER", "where the quoted text begins; NULL where it stands nowhere", nullable=True),
        Column("end_char", "INTEGER", "the character after the quoted text", nullable=True),
        Column("reason", "TEXT", "why"),
        Column("curator", "TEXT", "who says so"),
        Column("day", "TEXT", "when that was said", day=True),
        Column("status", "TEXT", "applied, superseded (a later correction counts) or stale (it can't be applied)"),
        Column("problem", "TEXT", "why it is stale", nullable=True),
        Column("outside", "TEXT", "what it rests on that the capture doesn't hold, such as an address", nullable=True),
    ),
    key=("capture_id", "seq"),
    indices=(Index(("article_id",), "an article's history"),),
)

# In the order in which rows can be written without naming a row that isn't there yet.
TABLES = (
    CAPTURES, SOURCES, ACTORS, ACTOR_NAMES, OFFICES, PLACES, PLACE_NAMES, ARTICLES, BLOCKS, IMAGES, CLAIMS, MENTIONS,
    QUOTES, DATES, AUTHORS, SENTENCES, PLACE_MENTIONS, DESIGNATIONS, CORRECTIONS
)  # fmt: skip

OF_CAPTURES = tuple(
    each
    for each in TABLES
    if each.name == "captures" or any(column.references in ("captures", "articles") for column in each.columns)
)
"""The tables whose rows are made of a capture; the others are the registry's."""

ACTOR_ARTICLES = Table(
    "actor_articles",
    "Which articles name an actor or what is part of it, newest first: one row for each actor and article, made of "
    "`mentions`, `actors` and `articles`, so that no question has to count mentions.",
    (
        Column("actor_id", "TEXT", "the actor"),
        Column("published_latest", "TEXT", "last day the article may have been published; empty where unknown"),
        Column("published_earliest", "TEXT", "first day it may have been published; empty where unknown"),
        Column("key", "TEXT", "the article's key"),
        Column("article_id", "INTEGER", "the article"),
        Column("source_id", "TEXT", "the outlet that published it", nullable=True),
        Column("mentions", "INTEGER", "how often it names the actor itself; 0 where it names what is part of it only"),
    ),
    key=("actor_id", "published_latest DESC", "published_earliest DESC", "key"),
)

SIMILAR = Table(
    "similar",
    "Pairs of articles with the same words, made of their bodies: the same story printed twice.",
    (
        Column("article_id", "INTEGER", "the article whose key comes first", references="articles"),
        Column("other_id", "INTEGER", "the other article", references="articles"),
        Column(
            "score",
            "REAL",
            "of all three-word sequences of the two bodies, the share that stands in both: from 0 to 1",
        ),
        Column(
            "kind",
            "TEXT",
            "same-text (word for word), repost (0.4 or more) or shared-paragraphs (less, but a whole paragraph in "
            "common that few others have, and not both of one outlet)",
        ),
    ),
    key=("article_id", "other_id"),
    indices=(Index(("other_id",), "the pairs of the other article"),),
)

CLUSTERS = Table(
    "clusters",
    "Articles that tell the same story in the same words, made of `similar`: all that same-text and repost join, "
    "directly or through others.",
    (
        _ARTICLE,
        Column("first_id", "INTEGER", "the one published first, of the same day the one whose key comes first"),
        Column("place", "INTEGER", "number among the cluster's articles, the first 1; unknown dates come last"),
    ),
    key=("article_id",),
    indices=(Index(("first_id", "place"), "a cluster's articles, in order"),),
)

SIGNATURES = Table(
    "signatures",
    "What similar articles are found by: two that share a key are compared. Bodies of few words have none.",
    (
        _ARTICLE,
        Column("key", "TEXT", "the article's key, by which those that share a key are put in order"),
        Column("bands", "TEXT", "32 keys of 5 characters, made of the MinHash of its three-word sequences"),
        Column("paragraphs", "TEXT", "a key of 10 characters for each long paragraph"),
    ),
    key=("article_id",),
)

SIGNATURE_KEYS = Table(
    "signature_keys",
    "The keys of `signatures`, each in a row of its own, so that the articles which share one are looked up; made of "
    "`signatures`, once an article's pairs are found.",
    (
        Column("shared", "INTEGER", "a key: of a band, its place from 0 to 31 above 32 bits; below 0 a paragraph's"),
        Column("article_id", "INTEGER", "an article that has it"),
    ),
    key=("shared", "article_id"),
)

UNLINKED = Table(
    "unlinked",
    "Articles whose pairs aren't found yet: those of an ingest that is going on, or was interrupted.",
    (
        _ARTICLE,
        Column("compare", "INTEGER", "1: to be compared with all; 0: of a pair that is gone, so its cluster may split"),
    ),
    key=("article_id",),
)

DEPARTED = Table(
    "departed",
    "Signatures of articles that are gone since pairs were found last.",
    (
        Column("key", "TEXT", "the article's key"),
        Column("bands", "TEXT", "as in `signatures`"),
        Column("paragraphs", "TEXT", "as in `signatures`"),
    ),
    key=("key",),
)

STORY_TRAITS = Table(
    "story_traits",
    "What articles that report the same event are found by, made of their openings. Those of few words have none.",
    (
        _ARTICLE,
        Column("key", "TEXT", "the article's key"),
        Column(
            "traits",
            "TEXT",
            "JSON: whether it is Arabic; the days it may have been published on, those its lead tells, as numbers; "
            "a weekday; words, names, numbers, subjects, actors and places",
        ),
    ),
    key=("article_id",),
)

STORY_KEYS = Table(
    "story_keys",
    "Keys made of the rarest things in `story_traits`, each in a row of its own, so that the articles which share some "
    "are looked up; made once an article's links are found.",
    (
        Column("shared", "INTEGER", "a key: a hash of a word, name, number, actor or place"),
        Column("day", "INTEGER", "the day of publication, as a number from the year 1 on; 0 if unknown"),
        Column("article_id", "INTEGER", "an article that has it"),
    ),
    key=("shared", "day", "article_id"),
)

_RESTS_ON = (
    Column("score", "REAL", "how sure it is that both report one event, the logarithm of the odds: linked above 0"),
    Column("actors", "TEXT", "the actors that both openings name, with ` | ` between", nullable=True),
    Column("places", "TEXT", "the places that both name", nullable=True),
    Column("days", "TEXT", "the day, or the weekday, on which both say it happened", nullable=True),
    Column("numbers", "TEXT", "the numbers that both give", nullable=True),
    Column("words", "TEXT", "the rarest words in both; of two languages the names, as each writes them", nullable=True),
)

STORY_LINKS = Table(
    "story_links",
    "Pairs of articles that report the same event in whatever words, and what each link rests on; those with a score "
    "from -1 to 0 aren't linked, but others of their story may speak for them.",
    (
        Column("article_id", "INTEGER", "the article whose key comes first", references="articles"),
        Column("other_id", "INTEGER", "the other article", references="articles"),
        *_RESTS_ON,
    ),
    key=("article_id", "other_id"),
    indices=(Index(("other_id",), "the links of the other article"),),
)

STORIES = Table(
    "stories",
    "Events that several articles report, made of `story_links`.",
    (
        Column("id", "TEXT", "the key of the article that was published first; of the same day the first by key"),
        Column("articles", "INTEGER", "how many report it"),
        Column("outlets", "INTEGER", "how many known outlets published these"),
        Column("earliest", "TEXT", "first day on which one may have been published", nullable=True),
        Column("latest", "TEXT", "last day on which one may have been published", nullable=True),
    ),
    key=("id",),
    indices=(Index(("latest DESC", "id"), "newest first, unknown dates last"),),
)

STORY_ARTICLES = Table(
    "story_articles",
    "The articles of each story, and what the strongest link of each with another of them rests on.",
    (
        _ARTICLE,
        Column("story_id", "TEXT", "the story"),
        Column("place", "INTEGER", "number among the story's articles, the first 1; unknown dates come last"),
        Column(
            "linked_id",
            "INTEGER",
            "the article of the story that it is linked with most strongly",
            references="articles",
        ),
        *_RESTS_ON,
    ),
    key=("article_id",),
    indices=(Index(("story_id", "place"), "a story's articles, in order"),),
)

STORY_WAITING = Table(
    "story_waiting",
    "Articles whose story isn't found yet: those of an ingest that is going on, or was interrupted.",
    (
        _ARTICLE,
        Column("compare", "INTEGER", "1: to be compared with its candidates; 0: of a story that others have left"),
    ),
    key=("article_id",),
)

STORY_KEYS_LEFT = Table(
    "story_keys_left",
    "Keys of articles that are gone since stories were found last.",
    (
        Column("shared", "INTEGER", "as in `story_keys`"),
        Column("day", "INTEGER", "as in `story_keys`"),
        Column("gone", "INTEGER", "how many articles with it are gone"),
    ),
    key=("shared", "day"),
)

FAILURES = Table(
    "failures",
    "Files that weren't parsed, though not by their own fault: the next ingest tries them again.",
    (
        Column("path", "TEXT", "the file's path relative to the ingested folder"),
        Column("folder", "TEXT", "the ingested folder, as seen from the database's own", internal=True),
        Column("sha256", "TEXT", "SHA-256 of the file's bytes, in hexadecimal; NULL if unreadable", nullable=True),
        Column("reason", "TEXT", "what went wrong"),
    ),
    key=("path", "folder"),
)

TOTALS = Table(
    "totals",
    "How much the corpus holds, counted as rows come and go.",
    (
        Column("name", "TEXT", "captures, articles, or repeats (of blocks those)"),
        Column("number", "INTEGER", "how many there are"),
    ),
    key=("name",),
)

CAPTURE_DIGESTS = Table(
    "capture_digests",
    "A hash of all rows that were made of a capture, by which `archive fingerprint` needn't read them; one without is "
    "read.",
    (
        Column("capture_id", "INTEGER", "the capture", references="captures"),
        Column("digest", "TEXT", "SHA-256 of what its rows say, in hexadecimal"),
    ),
    key=("capture_id",),
)

UNTOUCHED = Table(
    "untouched",
    "Holds a row as long as nobody but this program has changed what the corpus says of captures: only then do "
    "`capture_digests` count. The next ingest makes them anew.",
    (Column("held", "INTEGER", "1"),),
    key=("held",),
)

EARLIER_CAPTURES = Table(
    "earlier_captures",
    "Captures in whose place a later one of the same file or address is now, as they were saved: `archive show` and "
    "`archive diff` read them, `--all-versions` asks them, too.",
    tuple(column._replace(internal=False) for column in CAPTURES.columns if column.name not in ("id", "recipe")),
    key=("sha256",),
)

VERSIONS = Table(
    "versions",
    "Which capture took the place of which. An earlier one may itself be the later one of another.",
    (
        Column("later", "TEXT", "SHA-256 of the later capture"),
        Column("earlier", "TEXT", "SHA-256 of the earlier capture of the same file or address"),
    ),
    key=("later", "earlier"),
    indices=(Index(("earlier",), "what an earlier capture became"),),
)

REGISTRY_ENTRIES = Table(
    "registry_entries",
    "What the registry said when the corpus was built last, entry by entry, as it adds up: so that the corpus can be "
    "read without it, and that a run with another one can say what changed.",
    (
        Column("kind", "TEXT", "sources, actors, spellings, furniture, places, …"),
        Column("id", "TEXT", "the entry's id; of a group of spellings its first word, of named lists their name"),
        Column("content", "TEXT", "the entry as JSON, without what it leaves unsaid"),
    ),
    key=("kind", "id"),
)

BUILT_WITH = Table(
    "built_with",
    "What the corpus was built with last.",
    (
        Column("name", "TEXT", "registry"),
        Column("value", "TEXT", "of the registry the SHA-256 of all its entries"),
    ),
    key=("name",),
)

ROLLUPS = (
    ACTOR_ARTICLES, SIMILAR, CLUSTERS, SIGNATURES, SIGNATURE_KEYS, UNLINKED, DEPARTED, TOTALS, CAPTURE_DIGESTS,
    UNTOUCHED, STORY_TRAITS, STORY_KEYS, STORY_LINKS, STORIES, STORY_ARTICLES, STORY_WAITING, STORY_KEYS_LEFT,
    EARLIER_CAPTURES, VERSIONS, REGISTRY_ENTRIES, BUILT_WITH, FAILURES
)  # fmt: skip
"""Tables beside the logical content: no part of the fingerprint, and not exported.

The last holds what a run couldn't parse; the others are made of what other tables say. The writer keeps the first of
these in step (`corpus.rollup`), the steps after it the rest (`corpus.similar`, `corpus.stories`), and `archive verify`
compares. What stories there are depends on all captures, so the fingerprint and exports take `OF_STORIES` along, too.
"""

OF_STORIES = (STORIES, STORY_ARTICLES)

ARTICLES_FTS = FullText(
    "articles_fts",
    "Full-text index of the articles: `articles_fts MATCH 'hama'`; rowid is `articles.id`.",
    table="articles",
    columns=("headline", "standfirst", "body"),
    tokenize="unicode61 remove_diacritics 2",
)

ARTICLES_FOLDED = FullText(
    "articles_folded",
    "Full-text index of the articles' words without diacritics, harakat, hamza and the article al-, which "
    "`archive query` asks: `articles_folded MATCH 'nusra'` finds al-Nusra; rowid is `articles.id`.",
    table="articles",
    columns=("headline", "standfirst", "body"),
    tokenize="unicode61 remove_diacritics 0",
    folded=True,
)

FULL_TEXTS = (ARTICLES_FTS, ARTICLES_FOLDED)


def table(name: str) -> Table:
    """The declaration of the table `name`."""
    return next(declared for declared in (*TABLES, *ROLLUPS) if declared.name == name)
