"""Says an article's date and source in words: the value, and what it rests on."""

import re
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence

from syria_iraq_archive.corpus.read import Dossier
from syria_iraq_archive.phrases import BASES, between

_MOST_EVIDENCE = 3
_CURATED = re.compile(r"correction: (?P<reason>.*) \((?P<by>.*), (?P<on>[^,]*)\)", re.DOTALL)


def published_in_words(dossier: Dossier) -> str:
    """When the article was published, and how that is known."""
    article, claim = dossier.article, counting_claim(dossier, "published")
    basis = article["published_basis"]
    days = (
        between(article["published_earliest"], article["published_latest"]) if article["published"] else "date unknown"
    )
    if basis == "inferred":
        evidence = _several(list(dict.fromkeys(_evidence(dossier, "published", claim)))[:_MOST_EVIDENCE])
        return f"{days}, inferred from {evidence}" if evidence else f"{days}, inferred"
    return days if basis == "unknown" else f"{days}, {BASES.get(basis, basis)}"


def source_in_words(dossier: Dossier) -> str:
    """Which outlet published the article, and how that is known."""
    name, claim = dossier.article["source_name"], counting_claim(dossier, "source")
    if name is None:
        return "source unknown"
    if claim is None:
        return str(name)
    if claim["basis"] == "self-reference":
        words = next(_evidence(dossier, "source", claim), "")
        return f"{name}, {BASES[claim['basis']]}{f' in {words}' if words else ''}"
    return f"{name}, {BASES.get(claim['basis'], claim['basis'])}"


def reasons(dossier: Dossier) -> Iterator[str]:
    """A curator's reasons for what counts, and warnings of what speaks against it, or against the text as a whole."""
    if dossier.capture["warning"]:
        yield f"Warning about the text: {dossier.capture['warning']}."
    for field in ("source", "published"):
        claim = counting_claim(dossier, field)
        if claim is None:
            continue
        curated = _CURATED.fullmatch(claim["rule"]) if claim["basis"] == "curated" else None
        if curated:
            yield f"{curated['reason']} ({curated['by']}, {curated['on']})"
        if claim["warning"]:
            yield f"Warning about its {'date' if field == 'published' else field}: {claim['warning']}."
    yield from _other_corrections(dossier)


def _other_corrections(dossier: Dossier) -> Iterator[str]:
    """Says which other fields are corrected, and how many corrections are stale and don't count."""
    rows = [row for row in dossier.corrections if row["field"] not in ("source", "published")]
    counts = Counter(row["field"] for row in rows if row["status"] == "applied")
    log = f"see: archive log {dossier.article['key']}"
    if counts:
        listed = (f"{field} ×{number}" if number > 1 else field for field, number in counts.items())
        yield f"Corrected by curators: {', '.join(listed)}; {log}."
    if stale := sum(row["status"] == "stale" for row in dossier.corrections):
        yield f"Stale corrections, which don't count: {stale}; {log}."


def counting_claim(dossier: Dossier, field: str) -> sqlite3.Row | None:
    """The claim that decides a field: a curator's that isn't stale, else the parser's."""
    claims = [claim for claim in dossier.claims if claim["field"] == field]
    curated = [claim for claim in claims if claim["basis"] == "curated" and claim["warning"] is None]
    return next(iter([*curated, *(claim for claim in claims if claim["basis"] != "curated")]), None)


def _evidence(dossier: Dossier, field: str, claim: sqlite3.Row | None) -> Iterator[str]:
    """What a claim rests on: a caption by its role, other words in quotation marks."""
    for row in dossier.claims:
        if claim is None or row["field"] != field or row["seq"] != claim["seq"] or row["start_char"] is None:
            continue
        if _role_at(dossier, row["start_char"]) in ("caption", "credit"):
            yield "the photo caption"
        else:
            text: str = dossier.capture["text"][row["start_char"] : row["end_char"]]
            yield f"“{text}”"


def _role_at(dossier: Dossier, place: int) -> str | None:
    """The role of the block there; of a copy, that of what it copies."""
    roles: dict[int, str] = {block["seq"]: block["role"] for block in dossier.blocks}
    for block in dossier.blocks:
        if block["start_char"] <= place < block["end_char"]:
            return roles[block["seq"] if block["repeats"] is None else block["repeats"]]
    return None


def _several(things: Sequence[str]) -> str:
    """Things in a row: "a", "a and b", "a, b and c"."""
    return " and ".join([", ".join(things[:-1]), things[-1]] if len(things) > 1 else things)


def in_common(kind: str, score: float) -> str:
    """What two articles have in common, of a kind and score of ``similar``.

    >>> in_common("repost", 0.87), in_common("same-text", 1.0)
    ('repost, 87 % in common', 'same text')
    """
    words = kind.replace("-", " ")
    return words if kind == "same-text" else f"{words}, {score:.0%} in common".replace("%", " %")
