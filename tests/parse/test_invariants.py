"""Nothing of a capture is lost, whatever it holds, and every block says what it is."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from syria_iraq_archive.capture.encodings import encode
from syria_iraq_archive.errors import CaptureRejected
from syria_iraq_archive.pipeline import Pipeline
from syria_iraq_archive.records import ParsedCapture, Role
from syria_iraq_archive.registry.load import load_registry
from syria_iraq_archive.spans import check_tiling
from tests.conftest import ROOT

PIPELINE = Pipeline(load_registry(ROOT / "data"))

HEADLINES = ("Ministers Meet in Homs Over Border Crossings", "Iraq closes a bridge", "لقاء وزاري في حمص لبحث المعابر")
LINES = (
    *HEADLINES,
    "A soldier looks at the river near Qaim, on May 3, 2016. (AFP)",
    "A soldier looks at the river near Qaim, on May 3, 2016.",
    "Image of Iraq closes a bridge A bridge in Hit. Photo: Reuters",
    "TT", "Articles", "NEWSLETTER", "Related News", "No comments:", "• • •",
    "Friday, May 6, 2016", "2016-05-06T10:00:00+00:00", "May 06, 2016 • 3 min read", "31 February 2016", "03/05/2016",
    "By Rana Haddad", "News Desk - The Cradle", "Author The New Region", "Reporting by A. Nasser; Editing by B. Lane",
    "The New Region", "Shafaq News/", "(Reuters)", "Photo: AFP", "BASRA, Iraq", "London: Asharq Al-Awsat",
    "Shafaq News/ The council met on Monday and agreed to open the road again.",
    "BAGHDAD – Two officials said on Tuesday that the bridge had been closed.",
    "HOMS, Syria, May 3 (Reuters) - Ministers met on Tuesday to talk about the crossings of the border.",
    "“We will wait,” he told Shafaq News, and the others said that they would wait as well.",
    "وقال المجلس إنه اجتمع يوم الاثنين واتفق على فتح الطريق مرة أخرى أمام الشاحنات.",
)  # fmt: skip
GAPS = ("\n", "\n\n", "\r\n", "\n\n\n\n", " \n\u00a0\n", "\u2028")

composed = st.lists(st.tuples(st.sampled_from(LINES), st.sampled_from(GAPS)), min_size=1, max_size=30).map(
    lambda pieces: "".join(line + gap for line, gap in pieces)
)


def check(parsed: ParsedCapture, data: bytes) -> None:
    text, blocks = parsed.capture.text, parsed.blocks
    check_tiling(text, (block.span for block in blocks))
    assert encode(text, parsed.capture.encoding) == data
    assert [block.seq for block in blocks] == list(range(len(blocks)))
    for block in blocks:
        assert block.rule
        assert (block.article is None) == (block.role is Role.CHROME)
        assert (block.repeats is not None) == (block.role is Role.REPEAT)
        if block.repeats is not None:
            assert blocks[block.repeats].role in (Role.HEADLINE, Role.CAPTION)
            assert blocks[block.repeats].seq < block.seq
            assert blocks[block.repeats].article == block.article
    for article in parsed.articles:
        for claim in article.claims:
            assert claim.basis == "curated" or (claim.value is None) == (claim.basis == "unknown")
        for mention in article.mentions:
            assert mention.span.of(text) == mention.surface


@given(composed)
@settings(max_examples=200)
def test_captures_composed_of_what_outlets_print_are_parsed_whole(text: str) -> None:
    """Lines that outlets print, in any order, are all kept."""
    data = text.encode()
    check(PIPELINE.run(data, "composed.txt"), data)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1))
@example("Articles2016-05-06T10:00:00+00:00")
def test_any_text_is_parsed_whole_or_rejected(text: str) -> None:
    """No text crashes the program or loses a character."""
    _check_or_reject(text.encode())


@given(st.binary())
def test_any_bytes_are_parsed_whole_or_rejected(data: bytes) -> None:
    """No file crashes the program or loses a byte."""
    _check_or_reject(data)


def _check_or_reject(data: bytes) -> None:
    try:
        parsed = PIPELINE.run(data, "any.txt")
    except CaptureRejected:
        return
    check(parsed, data)


def test_the_pipeline_is_a_function_of_bytes_and_registry() -> None:
    """The same bytes and registry give the same result, in another pipeline, too."""
    data = "\n\n".join(LINES).encode()
    again = Pipeline(load_registry(ROOT / "data"))
    assert PIPELINE.run(data, "a.txt") == PIPELINE.run(data, "a.txt") == again.run(data, "a.txt")
