"""Decode, parse and annotate whatever a coverage-guided fuzzer thinks of; every invariant must hold.

    python -m tests.hostile.fuzz [-runs=2000] [-max_total_time=600] [FOLDER]

Options and the folder of inputs to begin with are libFuzzer's. Needs atheris
(`pip install atheris`, Linux). Without, says so and does nothing; `tests/parse/test_invariants.py` makes the same
checks on what hypothesis thinks of.
"""

import sys
from importlib.util import find_spec


def main() -> None:
    """Instrument the program, then fuzz it until it fails or the options say enough."""
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

    pipeline = Pipeline(load_registry(default_folder()))
    pieces = (*SIGNS, *CUES, *LINES, "\n", "\n\n")

    def one_input(data: bytes) -> None:
        """The input is a capture; or, as its first byte says, each byte a piece of what outlets print."""
        news = "".join(pieces[byte % len(pieces)] for byte in data[1:401]).encode("utf-8", "replace")
        capture = news if data[:1] < b"\x80" else data[1:]
        try:
            check(pipeline.run(capture, "fuzz.txt"), capture)
        except CaptureRejected:
            return

    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
