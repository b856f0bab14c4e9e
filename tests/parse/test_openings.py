"""Where an article begins behind another: each rule with a second article that it finds, and one that it must not."""

import pytest

from syria_iraq_archive.parse import Vocabulary, openings
from syria_iraq_archive.parse.openings import RULES, find_openings
from syria_iraq_archive.parse.page import read_page
from syria_iraq_archive.pipeline import Pipeline

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
