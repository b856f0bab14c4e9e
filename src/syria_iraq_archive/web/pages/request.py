"""What a page's address asks for: values of a form that anybody may have typed."""

import re
from collections.abc import Collection

from datasette.utils.asgi import Request

_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def choice(request: Request, name: str, among: Collection[str]) -> str | None:
    """The value given, if it is one of these."""
    value = request.args.get(name)
    return value if value in among else None


def words(request: Request, name: str) -> str | None:
    """The value given, without outer white space; None where there is nothing."""
    return (request.args.get(name) or "").strip() or None


def number(request: Request, name: str, default: int, among: Collection[int]) -> int:
    """The number given, if it is one of these."""
    value = request.args.get(name) or ""
    return int(value) if value.isascii() and value.isdecimal() and int(value[:9]) in among else default


def day(request: Request, name: str) -> str | None:
    """The day, month or year given, if it looks like one."""
    value = words(request, name)
    return value if value and _DAY.fullmatch(value) else None
