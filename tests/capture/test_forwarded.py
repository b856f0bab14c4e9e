"""Stories that a message passes on or quotes: their own headline and day; what was written above them is chrome."""

import io

import pytest

from syria_iraq_archive.capture.containers.items import stream_items
from syria_iraq_archive.capture.formats.forwarded import passed_on, without_quote_marks
from syria_iraq_archive.pipeline import Pipeline
from syria_iraq_archive.records import ParsedCapture, Role
from tests import saved

STORY = f"{saved.HEADLINE}\n\nBy Rana Haddad\n\n" + "\n\n".join(saved.PARAGRAPHS)
SENDER = "From: Example News <desk@news.example>\nDate: Mon, Dec 2, 2024 at 9:15 AM\n"
FIELDS = f"{SENDER}Subject: {saved.HEADLINE}\nTo: a@b.example\n"
FORWARDED = "---------- Forwarded message ---------\n"
LATE = {"Date": "Fri, 06 Dec 2024 08:00:00 +0300", "From": "Omar Khalil <omar@friends.example>"}
SAYS_SO = {
    "gmail": f"FYI, see below.\n\n{FORWARDED}{FIELDS}\n\n{STORY}",
    "apple": f"Begin forwarded message:\n\n{FIELDS}\n{STORY}",
    "outlook": f"________________________________\n{FIELDS.replace('Date:', 'Sent:')}\n{STORY}",
    "original": f"See.\n\n-----Original Message-----\n{FIELDS}\n{STORY}",
    "german": "-------- Weitergeleitete Nachricht --------\n"
    f"{FIELDS.replace('From', 'Von').replace('Date', 'Datum')}\n{STORY}",
    "quoted": "\n".join(f"> {line}" for line in f"{FORWARDED}{FIELDS}\n{STORY}".split("\n")),
    "twice": f"See.\n\n{FORWARDED}From: Lina <l@b.example>\nDate: 5 Dec 2024\nSubject: Fwd: x\n\n"
    f"{FORWARDED}{FIELDS}\n{STORY}",
    "answer": "Thanks!\n\nOn Mon, Dec 2, 2024 at 9:15 AM Example News <desk@news.example> wrote:\n"
    + "\n".join(f"> {line}" for line in STORY.split("\n")),
    "answer wrapped": "Thanks!\n\nOn Mon, Dec 2, 2024 at 9:15 AM Example News\n<desk@news.example> wrote:\n\n"
    + "\n".join(f"> {line}" for line in STORY.split("\n")),
}


def parsed(pipeline: Pipeline, text: str, subject: str = f"Fwd: {saved.HEADLINE}", **headers: str) -> ParsedCapture:
    return pipeline.run(saved.mail(text, **(LATE | headers), Subject=subject), "m.eml")


def printed(found: ParsedCapture, role: Role) -> list[str]:
    return [block.span.of(found.capture.text) for block in found.blocks if block.role is role]


@pytest.mark.parametrize("text", SAYS_SO.values(), ids=SAYS_SO.keys())
def test_a_story_that_was_passed_on_has_its_own_headline_and_day(text: str, pipeline: Pipeline) -> None:
    """Not those of the message that brought it; the lines that say who sent it are chrome."""
    found = parsed(pipeline, text)
    [article] = found.articles
    assert (article.headline, article.byline, article.published) == (saved.HEADLINE, saved.BYLINE, "2024-12-02")
    assert printed(found, Role.PARAGRAPH) == list(saved.PARAGRAPHS)
    assert not [block for block in printed(found, Role.PARAGRAPH) if block.startswith((">", "From", "FYI"))]


def test_the_day_of_a_message_that_passes_on_a_story_without_its_header_dates_nothing(pipeline: Pipeline) -> None:
    """It is that of whoever passed it on."""
    [article] = parsed(pipeline, STORY).articles
    assert (article.headline, article.published) == (saved.HEADLINE, None)
    [article] = parsed(pipeline, STORY, subject=saved.HEADLINE).articles
    assert article.published == "2024-12-06"


def test_a_short_message_that_is_quoted_below_a_story_is_chrome(pipeline: Pipeline) -> None:
    """The story is what is written above it."""
    found = parsed(
        pipeline, f"{STORY}\n\nOn Mon, Dec 2, 2024 at 9:15 AM Lina wrote:\n> Please send it.\n> Lina", "Re: it"
    )
    assert printed(found, Role.PARAGRAPH) == list(saved.PARAGRAPHS)
    assert "Please send it." in printed(found, Role.CHROME)
    assert found.articles[0].published == "2024-12-06"


def test_a_page_that_was_passed_on_has_its_own_day(pipeline: Pipeline) -> None:
    """Its lines say it as those of a plain message do."""
    head = "".join(f"<div>{line}</div>" for line in (FORWARDED + FIELDS).split("\n"))
    page = saved.page().replace("<main>", f"<div>Look!</div>{head.replace('<desk', '&lt;desk')}<main>")
    found = pipeline.run(saved.mail(None, page, **LATE, Subject="Fwd: look"), "m.eml")
    assert (found.articles[0].headline, found.articles[0].published) == (saved.HEADLINE, "2024-12-02")
    assert "Look!" in printed(found, Role.CHROME)


@pytest.mark.parametrize("text", [STORY, "From: Damascus\nTo: Homs\nThe road is open.", "He wrote: come. > 3 is more."])
def test_a_message_that_passes_nothing_on_is_read_as_it_is(text: str) -> None:
    """Words that look like a field of a header are some."""
    assert passed_on(text) is None
    assert without_quote_marks(text) == text


def test_each_message_of_a_mailbox_is_a_capture(pipeline: Pipeline) -> None:
    """And of its lines that begin with "From" the mark is taken off that the mailbox put there."""
    line = b"From desk@example.org Tue Dec  3 23:30:00 2024\n"
    data = line + saved.mail(f"{STORY}\n>From the bridge one sees the dam.") + b"\n" + line + saved.mail("Homs.")
    items = list(stream_items(io.BytesIO(data), "m.mbox"))
    assert [item.path for item in items] == ["m.mbox!/1", "m.mbox!/2"]
    assert pipeline.run(items[0].data or b"", "m").capture.text.strip().endswith("\nFrom the bridge one sees the dam.")
