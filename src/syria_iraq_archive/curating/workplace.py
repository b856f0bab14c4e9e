"""Where a curator works: a corpus, the registry that it is parsed with, and the file that corrections are kept in."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

from syria_iraq_archive.corpus.compiling import derive_with_this_program
from syria_iraq_archive.corpus.connection import beside
from syria_iraq_archive.pipeline import Pipeline
from syria_iraq_archive.project import Project, dismissed_beside
from syria_iraq_archive.registry import cache, load
from syria_iraq_archive.registry.load import Registry
from syria_iraq_archive.registry.location import RegistryFiles, default_folder, registry_files, writable_corrections
from syria_iraq_archive.registry.removed import read_removed

_Stamp = tuple[tuple[str, int, int, int], ...]


@dataclass
class Workplace:
    """A corpus with what it takes to correct it. `corrections` is the file that is written to."""

    corpus: Path
    files: RegistryFiles
    corrections: Path
    project: Project | None = None
    _known: tuple[_Stamp, Registry, Pipeline] | None = field(default=None, repr=False)
    _lock: Lock = field(default_factory=Lock, repr=False)

    @classmethod
    def of(cls, corpus: Path, registry: Path | None, project: Project | None) -> "Workplace":
        """That of a registry's folder, if one is named, else of the project.

        Raises `RegistryError` if there is no file that corrections may be written to.
        """
        return cls(corpus, registry_files(registry, project), writable_corrections(registry, project), project)

    def knowledge(self) -> Registry:
        """The registry with the corrections, as their files are now. Raises `RegistryError` if they aren't sound."""
        registry, _ = self._compiled()
        return registry.with_corrections(load.read_corrections(self.corrections, registry))

    def pipeline(self, knowledge: Registry) -> Pipeline:
        """The pipeline of this workplace's registry, with the corrections of `knowledge`."""
        return self._compiled()[1].corrected(knowledge.corrections)

    def removed(self) -> frozenset[str]:
        """The hashes of the captures that were taken out of the project."""
        return frozenset(read_removed(self.project.removed)) if self.project else frozenset()

    @property
    def dismissed(self) -> Path:
        """The file that says which of what deserves a look a curator has dismissed; it may be missing."""
        return dismissed_beside(self.corrections)

    def own_file(self, kind: str) -> Path | None:
        """The file of the registry that was named, if one was, to which an entry of this kind may be added."""
        [folder, *more] = self.files.folders
        return folder / f"{kind}.yaml" if not more and folder != default_folder() else None

    def stamp(self) -> _Stamp:
        """What is another as soon as corpus, registry, corrections or dismissals are others."""
        own = (self.corpus, beside(self.corpus, "-wal"), self.corrections, self.dismissed)
        return (*(stamp for path in own if path.exists() for stamp in [_stamp(path)]), *self._stamps())

    def _compiled(self) -> tuple[Registry, Pipeline]:
        """The registry and its pipeline; made anew only if a file has changed."""
        with self._lock:
            stamp = tuple(self._stamps())
            if self._known is None or self._known[0] != stamp:
                registry = cache.open_files(RegistryFiles(self.files.folders, None), derive_with_this_program)
                self._known = stamp, registry, Pipeline(registry)
            return self._known[1:]

    def _stamps(self) -> Iterator[tuple[str, int, int, int]]:
        for path in sorted(path for folder in self.files.folders for path in folder.rglob("*.yaml")):
            if path not in (self.corrections, self.dismissed) and path.is_file():
                yield _stamp(path)


def _stamp(path: Path) -> tuple[str, int, int, int]:
    status = path.stat()
    return str(path), status.st_mtime_ns, status.st_size, status.st_ino
