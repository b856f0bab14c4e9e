"""Names of files in archives: which are passed over, which are refused."""

from syria_iraq_archive.capture.files import storable, unknown_type


def cleaned(name: str) -> str:
    r"""A name with forward slashes, without "./" before it, as a database can hold it.

    >>> cleaned(".\\saved\\page.html")
    'saved/page.html'
    """
    return storable(name.replace("\\", "/").removeprefix("./"))


def is_hidden(name: str) -> bool:
    """Whether a file, or a folder it is in, is hidden, as in a folder; what other systems put beside files, too.

    >>> is_hidden("saved/.git/config"), is_hidden("__MACOSX/page.html"), is_hidden("../page.html")
    (True, True, False)
    """
    parts = name.split("/")
    return parts[0] == "__MACOSX" or any(part.startswith(".") and part not in (".", "..") for part in parts)


def refusal(name: str) -> str | None:
    """Why a name isn't taken; None where it is.

    >>> refusal("../../etc/passwd")
    'has a path that leads out of the archive'
    """
    if not name or name.startswith("/") or ".." in name.split("/") or name[1:2] == ":":
        return "has a path that leads out of the archive"
    return unknown_type(name)
