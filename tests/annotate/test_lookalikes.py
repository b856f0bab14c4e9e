"""Words that are spelt like names and name nobody: each kind beside the name itself."""

import pytest

from syria_iraq_archive.annotate import lookalikes
from syria_iraq_archive.annotate.lookalikes import in_capitals
from syria_iraq_archive.annotate.mentions import MentionFinder
from syria_iraq_archive.records import Block, Role
from syria_iraq_archive.registry.load import Registry
from syria_iraq_archive.spans import Span
from tests.rules import Pair, RuleTable, check_pinned

OTHER_WORDS = RuleTable(lookalikes, "_OTHER_WORDS")


@pytest.fixture(scope="module")
def finder(registry: Registry) -> MentionFinder:
    return MentionFinder(registry)


def named(finder: MentionFinder, sentence: str) -> list[str]:
    block = Block(seq=0, role=Role.PARAGRAPH, span=Span(0, len(sentence)), rule="test", article=1)
    return [mention.surface for mention in finder.find(sentence, [block])]


@pytest.mark.parametrize(
    ("other", "name"),
    [
        ("TELL US WHO PAID FOR IT", "Tell US officials so"),
        ("Michael Jordan left.", "Jordan left."),
        ("He was born in Lebanon, Pennsylvania, in May.", "He was born in Lebanon, Beirut said."),
        ("He was born in Lebanon, Tenn., in May.", "He was born in Lebanon, Tennis said."),
        ("ويبلغ قطر 12 مترا.", "وقالت قطر ذلك."),
        ("ويبلغ قطر الدائرة مترا.", "وتبلغ قطر ذلك."),
        ("وتحتاج لقطر 12 مترا.", "وتحتاج لقطر ذلك."),
    ],
)
def test_a_word_that_is_spelt_like_a_name_names_nobody(finder: MentionFinder, other: str, name: str) -> None:
    """In a passage of capitals, behind a given name, before an American state, before a number."""
    assert named(finder, other) == []
    assert len(named(finder, name)) == 1


@pytest.mark.parametrize("word", OTHER_WORDS.names())
def test_no_other_word_can_be_taken_away(word: str, finder: MentionFinder) -> None:
    """A number behind it makes it one; without the number it is the state."""
    pair = Pair(f"ويبلغ {word} 12 مترا.", [], f"وقال {word} ذلك.", [word])
    pair.check(lambda sentence: named(finder, sentence))
    OTHER_WORDS.check_needed(word, pair, lambda sentence: named(finder, sentence))


@pytest.mark.parametrize(
    ("passage", "word", "capitals"),
    [
        ("WE TOLD US SO", "US", True),
        ("We told US so", "US", False),
        ("US, UK and UN agree", "US", False),
        ("UK, US, UN", "US", False),
        ("US", "US", False),
        ("A US B", "US", False),
        ("MINISTERS OF US", "US", True),
        ("US MINISTERS", "US", True),
        ("UN UK US", "US", False),
    ],
)
def test_a_passage_is_in_capitals_if_the_words_around_are(passage: str, word: str, capitals: bool) -> None:
    """Acronyms alone make none; a longer word or a common short one must be among them."""
    start = passage.index(word)
    assert in_capitals(passage, Span(start, start + len(word))) is capitals


def spelt(passage: str) -> bool:
    start = passage.index("US")
    return in_capitals(passage, Span(start, start + 2))


EDGES = {
    "_NEAR": Pair("Told FARMERS OF HIT US FARMERS OF HIT told", True, "FARMERS told OF HIT US FARMERS OF HIT", False),
    "_REACH": Pair(f"US{' ' * 55}MILLS", True, f"US{' ' * 57}MILLS", False),
}


@pytest.mark.parametrize("name", EDGES)
def test_no_threshold_can_be_moved(name: str) -> None:
    """Three words on either side are looked at, if they are near."""
    check_pinned(lookalikes, name, EDGES[name], spelt)
