"""Where the corpus of an archive is, and which project it belongs to."""

from pathlib import Path

from syria_iraq_archive.project import Project, find_folder, read_project

DEFAULT = "data/archive.db"  # in a folder that is no project, as for the command


def project_at(place: Path) -> Project | None:
    """The project that the folder `place`, or the folder of a file, lies in; None if it lies in none.

    Raises `ProjectError` if its ``archive.toml`` can't be read.
    """
    folder = find_folder(place if place.is_dir() else place.absolute().parent)
    return None if folder is None else read_project(folder)


def corpus_at(place: Path) -> Path:
    """The corpus at `place`: the file itself, or that of the project that a folder lies in. It needn't be there yet.

    Raises `ProjectError` if the project's ``archive.toml`` can't be read.

    >>> corpus_at(Path("december.db"))
    PosixPath('december.db')
    """
    if not place.is_dir():
        return place
    project = project_at(place)
    return project.corpus if project else place / DEFAULT
