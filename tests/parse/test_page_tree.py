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


# Names, days and line breaks


def blocks_of(vocabulary: Vocabulary, *lines: tuple[str, Role], wrapped: bool = False) -> list[tuple[str, Role]]:
    """The blocks of a page; what a byline names is its last two words."""
    text = "".join(f"{line}\n" for line, _ in lines)
    marked, start = [], 0
    for line, role in lines:
        end = start + len(line)
        names = Span(end - len(" ".join(line.split()[-2:])), end) if role is Role.BYLINE else None
        marked.append(MarkedLine(Span(start, end), role, 0.99, value=names, preformatted=wrapped))
        start = end + 1
    return [(block.span.of(text), block.role) for block in parse_text(text, vocabulary, marked=marked)[0]]


def test_of_a_line_that_is_marked_as_the_byline_the_names_are_the_byline(vocabulary: Vocabulary) -> None:
    """With a cue right before them; whatever else stands there is chrome."""
    body = [(paragraph, P) for paragraph in saved.PARAGRAPHS]
    for line, byline in (
        ("By Omar Aziz", "By Omar Aziz"),
        ("Canal News, Omar Aziz", "Omar Aziz"),
        ("posted yesterday by Omar Aziz", "Omar Aziz"),
    ):
        found = blocks_of(vocabulary, (saved.HEADLINE, H), (line, Role.BYLINE), *body)
        assert [text for text, role in found if role is Role.BYLINE] == [byline]


def test_a_name_that_only_the_model_guesses_must_be_sure(vocabulary: Vocabulary) -> None:
    """A menu has many lines of two words with capitals."""
    body = [(paragraph, P) for paragraph in saved.PARAGRAPHS]
    found = blocks_of(vocabulary, (saved.HEADLINE, H), ("Save Article", N), *body)
    assert Role.BYLINE not in {role for _, role in found}
    found = blocks_of(vocabulary, (saved.HEADLINE, H), ("By Omar Aziz", N), *body)
    assert ("By Omar Aziz", Role.BYLINE) in found


def test_the_days_of_the_story_are_not_its_date(vocabulary: Vocabulary) -> None:
    """A dateline says when a reporter wrote."""
    told = "TEL SAMIR, Dec. 8, 2024 (AFP) - The mayor went on foot."
    body = [(paragraph, P) for paragraph in saved.PARAGRAPHS]
    found = blocks_of(vocabulary, (saved.HEADLINE, H), (told, P), *body)
    assert Role.PUBLISHED not in {role for _, role in found}


def test_lines_of_a_page_are_joined_only_if_its_author_broke_them(vocabulary: Vocabulary) -> None:
    """A block is a line; in preformatted text it may be any part of a sentence."""
    lines = [
        (f"{saved.HEADLINE} to", H),
        ("people on foot, and closes the", P),
        ("new one to lorries until the spring, as the council", P),
        ("of the town had said it would before", P),
        ("the winter came and the canal was frozen over", P),
    ]
    assert len(blocks_of(vocabulary, *lines)) == len(lines)
    assert len(blocks_of(vocabulary, *lines, wrapped=True)) < len(lines)
