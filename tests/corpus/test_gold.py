"""A corpus is compared with hand annotations: right is right, and every difference is told."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from syria_iraq_archive.corpus.connection import reading
from syria_iraq_archive.corpus.gold import GoldComparison, Score, Tally, compare, read_gold
from syria_iraq_archive.errors import ArchiveError
from syria_iraq_archive.records import Basis, Claim
from tests.factories import CAPTION, dated, make_corpus

Annotation = dict[str, Any]


def annotation() -> Annotation:
    """What a person would write about the capture of `dated`."""
    parsed = dated()
    blocks = [
        {"start": b.span.start, "end": b.span.end, "role": b.role.value, "article": b.article}
        | ({} if b.repeats is None else {"repeats": b.repeats})
        for b in parsed.blocks
    ]
    article = {
        "seq": 1, "headline": "Rebels Enter Hama", "kicker": None, "standfirst": None, "byline": None, "dateline": None,
        "language": "en", "source": "example-news", "source_basis": "self-reference",
        "source_evidence": "Omar told Example News", "published": "[2024-12-03..2024-12-09]",
        "published_basis": "inferred", "published_evidence": ["December 3, 2024", "Tuesday"],
        "crossheads": ["The army falls back"], "paragraphs": 2, "words": 17,
        "images": [{"caption": CAPTION, "credit": "AP", "occurrences": 2}],
        "actors": ["turkey"], "actors_optional": ["example-news", "iran"],
    }  # fmt: skip
    return {"capture": "a.txt", "sha256": parsed.capture.sha256, "articles": [article], "blocks": blocks}


def compared(corpus: Path, folder: Path, content: Annotation) -> GoldComparison:
    """The comparison of `corpus` with one annotation."""
    folder.mkdir()
    (folder / "a.json").write_text(json.dumps(content))
    with reading(corpus) as connection:
        return compare(connection, read_gold(folder))


def test_a_corpus_that_is_as_annotated_has_no_differences(corpus: Path, tmp_path: Path) -> None:
    """Every role and field is counted as right."""
    comparison = compared(corpus, tmp_path / "gold", annotation())
    assert comparison.differences == []
    assert comparison.blocks["repeat"] == Tally(2, 2, 2)
    assert set(comparison.values.values()) == {Score(1, 0)}
    assert len(comparison.values) == 17


def _article(**changes: Any) -> Callable[[Annotation], None]:
    return lambda content: content["articles"][0].update(changes)


def _block(seq: int, **changes: Any) -> Callable[[Annotation], None]:
    return lambda content: content["blocks"][seq].update(changes)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (_article(headline="Other"), "headline: expected 'Other', found 'Rebels Enter Hama'"),
        (_article(kicker="Other"), "kicker"),
        (_article(source="other-news"), "source: expected 'other-news', found 'example-news'"),
        (_article(source_basis="masthead"), "source_basis"),
        (_article(source_evidence="TT"), "source_evidence: missing ['TT']"),
        (_article(published=None), "published: expected None"),
        (_article(published_basis="printed"), "published_basis"),
        (_article(published_evidence=["on Monday"]), "published_evidence: missing ['on Monday']"),
        (_article(crossheads=[]), "crossheads"),
        (_article(paragraphs=3), "paragraphs: expected 3, found 2"),
        (_article(words=16), "words"),
        (_article(images=[]), "images"),
        (_article(actors=["turkey", "iran"]), "actors: missing iran; surplus none"),
        (_article(actors_optional=[]), "actors: missing none; surplus example-news"),
        (_article(seq=2), "is missing"),
        (_article(seq=2), "is surplus"),
        (_block(1, role="standfirst"), "missing: standfirst of article 1"),
        (_block(1, role="standfirst"), "surplus: caption of article 1"),
        (_block(6, end=200), "paragraph of article 1: 'Rebels entered Hama"),
        (_block(5, article=2), "repeat of article 2, copying 0-17"),
        (_block(5, repeats=1), "repeat of article 1, copying 19-66"),
        (lambda content: content.update(sha256="0" * 64), "isn't in the corpus"),
    ],
)
def test_a_difference_is_told(corpus: Path, tmp_path: Path, change: Callable[[Annotation], None], told: str) -> None:
    """With what was expected, and what was found."""
    content = annotation()
    change(content)
    differences = [f"{where}: {what}" for where, what in compared(corpus, tmp_path / "gold", content).differences]
    assert any(told in line for line in differences), differences


def test_what_an_annotation_leaves_out_is_not_compared(corpus: Path, tmp_path: Path) -> None:
    """Annotations need not be complete."""
    content = annotation()
    content["articles"] = [{"seq": 1, "headline": "Rebels Enter Hama"}]
    assert compared(corpus, tmp_path / "gold", content).values == {"headline": Score(1, 0)}


def test_the_parser_is_measured_beneath_corrections(tmp_path: Path) -> None:
    """A curated claim changes the article, not what was parsed."""
    parsed = dated()
    article = parsed.articles[0]
    curated = tuple(
        Claim(field=field, value=value, basis=Basis.CURATED, rule="correction")
        for field, value in (("published", "2024-12-04"), ("kicker", "War"))
    )
    corrected = article.model_copy(
        update={
            "published": "2024-12-04",
            "published_earliest": "2024-12-04",
            "published_latest": "2024-12-04",
            "published_basis": Basis.CURATED,
            "kicker": "War",
            "claims": (*article.claims, *curated),
        }
    )
    corpus = make_corpus(tmp_path / "a.db", parsed.model_copy(update={"articles": (corrected,)}))
    assert compared(corpus, tmp_path / "gold", annotation()).differences == []


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"capture": "a", "sha256": "b", "articles": [], "blocks": [{}]}'])
def test_a_malformed_annotation_is_named(tmp_path: Path, content: str) -> None:
    """By its file."""
    (tmp_path / "bad.json").write_text(content)
    with pytest.raises(ArchiveError, match=r"bad\.json"):
        read_gold(tmp_path)


def test_a_folder_without_annotations_is_an_error(tmp_path: Path) -> None:
    """Comparing with nothing would succeed."""
    with pytest.raises(ArchiveError, match="no annotations"):
        read_gold(tmp_path)


def quoted(**changes: Any) -> Annotation:
    """The annotation with the quote of `dated`, changed."""
    span = dated().articles[0].quotes[0].span
    quote = {"start": span.start, "end": span.end, "speaker": "Abu Omar", "actor": None, "told_to": "example-news"}
    return annotation() | {"quotes": [quote | changes]}


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({}, []),
        ({"speaker": "Abu Omar\u00a0"}, []),
        ({"speaker": "Abu Ali"}, ["quote_speaker"]),
        ({"actor": "iran"}, ["quote_actor"]),
        ({"told_to": None}, ["quote_told_to"]),
        ({"start": 0}, ["quotes"]),
    ],
)
def test_speech_is_compared_by_its_span_speaker_and_hearer(
    corpus: Path, tmp_path: Path, changes: dict[str, Any], wrong: list[str]
) -> None:
    comparison = compared(corpus, tmp_path / "gold", quoted(**changes))
    assert sorted({name for name, score in comparison.values.items() if score.wrong}) == wrong


def test_speech_that_is_not_annotated_is_surplus(corpus: Path, tmp_path: Path) -> None:
    comparison = compared(corpus, tmp_path / "gold", annotation() | {"quotes": []})
    assert comparison.values["quotes"] == Score(0, 1)
