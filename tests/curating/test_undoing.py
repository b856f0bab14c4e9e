"""A correction is taken back by new entries; and what it makes of a capture is told before it is written."""

from pathlib import Path

import pytest

from syria_iraq_archive.curating.effects import Effect, effects
from syria_iraq_archive.curating.keeping import Meanwhile, keep, marks
from syria_iraq_archive.curating.places import spot_of
from syria_iraq_archive.curating.preparing import Request
from syria_iraq_archive.curating.undoing import undo
from syria_iraq_archive.curating.workplace import Workplace
from syria_iraq_archive.errors import RegistryError, UnknownName
from syria_iraq_archive.registry.withdrawn import mark
from syria_iraq_archive.spans import Span
from tests.corrections import DATA, HEADLINE, SECOND, SHA256, TEXT
from tests.desks import Place

KEY = f"{SHA256[:16]}-1"
TOLD = {"reason": "So it is.", "by": "N.", "on": "2026-01-01"}


@pytest.fixture(scope="module")
def ingested(tmp_path_factory: pytest.TempPathFactory) -> Place:
    place = Place(tmp_path_factory.mktemp("undoing"))
    place.set_up({"a.txt": DATA})
    return place


@pytest.fixture
def place(ingested: Place, tmp_path: Path) -> Place:
    import shutil

    return Place(Path(shutil.copytree(ingested.db.parent, tmp_path / "copy")))


CORRECTIONS = [
    ("headline", "A Bridge", {"quote": HEADLINE}),
    ("published", None, {"quote": HEADLINE}),
    ("headline", None, {}),
    ("headline", "A Bridge", {"outside": "https://news.example/1"}),
    ("source", "shafaq-news", {"quote": "officials said"}),
    ("role", "chrome", {"quote": "The river"}),
    ("role", "crosshead", {"quote": "Iraqi officials"}),
    ("opening", "begins", {"quote": SECOND}),
    ("mention", "iran", {"quote": "The river"}),
    ("mention", None, {"quote": "Turkey", "occurrence": 2}),
    ("place", "raqqa", {"quote": "farmers of Raqqa"}),
    ("place", "raqqa-governorate", {"quote": "The river"}),
    ("place", None, {"quote": "Raqqa", "occurrence": 2}),
    ("speaker", "syria", {"quote": "We will wait"}),
    ("speaker", None, {"quote": "We will wait"}),
    ("speaker", "others", {"quote": "wait,”"}),
    ("hearer", "Shafaq News", {"quote": "We will wait"}),
    ("actor", None, {"instead_of": "turkey"}),
    ("actor", "syria", {"instead_of": "turkey"}),
]


@pytest.mark.parametrize(("field", "value", "spot"), CORRECTIONS)
def test_what_held_before_holds_again(place: Place, field: str, value: str | None, spot: dict[str, str | int]) -> None:
    """By entries behind the one that is taken back; the corpus follows both at once."""
    workplace = place.workplace()
    before = content(workplace)
    written = keep(workplace, Request(KEY, field, value, spot, TOLD))
    assert written.waits is None
    assert content(workplace) != before
    text = place.corrections.read_text("utf-8")
    entries, waits = undo(workplace, SHA256, mark(written.prepared.correction), "M.", "2026-01-02")
    assert waits is None
    assert content(workplace) == before
    assert place.corrections.read_text("utf-8").startswith(text)
    assert {(one.reason, one.by) for one in entries} == {("Undo of: So it is. (N., 2026-01-01)", "M.")}


def content(workplace: Workplace) -> list[tuple[object, ...]]:
    """What a corpus says of articles, blocks and names, whatever it rests on."""
    from syria_iraq_archive.corpus.connection import reading

    asked = (
        "SELECT key, source_id, headline, published, body FROM articles ORDER BY key",
        "SELECT role, start_char, end_char FROM blocks ORDER BY start_char",
        "SELECT actor_id, start_char, end_char FROM mentions ORDER BY start_char",
        "SELECT speaker, actor_id, told_to, kind, cue, start_char FROM quotes ORDER BY start_char",
        "SELECT place_id, candidates, precision, start_char, end_char FROM place_mentions ORDER BY start_char",
    )
    with reading(workplace.corpus) as connection:
        return [tuple(row) for sql in asked for row in connection.execute(sql)]


def test_an_undo_is_undone_like_any_correction(place: Place) -> None:
    workplace = place.workplace()
    written = keep(workplace, Request(KEY, "headline", "A Bridge", {"quote": HEADLINE}, TOLD))
    after = content(workplace)
    [entry], _ = undo(workplace, SHA256, mark(written.prepared.correction), "M.", "2026-01-02")
    undo(workplace, SHA256, mark(entry), "M.", "2026-01-03")
    assert content(workplace) == after


def test_what_does_not_count_is_not_taken_back(place: Place) -> None:
    workplace = place.workplace()
    written = keep(workplace, Request(KEY, "headline", "A Bridge", {"quote": HEADLINE}, TOLD))
    keep(workplace, Request(KEY, "headline", "Two Bridges", {"quote": HEADLINE}, TOLD))
    with pytest.raises(RegistryError, match="it is superseded"):
        undo(workplace, SHA256, mark(written.prepared.correction), "M.", "2026-01-02")
    with pytest.raises(UnknownName, match="no correction"):
        undo(workplace, SHA256, "0" * 12, "M.", "2026-01-02")


@pytest.mark.parametrize(
    ("field", "theirs", "mine", "are_one"),
    [
        ("speaker", ("syria", "We will"), ("iran", "wait,”"), True),  # words of one quotation
        ("speaker", ("syria", "We will"), ("syria", "wait,”"), True),  # though both say the same: see both
        ("hearer", ("shafaq-news", "We will"), ("iran", "wait,”"), True),
        ("mention", ("iran", "The river"), ("syria", "river"), True),
        ("mention", ("iran", "The river"), ("syria", "officials"), False),
        ("place", ("raqqa", "The river"), ("anah", "river"), True),
        ("role", ("chrome", "Iraqi officials"), ("crosshead", "officials said that"), True),
        ("role", ("chrome", "Iraqi officials"), ("crosshead", "The river"), False),
    ],
)
def test_two_who_correct_the_same_by_different_words_are_told_of_each_other(
    place: Place, field: str, theirs: tuple[str, str], mine: tuple[str, str], are_one: bool
) -> None:
    workplace = place.workplace()
    seen = marks(workplace.knowledge().corrections, SHA256)
    keep(workplace, _at(field, theirs), seen)
    if not are_one:
        keep(workplace, _at(field, mine), seen)
        return
    with pytest.raises(Meanwhile) as met:
        keep(workplace, _at(field, mine), seen)
    assert [one.value for one in met.value.others] == [theirs[0]]


def _at(field: str, said: tuple[str, str]) -> Request:
    """A correction of the first place in the article that reads so."""
    value, quote = said
    spot: dict[str, object] = {"quote": quote}
    return Request(KEY, field, value, spot | ({"occurrence": 1} if TEXT.count(quote) > 1 else {}), TOLD)


def test_what_somebody_has_corrected_meanwhile_is_not_written_over(place: Place) -> None:
    """The same field of the same article, whatever it rests on; other fields are another matter."""
    workplace = place.workplace()
    seen = marks(workplace.knowledge().corrections, SHA256)
    done = place("correct", KEY, "headline", "Theirs", "--quote", HEADLINE, "--reason", "Theirs.")
    assert done.returncode == 0
    mine = Request(KEY, "headline", "Mine", {"quote": "The river"}, TOLD)
    with pytest.raises(Meanwhile) as met:
        keep(workplace, mine, seen)
    assert [one.value for one in met.value.others] == ["Theirs"]
    assert "Mine" not in place.corrections.read_text("utf-8")
    keep(workplace, Request(KEY, "kicker", "The river", {}, TOLD), seen)
    keep(workplace, mine, marks(workplace.knowledge().corrections, SHA256))
    assert place.fingerprint() == place.fingerprint_of_all()


def test_comments_and_order_of_the_file_stay(place: Place) -> None:
    workplace = place.workplace()
    keep(workplace, Request(KEY, "headline", "A", {"quote": HEADLINE}, TOLD))
    kept = "# Mine.\n" + place.corrections.read_text("utf-8") + "# Behind.\n"
    place.corrections.write_text(kept, "utf-8")
    keep(workplace, Request(KEY, "headline", "B", {"quote": HEADLINE}, TOLD))
    assert place.corrections.read_text("utf-8").startswith(kept)


def test_effects_tell_what_becomes_of_a_capture(place: Place) -> None:
    workplace = place.workplace()
    knowledge = workplace.knowledge()
    from syria_iraq_archive.curating.preparing import prepare

    def told(field: str, value: str | None, **spot: object) -> list[Effect]:
        made = prepare(Request(KEY, field, value, spot, TOLD), knowledge, place.db, workplace.pipeline(knowledge))
        assert made.before
        assert made.after
        return list(effects(made.before, made.after))

    assert told("headline", "A", quote=HEADLINE) == [Effect(1, "headline", None, HEADLINE, "A")]
    assert told("role", "chrome", quote="The river")[0][1:] == ("role", "The river", "crosshead", "chrome")
    assert told("mention", "iran", quote="The river") == [Effect(1, "names", "The river", None, "iran")]
    assert told("place", "anah", quote="The river") == [Effect(1, "place", "The river", None, "anah")]
    assert told("speaker", "iran", quote="We will") == [Effect(1, "speaker", "“We will wait,”", "one of them", "iran")]
    assert told("hearer", "iran", quote="We will") == [Effect(1, "hearer", "“We will wait,”", None, "iran")]
    assert told("opening", "begins", quote=SECOND)[:2] == [
        Effect(None, "articles", None, "1", "2"),
        Effect(2, "article", SECOND, None, "begins"),
    ]


def test_selected_words_become_a_quote_with_its_place() -> None:
    start = TEXT.rindex(HEADLINE)
    assert spot_of(TEXT, Span(start - 2, start + len(HEADLINE))) == {"quote": HEADLINE, "occurrence": 2}
    for span in (Span(0, 0), Span(0, len(TEXT) + 1), Span(len(HEADLINE), len(HEADLINE) + 2)):
        with pytest.raises(RegistryError, match="no words are selected"):
            spot_of(TEXT, span)
    with pytest.raises(RegistryError, match="select more"):
        spot_of("ababa", Span(2, 5))
