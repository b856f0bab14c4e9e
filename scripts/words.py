"""One word for one thing: a lint of the package's names and of its English.

    python scripts/words.py            names every fault with its file and line; exits with 1 if there is one

It finds two public classes of one name, classes that take a word of the design for something else, and words that a
colleague wouldn't say aloud.
"""

import ast
import io
import re
import sys
import tokenize
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

PACKAGE = Path(__file__).parents[1] / "src/syria_iraq_archive"

DESIGN_WORDS = {
    "Capture": "records.py",
    "Block": "records.py",
    "Article": "records.py",
    "Image": "records.py",
    "Claim": "records.py",
    "Mention": "records.py",
    "Quote": "records.py",
    "Source": "registry/models.py",
    "Actor": "registry/models.py",
    "Place": "registry/models.py",
    "Correction": "registry/models.py",
    "Registry": "registry/load.py",
    "Story": None,
    "Version": None,
    "Designation": "records.py",
    "Project": "project.py",
    "Corpus": None,
}
"""The words of the design that name one thing each, and the one file that may define a class of that name."""

RATHER = (
    (re.compile(r"\bdear(?:er|est)?\b", re.IGNORECASE), "slow, costly"),
    (re.compile(r"\braises? [^.]{0,60}\bwhere\b", re.IGNORECASE), "if"),
    (re.compile(r"\bNone where\b"), "if"),
    (re.compile(r"\bwhilst\b", re.IGNORECASE), "while"),
    (re.compile(r"\bupon\b", re.IGNORECASE), "on"),
    (re.compile(r"\bhence\b", re.IGNORECASE), "so, therefore"),
    (re.compile(r"\blest\b", re.IGNORECASE), "so that … not"),
)
"""What docstrings and comments don't say, and what a colleague would say instead."""


class Fault(NamedTuple):
    """What is wrong, and where."""

    file: Path
    line: int
    what: str

    def __str__(self) -> str:
        return f"{self.file.relative_to(PACKAGE.parents[1])}:{self.line}: {self.what}"


def name_faults(files: dict[Path, ast.Module]) -> Iterator[Fault]:
    """Public classes that share a name, or take a word of the design."""
    places: defaultdict[str, list[tuple[Path, int]]] = defaultdict(list)
    for file, tree in files.items():
        for node in tree.body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                places[node.name].append((file, node.lineno))
    for name, found in sorted(places.items()):
        for file, line in found:
            others = [str(other.relative_to(PACKAGE)) for other, _ in found if other != file]
            if others:
                yield Fault(file, line, f"another public class is called {name}, too: {', '.join(others)}")
            home = DESIGN_WORDS.get(name, "")
            if home != "" and (home is None or file != PACKAGE / home):
                yield Fault(file, line, f"{name} is a word of the design, for one thing: {home or 'no class yet'}")


def wording_faults(file: Path, tree: ast.Module, source: str) -> Iterator[Fault]:
    """Words in docstrings and comments that `RATHER` says otherwise."""
    for line, text in (*_docstrings(tree), *_comments(source)):
        for pattern, instead in RATHER:
            if match := pattern.search(text):
                yield Fault(file, line, f"“{' '.join(match[0].split())}”: rather say “{instead}”")


def _docstrings(tree: ast.Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            text = ast.get_docstring(node)
            if text:
                yield getattr(node, "lineno", 1), text


def _comments(source: str) -> Iterator[tuple[int, str]]:
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string


def main() -> None:
    """Print the faults."""
    sources = {file: file.read_text(encoding="utf-8") for file in sorted(PACKAGE.rglob("*.py"))}
    trees = {file: ast.parse(source) for file, source in sources.items()}
    faults = [*name_faults(trees)]
    for file, tree in trees.items():
        faults += wording_faults(file, tree, sources[file])
    print(*faults, sep="\n")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
