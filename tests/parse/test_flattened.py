"""Pages flattened to one line: what stands before the story is divided off, and nothing of a story is."""

import pytest

from syria_iraq_archive.pipeline import Pipeline
from syria_iraq_archive.records import Role

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
