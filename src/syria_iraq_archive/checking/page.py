"""The findings as one page for a browser: the draft, its quotations marked, and beside each what became of it.

The page stands alone: it loads nothing, and runs nothing.
"""

from collections.abc import Iterator
from html import escape

from syria_iraq_archive.checking.drafts import Draft
from syria_iraq_archive.checking.findings import Findings, QuotationFinding, Status, Unsupported
from syria_iraq_archive.phrases import how_many

_STYLE = """
:root { color-scheme: light dark; --good: #1b6e3c; --bad: #a3261d; --line: #8884; }
@media (prefers-color-scheme: dark) { :root { --good: #7fd6a0; --bad: #ff9c92; } }
body { font: 1rem/1.55 Georgia, "Noto Naskh Arabic", serif; margin: 2rem auto; max-width: 72rem; padding: 0 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2rem; }
.draft { white-space: pre-wrap; border: 1px solid var(--line); padding: 1rem; overflow-wrap: anywhere; }
mark { background: none; color: inherit; border-bottom: 2px solid var(--good); }
mark.wrong { border-bottom: 2px dashed var(--bad); }
mark a { font: .75rem system-ui, sans-serif; vertical-align: super; }
article { border-top: 1px solid var(--line); padding: .6rem 0; }
blockquote { margin: .3rem 0 .3rem 1rem; overflow-wrap: anywhere; }
.status { font: 600 .85rem system-ui, sans-serif; color: var(--bad); } .status.found { color: var(--good); }
.place { font: .85rem system-ui, sans-serif; overflow-wrap: anywhere; }
"""


def page_of(draft: Draft, findings: Findings) -> str:
    """A whole HTML page. What the draft and the captures say is text on it, never markup."""
    right = sum(one.status is Status.FOUND for one in findings.quotations)
    total = len(findings.quotations)
    parts = [
        "<!doctype html>\n<html lang=en><head><meta charset=utf-8>",
        "<meta name=viewport content='width=device-width, initial-scale=1'>",
        "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'; style-src 'unsafe-inline'\">",
        f"<title>Check of {escape(findings.draft)}</title><style>{_STYLE}</style></head><body><main>",
        f"<h1>Check of {escape(findings.draft)}</h1>",
        f"<p>{how_many(total, 'quotation')}, {right} found as the draft has them; {len(findings.unsupported)} figures, "
        "days, names or keys that no cited article bears out.</p>",
        f"<h2>The draft</h2><div class=draft dir=auto>{''.join(_marked(draft, findings))}</div>",
        "<h2>The quotations</h2>",
        *(part for number, one in enumerate(findings.quotations, 1) for part in _quotation(number, one)),
        "<h2>Beside what is cited</h2>" if findings.unsupported else "",
        *(_beside(number, one) for number, one in enumerate(findings.unsupported, 1)),
        "</main></body></html>\n",
    ]
    return "\n".join(filter(None, parts))


def _marked(draft: Draft, findings: Findings) -> Iterator[str]:
    marks: list[tuple[int, int, str, bool]] = [
        (one.start_char, one.end_char, f"q{number}", one.status is not Status.FOUND)
        for number, one in enumerate(findings.quotations, 1)
    ]
    marks += [
        (each.start_char, each.end_char, f"u{number}", True) for number, each in enumerate(findings.unsupported, 1)
    ]
    at = 0
    for start, end, name, wrong in sorted(marks):
        if start < at:
            continue
        yield escape(draft.text[at:start])
        kind = " class=wrong" if wrong else ""
        yield f"<mark{kind}>{escape(draft.text[start:end])}<a href='#{name}'>{name[1:]}</a></mark>"
        at = end
    yield escape(draft.text[at:])


def _quotation(number: int, one: QuotationFinding) -> Iterator[str]:
    kind = " found" if one.status is Status.FOUND else ""
    yield f"<article id=q{number}><p><span class='status{kind}'>{number}. {escape(one.status)}</span>, line {one.line}"
    yield f"<blockquote dir=auto>{escape(one.text)}</blockquote>"
    for problem in one.problems:
        yield f"<p><b>{escape(problem.kind)}:</b> <bdi>{escape(problem.says)}</bdi></p>"
    for edited in one.edited:
        yield f"<p>edited: <bdi>{escape(edited)}</bdi></p>"
    for place in one.places:
        who = ", ".join(filter(None, (place.speaker, place.source, place.published)))
        yield (
            f"<p class=place>{escape(place.key)}, characters {place.start_char} to {place.end_char}, capture "
            f"{place.sha256} {f'({escape(who)})' if who else ''}</p>"
        )
        if one.problems:
            yield f"<blockquote dir=auto>{escape(place.text)}</blockquote>"
    yield "</article>"


def _beside(number: int, one: Unsupported) -> str:
    return (
        f"<article id=u{number}><p><span class=status>{escape(one.kind)}</span>, line {one.line}: "
        f"<bdi>{escape(one.text)}</bdi>: {escape(one.says)} ({escape(', '.join(one.cited))})</p></article>"
    )
