"""What people type into a search box means what they expect, and is never a syntax error."""

import sqlite3
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syria_iraq_archive.corpus.connection import reading
from syria_iraq_archive.corpus.search import BadExpression, Phrase, check_expression, parse_search
from syria_iraq_archive.corpus.words import folded
from tests.factories import make_corpus

TEXTS = {
    "qaim": "Fighters crossed the border near al-Qa'im.",
    "bukamal": "The border at Abu Kamal, or Bukamal, is closed.",
    "nusra": "Jabhat al-Nusra, later Hay’at Tahrir al-Sham, holds Idlib.",
    "us": "A US-led coalition struck. Syria’s army said nothing.",
    "arabic": "دخلت هَيْئَة تحرير الشام مدينة حلب",
}


@pytest.fixture(scope="module")
def index() -> Iterator[sqlite3.Connection]:
    """Texts by their names."""
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE f USING fts5 (name UNINDEXED, body)")
    connection.executemany("INSERT INTO f VALUES (?, ?)", ((name, folded(text)) for name, text in TEXTS.items()))
    yield connection
    connection.close()


def found(index: sqlite3.Connection, typed: str) -> set[str]:
    """The names of the texts found."""
    search = parse_search(typed)
    if search.expression is None:
        return set()
    rows = index.execute("SELECT name FROM f WHERE f MATCH ?", (search.expression,)).fetchall()
    names = {name for (name,) in rows}
    return set(TEXTS) - names if search.excluded else names


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        # words, side by side or joined
        ("border", {"qaim", "bukamal"}),
        ("border closed", {"bukamal"}),
        ("border AND closed", {"bukamal"}),
        ("qaim OR idlib", {"qaim", "nusra"}),
        ("border AND (qaim OR bukamal)", {"qaim", "bukamal"}),
        ("border (qaim OR idlib)", {"qaim"}),
        ("border qaim OR idlib", {"qaim", "nusra"}),
        ("idlib OR border closed", {"nusra", "bukamal"}),
        # NOT, wherever it stands
        ("border NOT qaim", {"bukamal"}),
        ("border AND NOT qaim", {"bukamal"}),
        ("NOT qaim border", {"bukamal"}),
        ("NOT border", {"nusra", "us", "arabic"}),
        ("NOT NOT border", {"qaim", "bukamal"}),
        ("NOT (border OR idlib)", {"us", "arabic"}),
        ("NOT border NOT idlib", {"us", "arabic"}),
        ("idlib OR NOT border", {"nusra", "us", "arabic"}),
        ("NOT idlib OR NOT border", set(TEXTS)),
        ("border NOT (qaim OR bukamal)", set()),
        ("border NOT qaim NOT closed", set()),
        ("border NOT qaim NOT idlib", {"bukamal"}),
        ("NOT qaim border NOT idlib", {"bukamal"}),
        ("border NOT (qaim AND closed)", {"qaim", "bukamal"}),
        ("idlib OR NOT border OR NOT closed", {"qaim", "nusra", "us", "arabic"}),
        ("idlib OR qaim OR NOT border", {"qaim", "nusra", "us", "arabic"}),
        # phrases and beginnings
        ('"tahrir al-sham"', {"nusra"}),
        ("“Tahrir Al Sham”", {"nusra"}),
        ('"sham tahrir"', set()),
        ("idl*", {"nusra"}),
        ("idl", set()),
        ('"hayat tah*"', {"nusra"}),
        ('"hayat tah"*', {"nusra"}),
        ("al-nus*", {"nusra"}),
        ("الشا*", {"arabic"}),
        # as typed
        ("al-Nusra", {"nusra"}),
        ("al Nusra", {"nusra"}),
        ("NUSRA", {"nusra"}),
        ("qa'im", {"qaim"}),
        ("Al-Qāʾim", {"qaim"}),
        ("al-Bukamal", {"bukamal"}),
        ("hay'at", {"nusra"}),
        ("us-led", {"us"}),
        ("us", {"us"}),
        ("led-us", set()),
        ("Syrias", set()),
        ("Syria's", {"us"}),
        ("هيئة تحرير الشام", {"arabic"}),
        ("هيئه شام", {"arabic"}),
        ("حَلَب", {"arabic"}),
        ("and or not", set()),
        ("bukamal, or", {"bukamal"}),
        # what holds no word says nothing
        ("border AND ?!", {"qaim", "bukamal"}),
        ("border - closed", {"bukamal"}),
        ("()", set()),
        ("*", set()),
        # not well-formed: words
        ("border (qaim", {"qaim"}),
        ("border) qaim", {"qaim"}),
        ("OR border", {"bukamal"}),
        ("bukamal OR", {"bukamal"}),
        ('"border near', {"qaim"}),
    ],
)
def test_a_search_finds(index: sqlite3.Connection, typed: str, names: set[str]) -> None:
    """What is typed, and the texts found."""
    assert found(index, typed) == names


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("border AND", "missing at the end"),
        ("OR border", "missing before OR"),
        ("(border", "isn't closed"),
        ("border)", "wasn't opened"),
        ("(" * 30 + "border" + ")" * 30, "too much in parentheses"),
        ("border AND (qaim OR bukamal)", None),
    ],
)
def test_what_is_not_well_formed_is_said(typed: str, said: str | None) -> None:
    """Its words are sought all the same."""
    search = parse_search(typed)
    assert search.expression
    assert search.problem is None if said is None else said in (search.problem or "")


def test_the_phrases_to_be_shown_are_those_that_speak_for_a_text() -> None:
    """Once each."""
    search = parse_search('border (qaim OR "abu kamal") NOT (idlib NOT hama*) border')
    assert search.phrases == (
        Phrase(("border",), False),
        Phrase(("qaim",), False),
        Phrase(("abu", "kamal"), False),
        Phrase(("hama",), True),
    )


OPERANDS = st.sampled_from(["border", "al-Nusra", '"tahrir al-sham"', "idl*", "حلب", "?", "al"])
EXPRESSIONS = st.recursive(
    OPERANDS,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["AND", "OR", "NOT", "AND NOT", "OR NOT", ""]), inner).map(
            lambda parts: f"({' '.join(parts)})"
        ),
        inner.map(lambda operand: f"NOT {operand}"),
    ),
    max_leaves=60,
)


@given(EXPRESSIONS)
def test_no_expression_is_too_much_for_fts5(expression: str) -> None:
    """However deep: its own parser has a small stack."""
    ask(expression)


@given(st.text(), st.lists(st.sampled_from(["AND", "OR", "NOT", "(", ")", '"', "*", "al", "a-b", "'", "^", ":", "+"])))
def test_no_text_is_a_syntax_error(text: str, tokens: list[str]) -> None:
    """Whatever is typed."""
    ask(text)
    ask(" ".join(tokens))
    ask("".join(tokens) + text)


def test_a_page_pasted_into_the_search_box_is_no_error() -> None:
    """Thousands of words."""
    ask(" ".join(f"word{number}" for number in range(5000)))
    ask(" OR ".join(f"word{number}" for number in range(5000)))


def ask(typed: str) -> None:
    """Seek it in an index of nothing."""
    expression = parse_search(typed).expression
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE f USING fts5 (body)")
    if expression:
        connection.execute("SELECT * FROM f WHERE f MATCH ?", (expression,)).fetchall()
    connection.close()


@pytest.mark.parametrize("expression", ["hama AND", '"hama', "nosuch: hama", "a.b", "*", "\ud800", "NEAR("])
def test_raw_syntax_is_checked(tmp_path_factory: pytest.TempPathFactory, expression: str) -> None:
    """What FTS5 doesn't take is said to be wrong, not that the corpus is."""
    corpus = make_corpus(tmp_path_factory.mktemp("raw") / "a.db")
    with reading(corpus) as connection:
        check_expression(connection, "headline: hama*")
        with pytest.raises(BadExpression):
            check_expression(connection, expression)
