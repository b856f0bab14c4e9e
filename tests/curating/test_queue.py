"""What deserves a curator's look: each kind of it, a near miss beside, and what was dismissed."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from syria_iraq_archive.corpus.connection import reading
from syria_iraq_archive.curating.queue import FIELD_WORDS, LEAST_PRINTED, SEEKERS, QueueItem, counted, queue, said
from syria_iraq_archive.errors import RegistryError
from syria_iraq_archive.records import Basis, Claim, Fate, ParsedCapture, Replayed, Role
from syria_iraq_archive.registry.dismissed import DismissedItem, append_dismissed, read_dismissed
from syria_iraq_archive.registry.models import CORRECTION, Correction
from tests.factories import Page, dated, make_corpus, registry, undated

Looks = Callable[..., list[QueueItem]]
SAID = "Officials said that Karim Haddad left. Karim Haddad told them so, they said, on his way back to them."


@pytest.fixture
def looks(tmp_path: Path) -> Looks:
    """The queue of a corpus of these captures."""

    def found(*captures: ParsedCapture, corrections: tuple[Correction, ...] = ()) -> list[QueueItem]:
        corpus = make_corpus(tmp_path / "archive.db", *captures)
        with reading(corpus) as connection:
            return list(queue(connection, replace(registry(), corrections=corrections)))

    return found


def claiming(*claims: Claim, **fields: object) -> ParsedCapture:
    """A capture with one article of which source and date are known, and these claims."""
    known = {"source": "example-news", "published": "2024-12-03", "published_basis": Basis.PRINTED}
    days = {"published_earliest": "2024-12-03", "published_latest": "2024-12-03", "claims": claims, "mentions": ()}
    parsed = undated()
    article = parsed.articles[0].model_copy(update=known | days | fields)
    return parsed.model_copy(update={"articles": (article,)})


def claim(field: str, value: str | None, basis: Basis, warning: str | None = None) -> Claim:
    span = Page("Talks in Doha").span("Talks")
    return Claim(field=field, value=value, basis=basis, rule="made", evidence=(span,), warning=warning)


def kinds(found: list[QueueItem]) -> list[str]:
    return [look.kind for look in found]


def test_an_article_of_which_nothing_is_doubtful_is_not_in_it(looks: Looks) -> None:
    assert looks(claiming(claim("published", "2024-12-03", Basis.PRINTED))) == []


def test_what_has_no_date_or_no_source_is_in_it(looks: Looks) -> None:
    """Unless a curator says that it is unknown."""
    found = looks(undated())
    assert kinds(found) == ["undated", "no-source"]
    assert [(look.key, look.field) for look in found] == [(found[0].key, "published"), (found[0].key, "source")]
    nobody_knows = (claim("published", None, Basis.CURATED), claim("source", None, Basis.CURATED))
    unknown = {"source": None, "published": None, "published_earliest": None, "published_latest": None}
    assert looks(claiming(*nobody_knows, **unknown, headline="Other")) == []


def test_a_claim_with_a_warning_is_in_it(looks: Looks) -> None:
    """With what it rests on, to be confirmed; not if a curator's claim counts in its place."""
    [look] = looks(dated())
    assert (look.kind, look.field, look.value) == ("warning", "published", "[2024-12-03..2024-12-09]")
    assert (look.quote, "seven days are possible" in look.why) == ("December 3, 2024", True)


def test_a_warning_that_a_curator_has_settled_is_not_in_it(looks: Looks) -> None:
    warned = claim("published", "2024-12-03", Basis.PRINTED, "it is said to be a Monday")
    assert kinds(looks(claiming(warned))) == ["warning"]


@pytest.mark.parametrize("warning", [None, "stale: it is gone"])
def test_a_curators_claim_settles_a_warning_only_if_it_counts(looks: Looks, warning: str | None) -> None:
    warned = claim("published", "2024-12-03", Basis.PRINTED, "it is said to be a Monday")
    curated = claim("published", "2024-12-04", Basis.CURATED, warning)
    assert kinds(looks(claiming(warned, curated))) == ([] if warning is None else ["warning"])


@pytest.mark.parametrize(
    ("field", "one", "other", "expected"),
    [
        ("source", "example-news", "other-news", ["contradiction"]),
        ("source", "example-news", "example-news", []),
        ("published", "2024-12-03", "2024-12-05", ["contradiction"]),
        ("published", "2024-12-03", "[2024-12-03..2024-12-09]", []),
        ("published", "2024-12-03", None, []),
        ("headline", "Talks", "Talks in Doha", []),
    ],
)
def test_two_claims_that_can_not_both_be_true_are_in_it(
    looks: Looks, field: str, one: str, other: str | None, expected: list[str]
) -> None:
    """On the outlet or the day; dates that may be one day are none."""
    found = looks(claiming(claim(field, one, Basis.METADATA), claim(field, other, Basis.PRINTED)))
    assert kinds(found) == expected
    if found:
        assert found[0].why == f"Two claims on the {FIELD_WORDS[field]}: {one} (metadata) and {other} (printed)"


def test_a_contradiction_that_a_curator_has_settled_is_not_in_it(looks: Looks) -> None:
    claims = [claim("source", id, Basis.PREFIX) for id in ("example-news", "other-news")]
    assert looks(claiming(*claims, claim("source", "example-news", Basis.CURATED))) == []


def test_a_text_that_may_not_be_what_was_written_is_in_it(looks: Looks) -> None:
    parsed = claiming()
    capture = parsed.capture.model_copy(update={"warning": "decoded by a guess"})
    [look] = looks(parsed.model_copy(update={"capture": capture}))
    assert (look.kind, look.why) == ("doubtful-text", "b.txt: decoded by a guess")


@pytest.mark.parametrize(
    ("role", "rule", "why"),
    [
        (
            Role.HEADLINE,
            "lines:headline 0.69",
            "takes these words for the headline, and isn’t sure (0.69)",
        ),
        (Role.HEADLINE, "lines:headline 0.70", None),
        (Role.PUBLISHED, "lines:published 0.55", "the day of publication, and isn’t sure (0.55)"),
        (Role.PARAGRAPH, "lines:paragraph 0.60", "isn’t sure of more than half of the body"),
        (Role.PARAGRAPH, "lines:paragraph 0.90", None),
        (Role.CHROME, "lines:chrome 0.55", None),
        (Role.HEADLINE, "generic:headline", None),
    ],
)
def test_what_the_page_model_is_unsure_of_is_in_it(looks: Looks, role: Role, rule: str, why: str | None) -> None:
    """Its rules end in the chance that it gives."""
    parsed = claiming()
    blocks = tuple(
        block.model_copy(update={"role": role, "rule": rule} if block.seq == 0 else {"rule": "prose"})
        for block in parsed.blocks
    )
    found = looks(parsed.model_copy(update={"blocks": blocks}))
    assert kinds(found) == ([] if why is None else ["unsure"])
    assert why is None or why in found[0].why


def test_what_a_curator_has_said_of_a_page_is_not_in_it(looks: Looks) -> None:
    """Of the field; of the body, by a role."""
    parsed = claiming(claim("headline", "Talks", Basis.CURATED))
    unsure = {"role": Role.HEADLINE, "rule": "lines:headline 0.40"}
    blocks = tuple(block.model_copy(update=unsure if block.seq == 0 else {}) for block in parsed.blocks)
    assert looks(parsed.model_copy(update={"blocks": blocks})) == []


@pytest.mark.parametrize("times", [LEAST_PRINTED, LEAST_PRINTED - 1])
def test_a_name_that_nobody_bears_is_in_it_if_it_is_printed_again(looks: Looks, times: int) -> None:
    text = SAID if times == LEAST_PRINTED else SAID.replace("Karim Haddad told", "He told")
    page = Page(f"Talks\n\n{text}\n")
    page.lay(Role.HEADLINE, "Talks")
    page.lay(Role.PARAGRAPH, text)
    found = looks(page.parsed(claiming().articles[0]))
    assert [look.headline for look in found] == (["Karim Haddad"] if times == LEAST_PRINTED else [])
    if found:
        assert (found[0].key, found[0].capture) == (None, None)


@pytest.mark.parametrize(("most", "expected"), [(1, []), (2, ["name"])])
def test_names_are_not_sought_in_a_corpus_of_many_captures(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int, expected: list[str]
) -> None:
    """They would be sought for minutes; who has found them before may give them."""
    page = Page(f"Talks\n\n{SAID}\n")
    page.lay(Role.HEADLINE, "Talks")
    page.lay(Role.PARAGRAPH, SAID)
    corpus = make_corpus(tmp_path / "archive.db", page.parsed(claiming().articles[0]), claiming())
    monkeypatch.setattr("syria_iraq_archive.curating.queue.MOST_SCANNED", most)
    with reading(corpus) as connection:
        assert kinds(list(queue(connection, registry()))) == expected
        assert list(queue(connection, registry(), names=[])) == []


def stale(fate: Fate) -> tuple[ParsedCapture, tuple[Correction, ...]]:
    parsed = claiming()
    told = {"field": "headline", "value": "A", "quote": "gone", "reason": "So.", "by": "N.", "on": "2026-01-01"}
    correction = CORRECTION.validate_python({"capture": parsed.capture.sha256, "article": 1, **told})
    known = {"article": 1, "instead_of": None, "parsed": "B", "span": None, "outside": None, "fate": fate}
    replayed = Replayed.model_validate(told | known | {"problem": "it is gone" if fate is Fate.STALE else None})
    return parsed.model_copy(update={"corrections": (replayed,)}), (correction,)


@pytest.mark.parametrize("fate", [Fate.STALE, Fate.APPLIED, Fate.SUPERSEDED])
def test_a_correction_that_does_not_count_any_more_is_in_it(looks: Looks, fate: Fate) -> None:
    parsed, corrections = stale(fate)
    found = looks(parsed, corrections=corrections)
    assert kinds(found) == (["stale"] if fate is Fate.STALE else [])


def test_a_correction_that_is_not_replayed_yet_is_in_it(looks: Looks) -> None:
    _, corrections = stale(Fate.STALE)
    [look] = looks(claiming(), corrections=corrections)
    assert (look.kind, "not replayed" in look.why) == ("stale", True)


def test_a_correction_of_a_capture_that_is_not_here_is_not_in_it(looks: Looks) -> None:
    _, corrections = stale(Fate.STALE)
    assert looks(dated(), corrections=corrections)[0].kind == "warning"


def test_what_is_dismissed_is_not_in_it_until_it_is_again(tmp_path: Path) -> None:
    """An entry is of one thing: a warning that says something else is another."""
    corpus = make_corpus(tmp_path / "archive.db", dated(), undated())
    file = tmp_path / "dismissed.yaml"

    def found() -> dict[str, int]:
        with reading(corpus) as connection:
            return counted(queue(connection, registry(), read_dismissed(file)))

    assert found() == {"warning": 1, "undated": 1, "no-source": 1}
    with reading(corpus) as connection:
        [warning, *_] = queue(connection, registry())
    item, capture, article, about = warning.subject
    told = {"item": item, "capture": capture, "article": article, "reason": "So.", "by": "N.", "on": "2026-01-01"}
    append_dismissed(file, DismissedItem.model_validate(told | {"about": "published: something else"}))
    assert found() == {"warning": 1, "undated": 1, "no-source": 1}
    append_dismissed(file, DismissedItem.model_validate(told | {"about": about}))
    assert found() == {"undated": 1, "no-source": 1}
    append_dismissed(file, DismissedItem.model_validate(told | {"about": about, "again": True}))
    assert found() == {"warning": 1, "undated": 1, "no-source": 1}
    assert file.read_text("utf-8").startswith("# What curators looked at in the queue")


def test_a_file_of_dismissals_that_is_not_of_its_form_is_an_error(tmp_path: Path) -> None:
    file = tmp_path / "dismissed.yaml"
    assert read_dismissed(file) == frozenset()
    file.write_text("- {item: undated}\n", "utf-8")
    with pytest.raises(RegistryError, match=r"dismissed\.yaml:1"):
        read_dismissed(file)


def test_what_is_said_of_a_thing_fits_a_line_of_a_file() -> None:
    assert said("a\x1b[31m\nb " + "c" * 400) == "a [31m b " + "c" * 291


def test_every_kind_has_its_place_in_the_queue() -> None:
    order = ["stale", "contradiction", "warning", "undated", "no-source", "doubtful-text", "unsure", "name"]
    assert list(SEEKERS) == order
