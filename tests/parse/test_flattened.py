"""Pages flattened to one line: what stands before the story is divided off, and nothing of a story is."""

import pytest

from syria_iraq_archive.parse import flattened
from syria_iraq_archive.pipeline import Pipeline
from syria_iraq_archive.records import Role
from tests.rules import Pair, check_pinned

HEADLINE = "Council reopens old bridge at Hit"
STORY = "The council of Hit has reopened the old bridge after repairs that took nine weeks. Lorries may cross by day."


def read(pipeline: Pipeline, paragraph: str) -> tuple[str | None, list[tuple[Role, str]]]:
    text = f"{HEADLINE}\n\n{paragraph}\n"
    parsed = pipeline.run(text.encode(), "page.txt")
    [article] = parsed.articles
    return article.published, [(block.role, block.span.of(text)) for block in parsed.blocks[1:]]


@pytest.mark.parametrize(
    ("opening", "roles"),
    [
        ("Sunday 12 May 2019", [Role.PUBLISHED]),
        ("May 12 2019", [Role.PUBLISHED]),
        ("Date of publication 12 May 2019", [Role.PUBLISHED]),
        (" date 2019-05-12", [Role.PUBLISHED]),
        (f"Sunday 12 May 2019 {HEADLINE}.", [Role.PUBLISHED, Role.REPEAT]),
        (f"{HEADLINE} AFP Sunday 12 May 2019", [Role.REPEAT, Role.CHROME, Role.PUBLISHED]),
        (f"UPDATED {HEADLINE} AFP Sunday 12 May 2019", [Role.CHROME, Role.REPEAT, Role.CHROME, Role.PUBLISHED]),
        (f"Posted on May 12 2019 by Rana Haddad {HEADLINE}", [Role.PUBLISHED, Role.BYLINE, Role.REPEAT]),
        ("12.05.2019(updated 1601 13.05.2019)", [Role.PUBLISHED]),
        ("AFP Sunday 12 May 2019", [Role.CHROME, Role.PUBLISHED]),
    ],
)
def test_a_date_before_the_story_dates_it(pipeline: Pipeline, opening: str, roles: list[Role]) -> None:
    published, blocks = read(pipeline, f"{opening} {STORY}")
    assert [role for role, _ in blocks] == [*roles, Role.PARAGRAPH]
    assert blocks[-1][1] == STORY
    assert published == ("2019-05-12" if "12.05" not in opening else None)


@pytest.mark.parametrize(
    "opening",
    [
        "On May 12 2019 the mayor came and said this.",
        "On 12 May 2019, the mayor came.",
        "12 May 2019, the day of the flood, is remembered here.",
        "12 May 2019 was a dark day.",
        "The bridge was closed on 12 May 2019 The mayor came.",
        "Governor Karim Sabri Sunday 12 May 2019 The mayor came.",
    ],
)
def test_a_date_in_a_sentence_dates_nothing(pipeline: Pipeline, opening: str) -> None:
    published, blocks = read(pipeline, f"{opening} {STORY}")
    assert (published, [role for role, _ in blocks]) == (None, [Role.PARAGRAPH])


def test_a_date_before_a_later_paragraph_is_part_of_the_story(pipeline: Pipeline) -> None:
    """Chronicles begin their entries so."""
    published, _ = read(pipeline, f"{STORY}\n\n12 May 2019 {STORY}")
    assert published is None


def test_the_story_behind_the_date_may_open_with_the_outlet(pipeline: Pipeline) -> None:
    [article] = pipeline.run(f"date 2019-05-12 Shafaq News / {STORY}".encode(), "page.txt").articles
    assert (article.source, article.published, article.body) == ("shafaq-news", "2019-05-12", STORY)


def roles(pipeline: Pipeline, page: str) -> list[str]:
    parsed = pipeline.run(page.encode(), "page.txt")
    return [block.role.value for block in parsed.blocks[1:]]


def page(opening: str, headline: str = HEADLINE, story: str = STORY) -> str:
    return f"{headline}\n\n{opening} {story}\n"


DAY = "12 May 2019"
DATED = ["published", "paragraph"]
EDGES: dict[str, Pair[str, list[str]]] = {
    "MIN_WORDS": Pair(page(DAY, story=f"Lorries {'may ' * 8}cross."), DATED,
                      page(DAY, story=f"Lorries {'may ' * 7}cross."), ["paragraph"]),
    "MAX_WORDS_BETWEEN": Pair(page(f"{HEADLINE} {'Mill ' * 8}{DAY}"), ["repeat", "chrome", *DATED],
                              page(f"{HEADLINE} {'Mill ' * 9}{DAY}"), ["paragraph"]),
    "MAX_UNCOPIED_LENGTH": Pair(page(f"Reuters{' ' * 72}{DAY}"), ["chrome", *DATED],
                                page(f"Reuters{' ' * 73}{DAY}"), ["paragraph"]),
    "MAX_AUTHOR_WORDS": Pair(page(f"{DAY} by {'Rana ' * 11}{HEADLINE}"), ["published", "byline", "repeat", "paragraph"],
                             page(f"{DAY} by {'Rana ' * 12}{HEADLINE}"), ["published", "byline", "paragraph"]),
    "MIN_COPIED_WORDS": Pair(page(f"{DAY} Council reopens bridge", "Council reopens bridge"),
                             ["published", "repeat", "paragraph"],
                             page(f"{DAY} Council reopens", "Council reopens"), DATED),
}  # fmt: skip


@pytest.mark.parametrize("name", EDGES)
def test_no_threshold_can_be_moved(pipeline: Pipeline, name: str) -> None:
    check_pinned(flattened, name, EDGES[name], lambda text: roles(pipeline, text))
