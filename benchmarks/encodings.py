"""What becomes of text in every encoding: decoded rightly, flagged, rejected, or taken wrongly for right.

    python -m benchmarks.encodings              invented text of `tests/capture/written.py`
    python -m benchmarks.encodings --wrong      and each text that was taken wrongly, or flagged though it was right

For each language and encoding: how many texts were read rightly, rightly but with a warning, wrongly with a warning,
rejected, and wrongly without a warning, which must be none. Pages are counted under what their `<meta>` declares.
"""

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator

from syria_iraq_archive.capture.reading import read
from syria_iraq_archive.errors import ArchiveError
from tests.capture.written import SAVED_IN, Written, garbled, saved

OUTCOMES = ("right", "right, flagged", "flagged", "rejected", "WRONG")
DECLARED = ("utf-8", "windows-1256", "iso-8859-1", "windows-1251")


def outcome(data: bytes, meant: str) -> str:
    """What becomes of bytes that were written as `meant`."""
    try:
        capture = read(data, "x").capture
    except ArchiveError:
        return "rejected"
    right = capture.text.strip() == meant.strip()
    if capture.warning:
        return "right, flagged" if right else "flagged"
    return "right" if right else "WRONG"


def page(written: Written, declared: str) -> bytes:
    """A page of one paragraph with the text, whose head declares an encoding."""
    head = f'<!DOCTYPE html><html><head><meta charset="{declared}"></head><body><p>'
    return head.encode() + written.data.replace(b"\n", b" ") + b"</p></body></html>"


def tried(language: str) -> Iterator[tuple[str, Written, str]]:
    """The kind of each text, how it was written, and what became of it."""
    for each in saved(language):
        yield each.encoding, each, outcome(each.data, each.text)
        if not each.encoding.startswith(("utf-16", "iso2022", "hz", "cp500")):
            line = each._replace(text=" ".join(each.text.replace("\xa0", "\0").split()).replace("\0", "\xa0"))
            for declared in DECLARED:
                yield f"declared {declared}", line, outcome(page(each, declared), line.text)
    for each in garbled(language):
        yield f"misread as {each.encoding}", each, outcome(each.data, "")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--wrong", action="store_true", help="list what is wrong, and right texts with a warning")
    asked = parser.parse_args()
    counts: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    listed = []
    for language in SAVED_IN:
        for kind, written, what in tried(language):
            counts[language, kind][what] += 1
            if what == "WRONG" or (what == "right, flagged" and not kind.startswith("declared")):
                listed.append(f"{what}: {language} {kind} ({written.encoding}): {written.text[:60]!r}")
    print(f"{'':6}{'':24}" + "".join(f"{name:>16}" for name in OUTCOMES))
    for (language, kind), counted in counts.items():
        print(f"{language:6}{kind:24}" + "".join(f"{counted[name] or '':>16}" for name in OUTCOMES))
    total = sum(counts.values(), Counter())
    print(f"{'all':30}" + "".join(f"{total[name]:>16}" for name in OUTCOMES))
    if asked.wrong:
        print(*listed, sep="\n")


if __name__ == "__main__":
    main()
