"""Where an article begins behind another: each rule with a second article that it finds, and one that it must not."""

from collections.abc import Callable
from itertools import pairwise

import pytest

from syria_iraq_archive.parse import Vocabulary, openings, page
from syria_iraq_archive.parse.openings import RULES, find_openings
from syria_iraq_archive.parse.page import read_page
from syria_iraq_archive.pipeline import Pipeline
from tests.rules import Pair, check_pinned

FERRY = """Ferry of Hit Is Sold at Last

The council of Hit sold the old ferry on Monday, and two farmers took it away on a cart.

It had been moored below the mill for eleven years, officials of the district said.
"""
SCHOOL = """The ministry opened a school with twelve rooms in Afak, and the first pupils came in on foot.

Teachers had waited for chairs since autumn, the director of education said in a speech.
"""
LONG_FERRY = (
    "باع مجلس هيت العبارة القديمة يوم الاثنين. وأخذها فلاحان على عربة كبيرة. وقال رئيس البلدية إن الطاحونة ليست للبيع."
)
LONG_SCHOOL = "افتتحت وزارة التربية مدرسة جديدة في عفك. ووصل التلاميذ الأوائل سيرا. وانتظر المعلمون الكراسي منذ الخريف."

_RIVERS = "ferry boats mills reeds islands willows currents pontoons anchors ropes sandbanks divers sailors harbours"
_SCHOOLS = "pupils teachers chalk lessons holidays satchels exams classrooms parents inspectors desks uniforms essays"
_MORE = ("north", "south", "early", "later", "older", "newer")


def story(words: str) -> str:
    """Six paragraphs with more than sixty longer words of their own."""
    return "\n\n".join(
        f"Officials of the {more} bank counted " + " and ".join(f"{more}{word}" for word in words.split()) + "."
        for more in _MORE
    )


# A rule, a capture of two articles that it divides, and a near miss that is one article.
CAPTURES = [
    ("repeated-headline",
     f"{FERRY}\nSchool of Afak Opens\n\nPupils at the gate\n\nSchool of Afak Opens\n\n{SCHOOL}",
     f"{FERRY}\nSchool of Afak Opens 01:20\n\nSchool of Afak Opens\n\n{SCHOOL}"),
    ("header-lines",
     f"{FERRY}\nSchool of Afak Opens\n\nBy Rana Haddad\nDecember 4, 2024\n\n{SCHOOL}",
     f"{FERRY}\nThe mill of Hit\n\nBy Rana Haddad, river correspondent\n\nThe council sold the ferry of the district, "
     "and farmers of the district asked officials of Hit for the mill.\n"),
    ("led-paragraph",
     f"{FERRY}\nSchool of Afak Opens\n\nAFAK, Iraq - {SCHOOL}",
     f"{FERRY}\nCheck Also\n\nSchool of Afak Opens\n\nAFAK, Iraq - {SCHOOL.splitlines()[0][:-1]} …\n"),
    ("after-the-end",
     f"{FERRY}\nReporting by Rana Haddad\n\nSchool of Afak Opens\n\n{SCHOOL}",
     f"{FERRY}\nReporting by Rana Haddad\n\nRead what the mayor said:\n\n{SCHOOL}"),
    ("new-subject",
     f"{FERRY}\n\n\nNew School of Afak Has Teachers\n\n{SCHOOL}",
     f"{FERRY}\n\n\nThe Mill of Hit\n\nThe mill of Hit is older than the ferry of the district, officials said.\n"),
    ("story-on-a-line",
     f"بيع العبارة القديمة في هيت أخيرا\n\n{LONG_FERRY}\n\nوزارة التربية تفتتح مدرسة جديدة في عفك\n\n{LONG_SCHOOL}",
     f"بيع العبارة القديمة في هيت أخيرا\n\n{LONG_FERRY}\n\nوزارة التربية تفتتح مدرسة جديدة في عفك\n\n{LONG_SCHOOL}\n\n"
     "قال رئيس البلدية إنه سعيد بذلك."),
    ("other-story",
     f"Ferry of Hit Is Sold at Last\n\n{story(_RIVERS)}\n\nAll northpupils and southteachers come back to Afak\n\n"
     f"{story(_SCHOOLS)}",
     f"Ferry of Hit Is Sold at Last\n\nDecember 3, 2024\n\n{story(_RIVERS)}\n\n"
     f"All northpupils and southteachers come back to Afak\n\n{story(_SCHOOLS)}"),
]  # fmt: skip


def found(text: str, vocabulary: Vocabulary) -> list[str]:
    return [opening.rule.removeprefix("opening:") for opening in find_openings(read_page(text, vocabulary))]


@pytest.mark.parametrize(("rule", "two", "one"), CAPTURES, ids=[rule for rule, *_ in CAPTURES])
def test_a_rule_finds_a_second_article_and_passes_over_its_near_miss(
    vocabulary: Vocabulary, rule: str, two: str, one: str
) -> None:
    """The second article opens by this rule and no other; a box, a teaser or a crosshead opens none."""
    assert found(two, vocabulary) == ["first-line", rule]
    assert found(one, vocabulary) == ["first-line"]


def test_every_rule_has_its_examples() -> None:
    """In the order of the table."""
    assert [name for name, _ in RULES] == [rule for rule, *_ in CAPTURES]


@pytest.mark.parametrize("rule", [name for name, _ in RULES])
def test_no_rule_can_be_missed(vocabulary: Vocabulary, monkeypatch: pytest.MonkeyPatch, rule: str) -> None:
    """Without it its example isn't divided by it."""
    monkeypatch.setattr(openings, "RULES", tuple(one for one in RULES if one[0] != rule))
    [two] = [two for name, two, _ in CAPTURES if name == rule]
    assert rule not in found(two, vocabulary)


def test_points_of_a_summary_open_nothing(vocabulary: Vocabulary) -> None:
    """They stand above the body, below a sentence and a photo."""
    text = (
        "Ferry of Hit Is Sold at Last\n\nThe mayor said that it was the last one on the river.\n\n"
        "Smoke over the mill. (Photo: Rami Saleh, AP) Story Highlights The mayor was not hurt\n\n"
        "Four farmers bought the ferry\n\nHIT, Iraq - The council of Hit sold the old ferry on Monday."
    )
    assert found(text, vocabulary) == ["first-line"]


@pytest.mark.parametrize(
    ("question", "articles"),
    [
        ("Will the pupils of Afak ever have enough desks for lessons?", 2),
        ("The pupils of Afak will hardly ever have enough desks.", 1),
    ],
)
def test_a_question_can_be_a_second_headline(vocabulary: Vocabulary, question: str, articles: int) -> None:
    """Though it reads like a sentence; a sentence can't."""
    text = f"{FERRY}\n{question}\n\nBy Rana Haddad\nDecember 4, 2024\n\n{SCHOOL}"
    assert len(found(text, vocabulary)) == articles


HIT = FERRY.split("\n\n")
AFAK = SCHOOL.split("\n\n")
HEAD = "Ferry of Hit Is Sold at Last"
OPENS = "School of Afak Opens Its Doors"
DAY = "December 4, 2024"


def page_of(*parts: str) -> str:
    return "\n\n".join(parts)


def own_words(prefix: str, count: int) -> str:
    """So many longer words that no other prefix has."""
    return " ".join(f"{prefix}{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(count))


def paragraphs(all_words: str) -> str:
    """The words as two paragraphs."""
    listed = all_words.split()
    middle = len(listed) // 2
    return f"{' '.join(listed[:middle])}.\n\n{' '.join(listed[middle:])}."


def copied_below(lines: int) -> str:
    """A headline that is printed again below so many lines."""
    between = [f"Pupils {letter} at a gate" for letter in "ABCDEFGHIJKLMNOP"[:lines]]
    return page_of(*HIT, OPENS, *between, OPENS, *AFAK)


def headed(title: str = OPENS, paragraph: str = AFAK[0], between: int = 0) -> str:
    """A headline, so many lines of the site, byline and date, two paragraphs."""
    return page_of(*HIT, title, *["Share", "Print"] * (between // 2), "By Rana Haddad", DAY, paragraph, AFAK[1])


def ended(lines: int) -> str:
    """A headline so many lines of the site below a sign-off."""
    return page_of(*HIT, "Reporting by Rana Haddad", *["Share", "Print"] * (lines // 2), OPENS, *AFAK)


def apart(gap: int = 3, shared: int = 0, title: str = "New School of Afak Has Many Teachers") -> str:
    """A new subject so many blank lines below another; of two hundred words they share some."""
    above, below = own_words("mill", 200), f"{own_words('mill', shared)} {own_words('chair', 200 - shared)}"
    return f"{HEAD}\n\n{paragraphs(above)}" + "\n" * (gap + 1) + f"{title}\n\n{paragraphs(f'School teachers {below}')}"


def other(count: int, shared: int = 0, title: str = "All the teachers go back to school") -> str:
    """Two stories of so many longer words, without a gap or header between them."""
    below = f"teachers school {own_words('mill', shared)} {own_words('chair', count - shared - 2)}"
    return page_of(HEAD, paragraphs(own_words("mill", count)), title, paragraphs(below))


def signed_box(shared: int, *byline: str) -> str:
    """A title with a byline in the middle of two hundred words, of which the halves share some."""
    below = f"{own_words('mill', shared)} {own_words('chair', 100 - shared)}"
    return page_of(
        HEAD, *byline, paragraphs(own_words("mill", 100)), "The Mill of Hit", "By Rana Haddad", paragraphs(below)
    )


def summary(sentences: int) -> str:
    """So many sentences above the points of a summary, and a paragraph with a dateline below them."""
    above = [f"The mayor said that it was the last one number {letter} on it." for letter in "AB"[:sentences]]
    points = ("Story Highlights The mayor was not hurt", "Four farmers bought the ferry")
    return page_of(HEAD, *above, *points, f"HIT, Iraq - {HIT[1]}")


def on_lines(words: int, sentences: int = 3) -> str:
    """Two stories of so many words in so many sentences, each on one line."""

    def line(prefix: str) -> str:
        listed = [word if n % 2 else "of" for n, word in enumerate(own_words(prefix, words).split())]
        cuts = [words * n // sentences for n in range(sentences + 1)]
        return " ".join(" ".join(listed[a:b]) + "." for a, b in pairwise(cuts))

    return page_of("Ferries of Hit Are Sold", line("mill"), "School of Afak Opens Again", line("chair"))


def followed(labels: int) -> str:
    """Two stories of six lines in all, and so many labels below them."""
    return page_of(other(100), *(f"lamp{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(labels)))


EDGES: dict[str, Pair[str, list[str]]] = {
    "MIN_TITLE_WORDS": Pair(headed("New school opens"), ["header-lines"], headed("School opens"), []),
    "MIN_BODY_WORDS": Pair(
        headed(paragraph=f"{'Pupils ' * 7}came."), ["header-lines"], headed(paragraph=f"{'Pupils ' * 6}came."), []
    ),
    "REACH": Pair(headed(between=8), ["header-lines"], headed(between=10), []),
    "REACH_ABOVE": Pair(ended(98), ["after-the-end"], ended(100), []),
    "MIN_SUBJECT_GAP": Pair(apart(3), ["new-subject"], apart(2, title="School of Teachers"), []),
    "MAX_SHARED": Pair(apart(shared=18), ["new-subject"], apart(shared=22), ["other-story"]),
    "MAX_SHARED_BELOW_SHORT": Pair(
        apart(shared=4, title="School of Teachers"), ["new-subject"], apart(shared=5, title="School of Teachers"), []
    ),
    "MIN_HEADLINE_WORDS": Pair(
        apart(shared=10, title="School of all the Teachers is"), ["new-subject"],
        apart(shared=10, title="School of all the Teachers"), [],
    ),
    "MAX_SHARED_OF_OTHER": Pair(other(100, 12), ["other-story"], other(100, 16), []),
    "MAX_LINES_COMPARED": Pair(followed(494), ["other-story"], followed(495), []),
    "MIN_STORY_WORDS": Pair(other(60), ["other-story"], other(59), []),
    "MIN_TAKEN_UP": Pair(other(100), ["other-story"], other(100, title="All the teachers go back to desks"), []),
    "MAX_SHARED_OF_BOX": Pair(signed_box(9), ["header-lines"], signed_box(12), []),
    "MAX_SHARED_OF_SIGNED": Pair(
        signed_box(28, "By Lina Saad"), ["header-lines"], signed_box(33, "By Lina Saad"), []
    ),
    "MAX_PROSE_ABOVE_SUMMARY": Pair(summary(1), [], summary(2), ["led-paragraph"]),
    "MIN_WHOLE_STORY": Pair(on_lines(80), ["story-on-a-line"], on_lines(79), []),
    "MIN_SENTENCES": Pair(on_lines(90, 3), ["story-on-a-line"], on_lines(90, 2), []),
}  # fmt: skip


@pytest.fixture
def rules_of(vocabulary: Vocabulary) -> Callable[[str], list[str]]:
    """Gives the rules by which further articles open; no line is remembered from one text to the next."""

    def read(text: str) -> list[str]:
        vocabulary.looks.forget()
        rules = found(text, vocabulary)[1:]
        vocabulary.looks.forget()
        return rules

    return read


@pytest.mark.parametrize("name", EDGES)
def test_no_threshold_can_be_moved(name: str, rules_of: Callable[[str], list[str]]) -> None:
    check_pinned(openings, name, EDGES[name], rules_of)


def test_a_headline_is_printed_again_within_reach(rules_of: Callable[[str], list[str]]) -> None:
    """Fourteen lines below at most."""
    pair = Pair(copied_below(13), ["repeated-headline"], copied_below(14), [])
    check_pinned(page, "COPY_REACH", pair, rules_of)


@pytest.mark.parametrize(("shared", "rules"), [(0, ["story-on-a-line"]), (10, [])])
def test_short_lines_are_two_stories_only_if_their_words_differ(
    shared: int, rules: list[str], rules_of: Callable[[str], list[str]]
) -> None:
    """And the second takes up the words of its title."""
    above = own_words("mill", 30).split()
    below = f"{own_words('mill', shared)} {own_words('chair', 30 - shared)}".split()
    lines = [". ".join(" ".join(line[n : n + 10]) for n in (0, 10, 20)) + "." for line in (above, below)]
    assert rules_of(page_of("Ferries of Hit", lines[0], OPENS, f"School of Afak opens. {lines[1]}")) == rules


SCHOOL_OPENS = f"School of Afak Opens\n\nBy Rana Haddad\nDecember 4, 2024\n\n{SCHOOL}"
MASTHEAD = "Shafaq News"


def opens_at(text: str, vocabulary: Vocabulary) -> list[str]:
    """The first line of each article."""
    page = read_page(text, vocabulary)
    return [page.lines[opening.line].text for opening in find_openings(page)]


@pytest.mark.parametrize(
    "header",
    [
        f"{MASTHEAD}\n\n{SCHOOL_OPENS}",
        f"{MASTHEAD}\n\nSchools\n\n{SCHOOL_OPENS}",
        f"{MASTHEAD}\n\nDecember 4, 2024\n\nSchool of Afak Opens\n\nBy Rana Haddad\n\n{SCHOOL}",
        f"شفق نيوز\n\nافتتاح مدرسة عفك الجديدة\n\n4 كانون الأول 2024\n\n{LONG_SCHOOL}\n",
    ],
    ids=["headline", "section", "date", "arabic"],
)
@pytest.mark.parametrize("above", [FERRY, f"{MASTHEAD}\n\n{FERRY}", f"{FERRY}\nReporting by Karim Sabri\n"])
def test_a_masthead_above_a_second_headline_belongs_to_it(vocabulary: Vocabulary, header: str, above: str) -> None:
    """Whether the first story has a masthead, too, and however it ends."""
    assert opens_at(f"{above}\n{header}", vocabulary)[1:] == [header.splitlines()[0]]


@pytest.mark.parametrize(
    "text",
    [
        f"{FERRY}{MASTHEAD}\n\n\n{SCHOOL_OPENS}",
        f"{FERRY}\nSource: {MASTHEAD}\n\n{SCHOOL_OPENS}",
        f"{FERRY}\n{MASTHEAD}\n\n{SCHOOL_OPENS}\n{MASTHEAD}\n",
        f"{FERRY}\n{MASTHEAD}\n\nSchools\n\nAfak\n\n{SCHOOL_OPENS}",
    ],
    ids=["nearer", "label", "each-story", "two-lines-between"],
)
def test_a_masthead_that_signs_the_story_above_stays_with_it(vocabulary: Vocabulary, text: str) -> None:
    """It stands nearer to it, is labelled, or signs the last story, too; or it is too far from the headline."""
    assert opens_at(text, vocabulary)[1:] == ["School of Afak Opens"]


def test_a_masthead_above_a_headline_is_the_source_of_the_second_story_alone(pipeline: Pipeline) -> None:
    """Nothing says who published the first."""
    parsed = pipeline.run(f"{FERRY}\n{MASTHEAD}\n\n{SCHOOL_OPENS}".encode(), "a.txt")
    assert [article.source for article in parsed.articles] == [None, "shafaq-news"]


@pytest.mark.parametrize(
    ("update", "articles"), [("Updated at 5 p.m. ET", 1), ("Updated December 4, 2024, 5 p.m. ET", 2)]
)
def test_a_time_without_a_day_opens_no_story(vocabulary: Vocabulary, update: str, articles: int) -> None:
    """Live pages print it below their crossheads, too."""
    assert len(found(f"{FERRY}\nThe School of Afak\n\n{update}\n\n{SCHOOL}", vocabulary)) == articles
