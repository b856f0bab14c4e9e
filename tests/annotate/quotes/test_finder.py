"""The quotes of an article: their kinds, who speaks, who is told; and what holds for any text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syria_iraq_archive.annotate.mentions import MentionFinder
from syria_iraq_archive.annotate.quotes import QuoteFinder
from syria_iraq_archive.records import Block, Quote, Role
from syria_iraq_archive.registry.load import Registry
from syria_iraq_archive.spans import Span


@pytest.fixture(scope="module")
def finders(registry: Registry) -> tuple[MentionFinder, QuoteFinder]:
    return MentionFinder(registry), QuoteFinder(registry)


def blocks_of(paragraphs: list[str], role: Role = Role.PARAGRAPH) -> list[Block]:
    blocks, start = [], 0
    for seq, paragraph in enumerate(paragraphs):
        blocks.append(Block(seq=seq, role=role, span=Span(start, start + len(paragraph)), rule="test", article=1))
        start += len(paragraph) + 1
    return blocks


def quotes(finders: tuple[MentionFinder, QuoteFinder], *paragraphs: str) -> tuple[Quote, ...]:
    text, blocks = "\n".join(paragraphs), blocks_of(list(paragraphs))
    return finders[1].find(text, blocks, finders[0].find(text, blocks))


@pytest.mark.parametrize(
    ("paragraph", "kind"),
    [
        ("“We stay here,” he said.", "speech"),
        ("“Never,” he said.", "speech"),
        ("He outlined Iraq’s “red lines” to them.", "scare"),
        ("The most view them as “terrorist groups that follow an agenda.”", "scare"),
        ("The “Islamic Resistance in Iraq (IRI)” launched drones.", "title"),
        ("They struck Eilat, “in support of Gaza,” again.", "speech"),
        ("The “so-called” state left.", "scare"),
        ("They warned that a plan “threatens” the camps.", "scare"),
        ("The film “The Last Men in Aleppo” won.", "title"),
        ("The party uncovers ‘Turkish military involvement’ in Syria", "scare"),
    ],
)
def test_each_quotation_is_speech_a_scare_quote_or_a_title(
    finders: tuple[MentionFinder, QuoteFinder], paragraph: str, kind: str
) -> None:
    assert [quote.kind for quote in quotes(finders, paragraph)] == [kind]


@pytest.mark.parametrize(
    ("paragraphs", "actor"),
    [
        (["“We stay here,” Lawmaker Issam al-Kreiti told them."], "issam-al-kreiti"),
        (["“We stay here,” INA reported."], "iraqi-news-agency"),
        (["“We stay here,” a member of the State of Law Coalition said."], None),
        (["“We stay here,” an unnamed US official said."], None),
        (["“We stay here,” Erdogan's office said."], None),
        (["“We stay here,” the statement said."], None),
        (["Kadhim al-Fartousi, a spokesman for the group, came.", "“We stay here,” he said."], "kadhim-al-fartousi"),
        (["Kadhim al-Fartousi, a spokesman, came.", "“We stay here,” the spokesman said."], "kadhim-al-fartousi"),
        (["Strategic expert Ahmed Al-Sharifi came.", "The strategic expert said: “We stay here.”"], "ahmed-al-sharifi"),
        (["Kadhim al-Fartousi came.", "Somebody Unknown said they stay.", "“We stay here,” he said."], None),
        (["“We stay here,” he said.", "Kadhim al-Fartousi came."], None),
        (["That, according to Kadhim al-Fartousi, is why Sharifi left.", "“We stay,” he said."], "kadhim-al-fartousi"),
        (
            ["According to Kadhim al-Fartousi, it is open. If Sharifi comes, it closes.", "“We stay,” he said."],
            "kadhim-al-fartousi",
        ),
        (
            ["Kadhim al-Fartousi spoke. While Ahmed Al-Sharifi left, others came.", "“We stay,” he said."],
            "kadhim-al-fartousi",
        ),
    ],
)  # fmt: skip
def test_the_speaking_actor_is_the_one_the_text_is_about_or_nobody(
    finders: tuple[MentionFinder, QuoteFinder], paragraphs: list[str], actor: str | None
) -> None:
    assert quotes(finders, *paragraphs)[-1].actor == actor


def test_speech_that_goes_on_in_the_next_paragraph_keeps_its_actor_but_prints_no_speaker(
    finders: tuple[MentionFinder, QuoteFinder],
) -> None:
    second = quotes(finders, "Ahmed Al-Sharifi affirmed that “we stay here.”", "“We do not leave.”")[1]
    assert (second.speaker, second.actor, second.rule) == (None, "ahmed-al-sharifi", "speech-goes-on")


@pytest.mark.parametrize(
    ("paragraph", "told_to"),
    [
        ("“We stay here,” he told Shafaq News.", "shafaq-news"),
        ("“We stay here,” he told The New Region.", "the-new-region"),
        ("In comments to 964media, the sources said “we stay here.”", "964media"),
        ("According to men who spoke with the Iraqi News Agency (INA), they “stay and fight.”", "iraqi-news-agency"),
        ("“We stay here,” he told reporters.", None),
        ("“We stay here,” he told Iraqi officials.", None),
    ],
)  # fmt: skip
def test_the_actor_named_behind_told_is_who_was_told(
    finders: tuple[MentionFinder, QuoteFinder], paragraph: str, told_to: str | None
) -> None:
    assert [quote.told_to for quote in quotes(finders, paragraph)] == [told_to]


def test_the_span_includes_the_marks_and_the_text_does_not(finders: tuple[MentionFinder, QuoteFinder]) -> None:
    [quote] = quotes(finders, "He said: “We stay.”")
    assert (quote.span, quote.text, quote.cue) == (Span(9, 19), "We stay.", "said")


def test_speech_goes_on_across_a_caption(finders: tuple[MentionFinder, QuoteFinder]) -> None:
    paragraphs = ["Ahmed Al-Sharifi said: “We stay here.”", "A view of “the city” by night", "“We do not leave.”"]
    text = "\n".join(paragraphs)
    first, caption, last = blocks_of(paragraphs)
    blocks = [first, caption.model_copy(update={"role": Role.CAPTION}), last]
    found = finders[1].find(text, blocks, finders[0].find(text, blocks))
    assert [(quote.text, quote.actor) for quote in found] == [
        ("We stay here.", "ahmed-al-sharifi"),
        ("the city", None),
        ("We do not leave.", "ahmed-al-sharifi"),
    ]


def test_chrome_holds_no_quotes(finders: tuple[MentionFinder, QuoteFinder]) -> None:
    text = "“We stay here,” he said."
    assert finders[1].find(text, blocks_of([text], Role.CHROME), ()) == ()


_PIECES = st.sampled_from(
    ["“", "”", '"', "'", "’", "‘", "«", "»", "„", " ", ".", ",", ":", "(", " said ", " he ", " told ", "Trump", " who ",
     "Kadhim al-Fartousi", " according to ", " adding ", "the spokesman", " that ", "وقال ", "صبري ", "\n", "x", "1"]
)  # fmt: skip


@given(st.lists(st.one_of(_PIECES, st.text(max_size=3)), max_size=30))
def test_quotes_of_any_text_are_in_order_and_inside_their_blocks(
    finders: tuple[MentionFinder, QuoteFinder], pieces: list[str]
) -> None:
    paragraphs = "".join(pieces).split("\n")
    text = "\n".join(paragraphs)
    blocks = [block for block in blocks_of(paragraphs) if block.span.length]
    found = finders[1].find(text, blocks, finders[0].find(text, blocks))
    assert [quote.span.start for quote in found] == sorted(quote.span.start for quote in found)
    for quote in found:
        assert any(block.span.contains(quote.span) for block in blocks)
        assert quote.text in quote.span.of(text)
        assert quote.speaker is None or quote.speaker in text
