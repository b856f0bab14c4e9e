"""Checks of a capture: its bytes and blocks, the fields of its articles, and all that points at its characters.

Nothing is lost or rewritten; an article's fields are what blocks and claims say; every span is a slice of the capture.
"""

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from functools import lru_cache

from syria_iraq_archive.capture.doubts import warning_of
from syria_iraq_archive.capture.encodings import decode_and_doubt
from syria_iraq_archive.corpus.digests import Row, digest
from syria_iraq_archive.corpus.rows import ARTICLE_PARTS, original_bytes
from syria_iraq_archive.corpus.verify.subject import ArticleRows, Flaw, Subject, overrides, span_of
from syria_iraq_archive.errors import CaptureRejected, InvariantBroken
from syria_iraq_archive.parse.copies import are_copies
from syria_iraq_archive.patterns import later
from syria_iraq_archive.records import QUOTE_KINDS, VOICES, Basis, Fate, Role
from syria_iraq_archive.spans import Span, check_tiling

TEXT = "text"


# Fields whose value is a slice of blocks of a role.
PRINTED_FIELDS = {
    "headline": Role.HEADLINE,
    "kicker": Role.KICKER,
    "standfirst": Role.STANDFIRST,
    "byline": Role.BYLINE,
    "dateline": Role.DATELINE,
}
WHOLE_BLOCKS = ("headline", "kicker", "standfirst")  # a block of these roles leaves no field empty
CLAIMED_COLUMNS = {"source": "source_id", "published": "published", "language": "language"} | {
    name: name for name in PRINTED_FIELDS
}
ALWAYS_CLAIMED = ("source", "published")
MENTION_ROLES = (Role.HEADLINE, Role.KICKER, Role.STANDFIRST, Role.CROSSHEAD, Role.PARAGRAPH, Role.CAPTION)


def bytes_back(subject: Subject) -> Iterator[Flaw]:
    """The text encoded back, or the bytes kept beside it, are the file: its SHA-256 and its size."""
    row = subject.row
    if (row["content"] is None) != (row["format"] == TEXT):
        yield Flaw(subject.place(), f"is of the format {row['format']}; plain text alone is kept as text alone")
    try:
        data = original_bytes(row)
    except (ValueError, LookupError) as error:
        yield Flaw(subject.place(), f"its bytes can't be had back: {error}")
        return
    found = hashlib.sha256(data).hexdigest()
    if found != row["sha256"]:
        yield Flaw(subject.place(), f"what is kept gives SHA-256 {found}, recorded is {row['sha256']}")
    if len(data) != row["size"]:
        yield Flaw(subject.place(), f"what is kept gives {len(data)} bytes, recorded are {row['size']}")


def warnings(subject: Subject) -> Iterator[Flaw]:
    """A capture has a warning if its text or its encoding is doubtful, as reading it again shows, and only then."""
    row = subject.row
    if row["format"] == TEXT:
        try:
            of_encoding = decode_and_doubt(original_bytes(row)).warning
        except (CaptureRejected, ValueError, LookupError) as error:
            yield Flaw(subject.place(), f"its bytes can't be read as text: {error}")
            return
        expected = warning_of(row["text"], row["encoding"], of_encoding)
        agrees = row["warning"] == expected
    else:  # what is doubtful of its encoding takes its libraries: `derivation`
        expected = warning_of(row["text"], row["encoding"], plain=False)
        agrees = expected is None or (row["warning"] or "").endswith(expected)
    if not agrees:
        held = f"its warning is {row['warning']!r}" if row["warning"] else "has no warning"
        yield Flaw(subject.place(), f"{held}, but its text {expected or 'gives cause for none'}")


def tiling(subject: Subject) -> Iterator[Flaw]:
    """The blocks are ordered, disjoint, trimmed, and hold every character but white space."""
    try:
        check_tiling(subject.text, (span_of(block) for block in subject.blocks))
    except InvariantBroken as error:
        yield Flaw(subject.place(), error.message)
    if [block["seq"] for block in subject.blocks] != list(range(len(subject.blocks))):
        yield Flaw(subject.place(), "its blocks aren't numbered from 0 without gaps")


def roles(subject: Subject) -> Iterator[Flaw]:
    """Every block has a known role, a rule, and an article of this capture; chrome alone has none."""
    own = {item.row["id"] for item in subject.articles}
    known = set(Role)
    for block in subject.blocks:
        if block["role"] not in known:
            yield Flaw(subject.place(block), f"has the unknown role {block['role']!r}")
        if not block["rule"]:
            yield Flaw(subject.place(block), "doesn't name the rule that made it")
        if (block["article_id"] is None) != (block["role"] == Role.CHROME):
            yield Flaw(subject.place(block), "chrome belongs to no article, every other block to one")
        if block["article_id"] is not None and block["article_id"] not in own:
            yield Flaw(subject.place(block), "belongs to an article of another capture")


def repeats(subject: Subject) -> Iterator[Flaw]:
    """A repeat points to an earlier headline or caption of its article, and has its words; nothing else points."""
    for block in subject.blocks:
        if (block["role"] == Role.REPEAT) != (block["repeats"] is not None):
            yield Flaw(subject.place(block), "repeats, and only repeats, point to what they copy")
        elif block["repeats"] is not None:
            yield from _points_rightly(subject, block["seq"], block["repeats"])


def _points_rightly(subject: Subject, copy: int, first: int) -> Iterator[Flaw]:
    by_seq = {block["seq"]: block for block in subject.blocks}
    block, original = by_seq[copy], by_seq.get(first)
    if original is None or first >= copy:
        yield Flaw(subject.place(block), f"points to block {first}, which doesn't stand before it")
    elif original["role"] not in (Role.HEADLINE, Role.CAPTION):
        yield Flaw(subject.place(block), f"points to a {original['role']}, not to a headline or caption")
    elif original["article_id"] != block["article_id"]:
        yield Flaw(subject.place(block), "points into another article")
    elif not are_copies(subject.slice(original), subject.slice(block)):
        yield Flaw(subject.place(block), f"isn't a copy of {subject.slice(original)[:60]!r}")


def corrections(subject: Subject) -> Iterator[Flaw]:
    """Every correction of the capture counts: its article is there, and the text that it quotes."""
    for row in subject.corrections:
        if row["start_char"] is not None and not (subject.fits(row) and subject.slice(row) in row["quote"]):
            yield Flaw(subject.place(row), f"isn't the text that the correction quotes: {row['quote'][:60]!r}")
        if row["status"] == Fate.STALE:
            what = f"the correction of the {row['field']} by {row['curator']}, {row['day']}, is stale"
            yield Flaw(subject.place(), f"{what}: {row['problem']}")


def keys(subject: Subject) -> Iterator[Flaw]:
    """Articles are numbered from 1 in the order of the capture, and their keys say so."""
    for number, item in enumerate(subject.articles, start=1):
        expected = f"{subject.row['sha256'][:16]}-{item.row['seq']}"
        if item.row["seq"] != number:
            yield Flaw(_place(subject, item), f"is numbered {item.row['seq']}, but is the capture's article {number}")
        if item.row["key"] != expected:
            yield Flaw(_place(subject, item), f"its key should be {expected}")
    beginnings = [item.blocks[0]["start_char"] for item in subject.articles if item.blocks]
    if beginnings != sorted(beginnings):
        yield Flaw(subject.place(), "its articles aren't numbered in the order of the text")


def fields(subject: Subject) -> Iterator[Flaw]:
    """Headline, kicker, standfirst, byline and dateline are slices of blocks, or as a curator or metadata says."""
    for item in subject.articles:
        for field, role in PRINTED_FIELDS.items():
            if not item.curated(field) and not item.by_metadata(field):
                yield from _printed(subject, item, field, role)


def _printed(subject: Subject, item: ArticleRows, field: str, role: Role) -> Iterator[Flaw]:
    printed = [subject.slice(block) for block in item.of_role(role)]
    value = item.row[field]
    if value is None:
        if printed and field in WHOLE_BLOCKS:
            yield Flaw(_place(subject, item), f"its {field} is NULL, though a block has that role")
    elif not all(any(part in text for text in printed) for part in value.split("\n\n")):
        yield Flaw(_place(subject, item), f"its {field} isn't a slice of a {role} block: {value[:60]!r}")


def bodies(subject: Subject) -> Iterator[Flaw]:
    """The body is the paragraphs and crossheads, joined by blank lines; `words` counts those of the paragraphs."""
    for item in subject.articles:
        body = "\n\n".join(subject.slice(block) for block in item.of_role(Role.PARAGRAPH, Role.CROSSHEAD))
        if item.row["body"] != body:
            yield Flaw(_place(subject, item), "its body isn't its paragraphs and crossheads")
        words = sum(len(subject.slice(block).split()) for block in item.of_role(Role.PARAGRAPH))
        if item.row["words"] != words:
            yield Flaw(_place(subject, item), f"its paragraphs have {words} words, recorded are {item.row['words']}")


def images(subject: Subject) -> Iterator[Flaw]:
    """Every caption is one image; caption and credit are printed; it occurs once and once for each copy."""
    for item in subject.articles:
        pictured = {block["seq"]: block for block in item.of_role(Role.CAPTION, Role.CREDIT)}
        captions = {seq for seq, block in pictured.items() if block["role"] == Role.CAPTION}
        for seq in sorted(captions - {image["block_seq"] for image in item.images}):
            yield Flaw(subject.place(pictured[seq]), "is the caption of no image")
        for image in item.images:
            if image["block_seq"] in pictured:
                yield from _image(subject, item, image, pictured[image["block_seq"]])
            else:
                yield Flaw(_place(subject, item), f"block {image['block_seq']} is no image's caption or credit")


def _image(subject: Subject, item: ArticleRows, image: sqlite3.Row, block: sqlite3.Row) -> Iterator[Flaw]:
    where, caption, credit = subject.place(block), image["caption"], image["credit"]
    credits = [subject.slice(other) for other in item.of_role(Role.CREDIT)]
    if caption is None and block["role"] == Role.CAPTION:
        yield Flaw(where, "is a caption, but none is recorded")
    if caption is not None and caption not in subject.slice(block):
        yield Flaw(where, f"isn't the caption recorded: {caption[:60]!r}")
    if credit is not None and not any(credit in text for text in credits):
        yield Flaw(where, f"the credit {credit[:60]!r} isn't printed")
    copies = sum(other["repeats"] == image["block_seq"] for other in item.blocks)
    if image["occurrences"] != 1 + copies:
        yield Flaw(where, f"occurs {1 + copies} times, recorded are {image['occurrences']}")


def claims(subject: Subject) -> Iterator[Flaw]:
    """Claims have a known basis and a rule, no value if unknown; source and date are claimed; the best counts."""
    for item in subject.articles:
        for claim in item.claims:
            yield from _claim(subject, item, claim["field"], claim["value"], claim["basis"], claim["rule"])
        claimed = {claim["field"] for claim in item.claims}
        for field in ALWAYS_CLAIMED:
            if field not in claimed:
                yield Flaw(_place(subject, item), f"nothing is claimed of its {field}")
        for field in sorted(claimed & set(CLAIMED_COLUMNS)):
            yield from _counts(subject, item, field)


def _claim(subject: Subject, item: ArticleRows, field: str, value: str | None, basis: str, rule: str) -> Iterator[Flaw]:
    if basis not in set(Basis):
        yield Flaw(_place(subject, item), f"the claim of its {field} has the unknown basis {basis!r}")
    if not rule:
        yield Flaw(_place(subject, item), f"the claim of its {field} doesn't name its rule")
    if basis == Basis.UNKNOWN and value is not None:
        yield Flaw(_place(subject, item), f"the claim of its {field} gives {value[:60]!r} with basis unknown")


def _counts(subject: Subject, item: ArticleRows, field: str) -> Iterator[Flaw]:
    """The column holds what a curator claims; failing that, what one of the parser's claims says."""
    claims = [claim for claim in item.claims if claim["field"] == field]
    curated = [claim for claim in claims if overrides(claim)]
    parsed = [claim for claim in claims if claim["basis"] != Basis.CURATED]
    value = item.row[CLAIMED_COLUMNS[field]]
    if value not in {claim["value"] for claim in curated or parsed}:
        yield Flaw(_place(subject, item), f"its {field} {value!r} isn't what is claimed")


def _place(subject: Subject, item: ArticleRows) -> str:
    return f"{subject.place()}, article {item.row['seq']}"


def claim_spans(subject: Subject) -> Iterator[Flaw]:
    """The evidence of a claim lies in the capture; what the parser claims of source and date has some."""
    for item in subject.articles:
        for claim in item.claims:
            if (claim["start_char"] is None) != (claim["end_char"] is None):
                yield Flaw(subject.place(), f"the evidence for {claim['field']} has one end only")
            elif claim["start_char"] is not None and not subject.fits(claim):
                yield Flaw(subject.place(claim), f"the evidence for {claim['field']} lies outside the text")
            elif claim["start_char"] is None and _needs_evidence(claim):
                yield Flaw(subject.place(), f"nothing is shown for the {claim['field']} {claim['value']!r}")


def _needs_evidence(claim: sqlite3.Row) -> bool:
    """Whether a claim rests on printed text; a curator's reasons and a format's metadata needn't."""
    printed = claim["basis"] not in (Basis.CURATED, Basis.METADATA)
    return printed and claim["value"] is not None and claim["field"] in ("source", "published")


def mentions(subject: Subject) -> Iterator[Flaw]:
    """A mention is the name as printed, in a block of its article where names are looked for."""
    for item in subject.articles:
        places = [span_of(block) for block in item.of_role(*MENTION_ROLES)]
        for mention in item.mentions:
            if subject.slice(mention) != mention["surface"] or not subject.fits(mention):
                yield Flaw(subject.place(mention), f"isn't the name recorded: {mention['surface']!r}")
            elif not _inside(mention, places):
                yield Flaw(subject.place(mention), f"{mention['surface']!r} stands where no names are looked for")


def quotes(subject: Subject) -> Iterator[Flaw]:
    """A quote's words stand in its span, within its article; its kind is known."""
    for item in subject.articles:
        for quote in item.quotes:
            if not subject.fits(quote) or quote["text"] not in subject.slice(quote):
                yield Flaw(subject.place(quote), f"isn't the quote recorded: {quote['text'][:60]!r}")
            elif not any(span_of(block).overlaps(span_of(quote)) for block in item.blocks):
                yield Flaw(subject.place(quote), "the quote stands outside its article")
            if quote["kind"] not in QUOTE_KINDS:
                yield Flaw(subject.place(quote), f"is of the unknown kind {quote['kind']!r}")


def dates(subject: Subject) -> Iterator[Flaw]:
    """A date is the expression as printed, and its days are in order."""
    for item in subject.articles:
        for row in item.dates:
            if not subject.fits(row) or subject.slice(row) != row["surface"]:
                yield Flaw(subject.place(row), f"isn't the expression recorded: {row['surface']!r}")
            yield from _in_order(subject.place(row), row["earliest"], row["latest"])


def authors(subject: Subject) -> Iterator[Flaw]:
    """An author's name stands in the byline."""
    for item in subject.articles:
        for author in item.authors:
            if author["name"] not in (item.row["byline"] or ""):
                yield Flaw(_place(subject, item), f"its byline doesn't name {author['name'][:60]!r}")


def sentences(subject: Subject) -> Iterator[Flaw]:
    """Sentences lie one behind the other, each within a block of the article that holds sentences."""
    for item in subject.articles:
        places = [span_of(block) for block in item.of_role(*MENTION_ROLES)]
        reached = 0
        for sentence in item.sentences:
            if not subject.fits(sentence) or not _inside(sentence, places) or sentence["start_char"] < reached:
                yield Flaw(subject.place(sentence), "is no sentence of one of the article's blocks")
            reached = sentence["end_char"]


def place_mentions(subject: Subject) -> Iterator[Flaw]:
    """A place is named as printed, where names are looked for: one place, or several that fit, and how precisely."""
    for item in subject.articles:
        places = [span_of(block) for block in item.of_role(*MENTION_ROLES, Role.DATELINE.value)]
        for row in item.place_mentions:
            where = subject.place(row)
            if not subject.fits(row) or subject.slice(row) != row["surface"]:
                yield Flaw(where, f"isn't the name recorded: {row['surface']!r}")
            elif not _inside(row, places):
                yield Flaw(where, f"{row['surface']!r} stands where no names are looked for")
            if (row["place_id"] is None) != (row["candidates"] is not None):
                yield Flaw(where, "has a place and candidates, or neither")
            if row["precision"] not in PRECISIONS or (row["place_id"] is None and row["precision"] != PRECISIONS[-1]):
                yield Flaw(where, f"has the precision {row['precision']}")


PRECISIONS = (1, 2, 3)


def designations(subject: Subject) -> Iterator[Flaw]:
    """A designation is the words as printed, in a block where names are looked for; its voice is known."""
    for item in subject.articles:
        places = [span_of(block) for block in item.of_role(*MENTION_ROLES)]
        for row in item.designations:
            if not subject.fits(row) or subject.slice(row) != row["surface"]:
                yield Flaw(subject.place(row), f"isn't the designation recorded: {row['surface']!r}")
            elif not _inside(row, places):
                yield Flaw(subject.place(row), f"{row['surface']!r} stands where no designations are looked for")
            if row["voice"] not in VOICES:
                yield Flaw(subject.place(row), f"is in the unknown voice {row['voice']!r}")


def publication(subject: Subject) -> Iterator[Flaw]:
    """`published` is EDTF, the two days are its bounds, and all three are NULL exactly where the basis is unknown."""
    for item in subject.articles:
        yield from _publication(f"{subject.place()}, article {item.row['seq']}", item)


def _publication(where: str, item: ArticleRows) -> Iterator[Flaw]:
    row = item.row
    published, earliest, latest = row["published"], row["published_earliest"], row["published_latest"]
    given = [value for value in (published, earliest, latest) if value is not None]
    if row["published_basis"] not in set(Basis):
        yield Flaw(where, f"its date has the unknown basis {row['published_basis']!r}")
    if len(given) not in (0, 3):
        yield Flaw(where, "of published, published_earliest and published_latest some are NULL and some aren't")
    elif given and row["published_basis"] == Basis.UNKNOWN:
        yield Flaw(where, f"is dated {published!r} with basis unknown")
    elif not given and row["published_basis"] not in (Basis.UNKNOWN, Basis.CURATED):
        yield Flaw(where, f"has no date, but the basis {row['published_basis']}")
    elif given:
        yield from _in_order(where, earliest, latest)
        bounds = edtf_bounds(published)
        if bounds is None:
            yield Flaw(where, f"its date isn't EDTF: {published!r}")
        elif bounds != (earliest, latest):
            yield Flaw(
                where, f"its date {published} lies between {bounds[0]} and {bounds[1]}, not {earliest} and {latest}"
            )


_DAY = "([0-9]{4}-[0-9]{2}-[0-9]{2})"
_DAYS = later(rf"{_DAY}|\[{_DAY}\.\.{_DAY}\]")  # what the program writes of itself


@lru_cache(maxsize=10_000)  # the grammar takes 5 ms a date, and articles share their days
def edtf_bounds(published: str) -> tuple[str, str] | None:
    """The first and last day an EDTF string may mean, ISO; None if it isn't EDTF of bounded days.

    >>> edtf_bounds("[2024-12-02..2024-12-07]")
    ('2024-12-02', '2024-12-07')
    """
    if days := _DAYS.fullmatch(published):
        with suppress(ValueError):
            return _same(days[1] or days[2]), _same(days[1] or days[3])
    import edtf  # a grammar that takes 0.1 s to build
    from edtf.parser.edtf_exceptions import EDTFParseException

    try:
        parsed = edtf.parse_edtf(published)
        ends = [
            f"{end.tm_year:04}-{end.tm_mon:02}-{end.tm_mday:02}"
            for end in (parsed.lower_strict(), parsed.upper_strict())
        ]
    except (EDTFParseException, AttributeError, TypeError, ValueError):
        return None
    return ends[0], ends[1]


def _same(day: str) -> str:
    """The day itself. Raises `ValueError` if there is none such."""
    return date.fromisoformat(day).isoformat()


def _in_order(where: str, earliest: str | None, latest: str | None) -> Iterator[Flaw]:
    if (earliest is None) != (latest is None):
        yield Flaw(where, "has one of two days only")
    elif earliest is not None and latest is not None and earliest > latest:
        yield Flaw(where, f"its first day {earliest} comes after its last, {latest}")


def digests(subject: Subject) -> Iterator[Flaw]:
    """The digest that is kept, by which `archive fingerprint` needn't read the capture, is what its rows give."""
    if subject.digest is None:
        return
    by_table: dict[str, list[Row]] = {"captures": [tuple(subject.row)[1:]], "articles": []}
    by_table |= {"blocks": list(map(tuple, subject.blocks)), "corrections": list(map(tuple, subject.corrections))}
    for item in subject.articles:
        by_table["articles"].append(tuple(item.row)[1:])
        for name in ARTICLE_PARTS:
            by_table.setdefault(name, []).extend(map(tuple, getattr(item, name)))
    made = digest(by_table, {item.row["id"]: item.row["key"] for item in subject.articles})
    if made != subject.digest:
        yield Flaw(subject.place(), f"its rows give the digest {made[:16]}, kept is {subject.digest[:16]}")


def _inside(row: sqlite3.Row, places: list[Span]) -> bool:
    span = span_of(row)
    return any(place.contains(span) for place in places)
