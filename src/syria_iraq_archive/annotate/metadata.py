"""Turns what a file's metadata say of its article into claims, and decides which of them count before what is printed.

For the outlet and the day, metadata are the better evidence and count first. For the headline they count if the page
prints the same words, or if the file keeps the headline in a field beside the text. Otherwise, and for byline and
language, they only fill what the text leaves unknown. What doesn't count is recorded all the same.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from urllib.parse import urlsplit

from syria_iraq_archive.annotate.published_days import Publication, edtf
from syria_iraq_archive.capture.formats.base import Fact
from syria_iraq_archive.fold import fold_key
from syria_iraq_archive.parse import Vocabulary
from syria_iraq_archive.parse.bylines import byline_value
from syria_iraq_archive.parse.printed_dates import find_dates
from syria_iraq_archive.patterns import later
from syria_iraq_archive.records import Basis, Claim, Role
from syria_iraq_archive.registry.load import Registry
from syria_iraq_archive.spans import Span

MAX_AUTHORS = 10  # of a byline, that are looked for one by one

_SITE_AFTER_TITLE = later(r"\s+(?:[|–—·»-]|::)\s+")
_COMPACT_DAY = later(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:T\d{4,6}.*)?$")
_CUE = later(
    r"(?:by|von|par|por|بقلم|كتبت?|إعداد|تقرير)[\s:/]\s*", re.IGNORECASE
)  # of a byline that is known to be one
_BESIDE_NAME = later(
    r"\s*(?:[(\[][^()\[\]]*[)\]]|\s(?:news|newswire|english|arabic|online|web ?site))\s*$", re.IGNORECASE
)
_BESIDE_EACH_OTHER = r"\W{1,9}(?:(?:and|by|By|AND|BY)\W{1,9})?"
_BETWEEN_NAMES = later(r"\s*(?:[,;&]|\band\b)\s*")
_MONTH = later(r"((?:19|20)\d\d)-(0[1-9]|1[0-2])$")
_LANGUAGE = later(r"([a-zA-Z]{2,3})(?:[-_]\w+)*$")
_DATE_LINE, _OF_A_PAGE = f"published:{Role.PUBLISHED}:", "published:html:"
_NOT_AFTER = "not after its capture"
_FIELD_OF_ITS_OWN = "jsonl:"  # rules of formats that keep the headline beside the text instead of in it
_DATABASES = ("factiva:", "nexis:")  # rules of formats that say what each of their fields is


@dataclass(frozen=True)
class MetadataFinder:
    """Finds the outlet that a capture's metadata name; made once for a registry."""

    vocabulary: Vocabulary
    hosts: Mapping[str, str]  # an outlet's host without "www." → its id

    @classmethod
    def of(cls, registry: Registry, vocabulary: Vocabulary) -> "MetadataFinder":
        """The finder for the outlets of a registry."""
        return cls(vocabulary, registry.derived("hosts", lambda: _hosts(registry)))

    def source(self, facts: Sequence[Fact], uri: str | None) -> Claim | None:
        """The claim on the outlet; None if the metadata name none that the registry knows.

        A press database names the outlet: of one that the registry doesn't know the claim is unknown. Then nothing
        that the text says of other outlets counts.

        `uri` is the address the capture was fetched from and counts first, before addresses and names in the file.
        """
        said = [Fact("url", uri, "uri")] if uri else []
        said += [fact for fact in facts if fact.field == "url"] + [fact for fact in facts if fact.field == "site"]
        for fact in said:
            source = self._by_host(_host(fact.value)) or self._by_name(fact)
            if source:
                rule = f"source:{fact.rule}"
                return Claim(field="source", value=source, basis=Basis.METADATA, rule=rule, evidence=_evidence(fact))
        named = next((fact for fact in said if fact.field == "site" and fact.rule.startswith(_DATABASES)), None)
        if named is None:
            return None
        rule = f"source:{named.rule}; not in the registry"
        return Claim(field="source", value=None, basis=Basis.UNKNOWN, rule=rule, evidence=_evidence(named))

    def byline(self, fact: Fact) -> Fact:
        """A byline as a press database prints it, less its cue and the outlet's name; others as they are."""
        if fact.field != "byline" or not fact.rule.startswith(_DATABASES):
            return fact
        return fact._replace(value=byline_value(_CUE.sub("", fact.value), self.vocabulary))

    def _by_name(self, fact: Fact) -> str | None:
        if fact.field != "site":
            return None
        names = [fact.value]
        if fact.rule.startswith(_DATABASES):  # which say where the outlet is, or in what language: "The Post (London)"
            names += [_BESIDE_NAME.sub("", fact.value), fact.value.partition(" - ")[0], fact.value.partition(" -- ")[0]]
        return next(filter(None, map(self.vocabulary.masthead, names)), None)

    def _by_host(self, host: str) -> str | None:
        """The outlet with this host, or with a host above it ("arabic.news.example" is "news.example")."""
        while "." in host:
            if host in self.hosts:
                return self.hosts[host]
            host = host.partition(".")[2]
        return None


def _evidence(fact: Fact) -> tuple[Span, ...]:
    return (fact.span,) if fact.span else ()


def _hosts(registry: Registry) -> dict[str, str]:
    return {_host(source.url): source.id for source in registry.sources.values() if source.url}


def _host(address: str) -> str:
    """The host of an address, without "www."; "" if it has none. A bare host is its own.

    >>> _host("https://www.news.example/2024/12/hama"), _host("news.example")
    ('news.example', 'news.example')
    """
    try:
        host = urlsplit(address if "//" in address else f"//{address}").hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


def other_claims(facts: Iterable[Fact], text: str) -> Iterator[Claim]:
    r"""The claims on headline, byline, language, site and address, each with its span if the text prints it.

    >>> [claim] = other_claims([Fact("headline", "BRIDGE OPENS", "html:title")], "Bridge opens\nIt is open.")
    >>> claim.value, claim.evidence
    ('Bridge opens', (Span(start=0, end=12),))
    """
    lines = _Lines(text)
    for fact in facts:
        if fact.field == "headline":
            span = None if fact.span else lines.find(fact.value)
            yield _claim(fact, span.of(text) if span else fact.value, fact.span or span)
        elif fact.field == "language":
            if code := _LANGUAGE.match(fact.value):
                yield _claim(fact, code[1].lower(), fact.span)
        elif fact.field == "byline" and not fact.span and len(names := _names(fact.value)) > 1:
            yield _claim(fact, fact.value, *([whole] if (whole := lines.find(fact.value)) else lines.find_all(names)))
        elif fact.field != "published":
            yield _claim(fact, fact.value, fact.span or lines.find(fact.value))


def _claim(fact: Fact, value: str, *spans: Span | None) -> Claim:
    evidence = tuple(filter(None, spans))
    return Claim(field=fact.field, value=value, basis=Basis.METADATA, rule=fact.rule, evidence=evidence)


def _names(byline: str) -> list[str]:
    """The names of a byline; few at most."""
    return [name for name in _BETWEEN_NAMES.split(byline) if name][:MAX_AUTHORS]


class _Lines:
    """The lines of a text by their folded words, folded only when asked for: most files have no metadata."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _spans(self) -> dict[str, Span]:
        spans: dict[str, Span] = {}
        for line in re.finditer(r"[^\n\r]+", self._text):
            span = Span(*line.span()).within(self._text)
            if span.length:
                spans.setdefault(fold_key(span.of(self._text)), span)
        return spans

    def find(self, words: str) -> Span | None:
        """The first line that prints `words`. Titles are also looked for without the name of the site behind them."""
        parts = _SITE_AFTER_TITLE.split(words)
        candidates = [words, *(words[: words.rindex(parts[-1])].rstrip(" |–—·»:-") for _ in parts[1:2]), parts[0]]
        return next(filter(None, (self._spans.get(fold_key(each)) for each in candidates)), None)

    def find_all(self, names: Sequence[str]) -> list[Span]:
        """Where the names are printed one behind the other, perhaps a line each; nothing if they aren't."""
        found = re.search(rf"\b{_BESIDE_EACH_OTHER.join(f'({re.escape(name)})' for name in names)}\b", self._text)
        return [Span(*found.span(group + 1)) for group in range(len(names))] if found else []


def published_claim(facts: Iterable[Fact]) -> Publication | None:
    """The publication on the first date in the metadata: the day as written, whatever its hour and zone.

    >>> published_claim([Fact("published", "20241203T235000Z", "html:time")]).claim.value
    '2024-12-03'
    """
    for fact in facts:
        if fact.field == "published":
            days = _days(fact.value)
            if days:
                rule = f"published:{fact.rule}"
                value, evidence = edtf(*days), _evidence(fact)
                claim = Claim(field="published", value=value, basis=Basis.METADATA, rule=rule, evidence=evidence)
                return Publication(claim, *days)
    return None


def _days(written: str) -> tuple[date, date] | None:
    """The first and last day that a date in metadata may mean; None if it isn't a date, or may be one of two."""
    compact, month = _COMPACT_DAY.match(written), _MONTH.match(written)
    if month:
        written = f"{date(2000, int(month[2]), 1):%B} {month[1]}"
    found = find_dates("-".join(compact.groups()) if compact else written)
    if len(found) != 1 or found[0].earliest is None or found[0].latest is None:
        return None
    return found[0].earliest, found[0].latest


def prints_earlier_day(printed: Publication, metadata: Publication) -> bool:
    """Whether an HTML page prints, as its date line, a day before the one that its metadata say.

    No page prints the day of its publication before it comes: then the metadata say when it was last changed, or the
    day somewhere else on earth. A dateline says when a reporter wrote.

    >>> stated = published_claim([Fact("published", "2024-12-09", "html:meta date")])
    >>> claim = Claim(field="published", value="2024-12-03", basis=Basis.PRINTED, rule="published:published:iso")
    >>> prints_earlier_day(Publication(claim, date(2024, 12, 3), date(2024, 12, 3)), stated)
    True
    """
    claim = printed.claim
    if claim.warning or not claim.rule.startswith(_DATE_LINE) or not metadata.claim.rule.startswith(_OF_A_PAGE):
        return False
    return bool(printed.latest and metadata.earliest and printed.latest < metadata.earliest)


def beside_metadata(printed: Publication, metadata: Publication) -> Publication:
    """The printed publication, with a warning that names the day that the metadata say."""
    return _warned(printed, f"the metadata say {metadata.claim.value}")


def beside_printed(metadata: Publication, printed: Publication) -> Publication:
    """The metadata's publication, with a warning added if the text prints another day.

    >>> stated = published_claim([Fact("published", "2024-12-09", "html:time")])
    >>> claim = Claim(field="published", value="2024-12-03", basis=Basis.PRINTED, rule="published:date-line")
    >>> beside_printed(stated, Publication(claim, date(2024, 12, 3), date(2024, 12, 3))).claim.warning
    'the text prints 2024-12-03'
    """
    if printed.claim.basis is not Basis.PRINTED or printed.earliest is None or printed.latest is None:
        return metadata
    assert metadata.earliest
    assert metadata.latest
    if metadata.earliest <= printed.latest and printed.earliest <= metadata.latest:
        return metadata
    return _warned(metadata, f"the text prints {printed.claim.value}")


def not_after(publication: Publication, captured_at: str | None) -> Publication:
    """The publication, made to fit the day of the capture, which it can't be later than.

    If only a part of the range is later, the range ends with that day; if all of it is, a warning is added.

    >>> month = published_claim([Fact("published", "2024-12", "html:time")])
    >>> not_after(month, "2024-12-04T10:00:00Z").claim.value
    '[2024-12-01..2024-12-04]'
    """
    days = _days(captured_at) if captured_at else None
    earliest, latest = publication.earliest, publication.latest
    if days is None or earliest is None or latest is None or latest <= days[1]:
        return publication
    captured = days[1]
    if earliest > captured:
        return _warned(publication, f"captured before, on {captured}")
    claim = publication.claim
    return Publication(
        claim.model_copy(update={"value": edtf(earliest, captured), "rule": f"{claim.rule}; {_NOT_AFTER}"}),
        earliest,
        captured,
    )


def _warned(publication: Publication, warning: str) -> Publication:
    before = publication.claim.warning
    whole = f"{before}; {warning}" if before else warning
    return publication._replace(claim=publication.claim.model_copy(update={"warning": whole}))


def in_order_of_weight(parsed: Sequence[Claim], metadata: Sequence[Claim]) -> tuple[Claim, ...]:
    """All claims, ordered so that the first claim on each field is the one that counts.

    >>> printed = Claim(field="source", value="rudaw", basis=Basis.MASTHEAD, rule="source:masthead")
    >>> stated = Claim(field="source", value="shafaq-news", basis=Basis.METADATA, rule="source:uri")
    >>> [claim.value for claim in in_order_of_weight([printed], [stated])]
    ['shafaq-news', 'rudaw']
    """
    printed = {claim.field: claim.value for claim in parsed}
    counting = [claim for claim in metadata if _outweighs(claim, printed.get(claim.field))]
    return (*counting, *parsed, *(claim for claim in metadata if claim not in counting))


def _outweighs(claim: Claim, printed: str | None) -> bool:
    """Whether a claim of metadata counts before the value that is printed."""
    if printed is None or claim.field in ("source", "published"):
        return True
    if claim.rule.startswith(_DATABASES):
        return claim.field in ("headline", "byline")
    if claim.field == "byline":  # the text prints each author on a line, and only the first was read
        return len(claim.evidence) > 1 and fold_key(printed) in map(fold_key, _names(claim.value or ""))
    sure = bool(claim.evidence) or claim.rule.startswith(_FIELD_OF_ITS_OWN)
    return claim.field == "headline" and sure and claim.value != printed
