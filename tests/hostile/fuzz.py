"""Decode, parse and annotate whatever a coverage-guided fuzzer thinks of; every invariant must hold.

    python -m tests.hostile.fuzz [-runs=2000] [-max_total_time=600] [FOLDER]

Options and the folder of inputs to begin with are libFuzzer's. Needs atheris
(`pip install atheris`, Linux). Without, says so and does nothing; `tests/parse/test_invariants.py` makes the same
checks on what hypothesis thinks of.
"""

import sys
from importlib.util import find_spec

if find_spec("atheris") is None:
    sys.exit("skipped: atheris isn't installed here (run: pip install atheris)")

import atheris

with atheris.instrument_imports(include=["syria_iraq_archive"]):
    from syria_iraq_archive.errors import CaptureRejected
    from syria_iraq_archive.pipeline import Pipeline
    from syria_iraq_archive.registry.load import load_registry
    from syria_iraq_archive.registry.location import default_folder

from tests.hostile.captures import CUES, SIGNS
from tests.parse.test_invariants import LINES, check

PIPELINE = Pipeline(load_registry(default_folder()))
PIECES = (*SIGNS, *CUES, *LINES, "\n", "\n\n")


def bytes_as_they_are(data: bytes) -> None:
    """The input is the capture."""
    try:
        check(PIPELINE.run(data, "fuzz.txt"), data)
    except CaptureRejected:
        return


def pieces_of_news(data: bytes) -> None:
    """Each byte of the input is a piece of what outlets print: what random bytes hardly ever spell."""
    bytes_as_they_are("".join(PIECES[byte % len(PIECES)] for byte in data[:400]).encode("utf-8", "replace"))


def one_input(data: bytes) -> None:
    """Either, as the first byte says."""
    (pieces_of_news if data[:1] < b"\x80" else bytes_as_they_are)(data[1:])


if __name__ == "__main__":
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()
