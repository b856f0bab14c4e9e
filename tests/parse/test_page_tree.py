"""What an HTML page's tree says of its lines counts in the parser."""

from syria_iraq_archive.capture.formats.base import MarkedLine
from syria_iraq_archive.parse import Vocabulary, parse_text
from syria_iraq_archive.records import Role
from syria_iraq_archive.spans import Span
from tests import saved

P, C, H, N = Role.PARAGRAPH, Role.CROSSHEAD, Role.HEADLINE, Role.CHROME
MENU = [("Home", N, 0), ("Iraq", N, 0)]


def parsed(vocabulary: Vocabulary, *lines: tuple[str, Role, int]) -> list[tuple[str, Role, int | None]]:
    text = "".join(f"{line}\n" for line, _, _ in lines)
    marked, start = [], 0
    for line, role, article in lines:
        marked.append(MarkedLine(Span(start, start + len(line)), role, 0.9, article))
        start += len(line) + 1
    blocks, _ = parse_text(text, vocabulary, marked=marked)
    return [(block.span.of(text), block.role, block.article) for block in blocks]


def test_headline_body_and_crossheads_are_as_marked(vocabulary: Vocabulary) -> None:
    """Whatever else the lines look like; the rest is chrome."""
    one, two, three = saved.PARAGRAPHS
    lines = [*MENU, (saved.HEADLINE, H, 0), (one, P, 0), ("Two years on", C, 0), (two, P, 0), (three, N, 0)]
    assert [role for _, role, _ in parsed(vocabulary, *lines)] == [N, N, H, P, C, P, N]


def test_a_line_that_reads_as_a_caption_is_none_of_the_body(vocabulary: Vocabulary) -> None:
    """And its date isn't that of the article; a date line's is."""
    photo = "Workers on the bridge over the canal, December 2, 2024. (AFP)"
    body = [(paragraph, P, 0) for paragraph in saved.PARAGRAPHS]
    roles = {text: role for text, role, _ in parsed(vocabulary, (saved.HEADLINE, H, 0), (photo, P, 0), *body)}
    assert not {Role.PUBLISHED, Role.PARAGRAPH} & {role for text, role in roles.items() if text in photo}
    dated = parsed(vocabulary, (saved.HEADLINE, H, 0), ("December 3, 2024", Role.PUBLISHED, 0), *body)
    assert ("December 3, 2024", Role.PUBLISHED, 1) in dated


def test_articles_that_the_tree_tells_apart_are_divided(vocabulary: Vocabulary) -> None:
    """And no others."""
    one, two, three = saved.PARAGRAPHS
    for number in (0, 1):
        lines = [
            (saved.HEADLINE, H, 0),
            (one, P, 0),
            (two, P, 0),
            ("Canal Is Dredged Again", H, number),
            (three, P, number),
        ]
        assert {article for _, role, article in parsed(vocabulary, *lines) if role is P} == {1, 1 + number}
