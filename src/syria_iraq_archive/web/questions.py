"""The common questions, ready to be asked: Datasette's canned queries. Read with `archive schema` beside it."""

from dataclasses import dataclass
from inspect import cleandoc


@dataclass(frozen=True, slots=True)
class CannedQuestion:
    """A question with a name for its address; each ``:name`` in its SQL is a box to fill in."""

    name: str
    title: str
    description: str
    sql: str


# An actor asked for by id or by any of its names, and all that is part of it.
_MEMBERS = """WITH RECURSIVE members (id) AS (
    SELECT id FROM actors WHERE id = :actor
    UNION SELECT actor_id FROM actor_names WHERE name = :actor COLLATE NOCASE
    UNION SELECT actors.id FROM actors JOIN members ON actors.part_of = members.id
)"""
_ACTOR = "Actor: an id or a name, such as hayat-tahrir-al-sham or HTS."


def _question(name: str, title: str, description: str, sql: str) -> CannedQuestion:
    return CannedQuestion(name, title, description, cleandoc(sql.replace("{members}", _MEMBERS)))


QUESTIONS = (
    _question(
        "published-between",
        "What was published between two days?",
        "Articles that may have been published from the first to the last day (ISO, such as 2024-12-01), newest first.",
        """
        SELECT key, published, published_basis, source, headline, words FROM article_list
        WHERE published_latest >= :first_day AND published_earliest <= coalesce(nullif(:last_day, ''), '9999')
        ORDER BY published_latest DESC, published_earliest DESC, key
        """,
    ),
    _question(
        "naming-actor",
        "Which articles name an actor, or what is part of it?",
        f"Newest first, with the number of mentions. {_ACTOR}",
        """
        {members}
        SELECT articles.key, published, source_id AS source, headline, count(*) AS mentions
        FROM mentions JOIN articles ON articles.id = article_id
        WHERE mentions.actor_id IN members
        GROUP BY articles.id ORDER BY published_latest DESC, published_earliest DESC, articles.key
        """,
    ),
    _question(
        "in-context",
        "In what words is an actor mentioned?",
        f"Every mention with the text around it. {_ACTOR}",
        """
        {members}
        SELECT key, actor, text_before, surface, text_after, role, rule
        FROM mentions_in_context WHERE actor IN members
        """,
    ),
    _question(
        "named-together",
        "Who is named together with an actor?",
        f"The actors that the same articles name, most often first. {_ACTOR}",
        """
        {members}
        SELECT others.actor_id AS actor, name, kind, count(DISTINCT others.article_id) AS articles
        FROM mentions AS others JOIN actors ON actors.id = others.actor_id
        WHERE others.article_id IN (SELECT article_id FROM mentions WHERE actor_id IN members)
              AND others.actor_id NOT IN members
        GROUP BY others.actor_id ORDER BY articles DESC, name
        """,
    ),
    _question(
        "most-named",
        "Who is named most?",
        "Actors by the number of articles that name them, then of mentions.",
        """
        SELECT actor_id AS actor, name, kind, count(DISTINCT article_id) AS articles, count(*) AS mentions
        FROM mentions JOIN actors ON actors.id = actor_id
        GROUP BY actor_id ORDER BY articles DESC, mentions DESC, actor_id
        """,
    ),
    _question(
        "said-by",
        "What did an actor say?",
        f"Direct speech, newest first. {_ACTOR} Or a part of the speaker's name as printed.",
        """
        {members}
        SELECT articles.key, published, source_id AS source, speaker, quotes.actor_id AS actor, quotes.text, told_to
        FROM quotes JOIN articles ON articles.id = article_id
        WHERE kind = 'speech'
              AND (quotes.actor_id IN members OR (:actor <> '' AND instr(lower(speaker), lower(:actor))))
        ORDER BY published_latest DESC, articles.key, start_char
        """,
    ),
    _question(
        "speaking-of-day",
        "Which articles speak of a day or month?",
        "Expressions of time that mean days within it. Day: 2024-11-27 or 2024-11.",
        """
        SELECT articles.key, source_id AS source, surface, earliest, latest, headline
        FROM dates JOIN articles ON articles.id = article_id
        WHERE :day <> '' AND earliest >= :day AND latest <= :day || '~'
        ORDER BY earliest, latest, articles.key
        """,
    ),
    _question(
        "dating",
        "What does each publication date rest on?",
        "Every article's date with its basis, the rule that made it and the words it rests on.",
        """
        SELECT key, value AS published, basis, rule, evidence_text, warning FROM claim_evidence
        WHERE field = 'published' ORDER BY key
        """,
    ),
    _question(
        "attribution",
        "How do we know the outlets?",
        "Every article's outlet with the words that show it.",
        "SELECT key, source, source_name, basis, rule, evidence_text FROM article_sources ORDER BY key",
    ),
    _question(
        "unknown",
        "What is not known?",
        "Fields that a capture doesn't give, by outlet.",
        """
        SELECT field, source_id AS source, count(*) AS articles
        FROM claims JOIN articles ON articles.id = article_id
        WHERE value IS NULL GROUP BY field, source_id ORDER BY articles DESC, field, source
        """,
    ),
    _question(
        "folded-away",
        "What was folded away?",
        "Repeated headlines and captions, each with the block that it copies.",
        """
        SELECT captures.path, copies.seq, copies.repeats,
               substr(text, copies.start_char + 1, copies.end_char - copies.start_char) AS block_text, copies.rule
        FROM blocks AS copies JOIN captures ON captures.id = capture_id
        WHERE role = 'repeat' ORDER BY path, seq
        """,
    ),
    _question(
        "rules-at-work",
        "How often does each rule apply?",
        "Rules of the parser by the blocks that they made.",
        """
        SELECT rule, role, count(*) AS blocks, count(DISTINCT capture_id) AS captures FROM blocks
        GROUP BY rule, role ORDER BY blocks DESC, rule
        """,
    ),
)
