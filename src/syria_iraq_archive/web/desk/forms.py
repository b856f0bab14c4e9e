"""What a form of the desk says: read within bounds, and only if the desk's own page sent it."""

from collections.abc import Mapping
from urllib.parse import parse_qsl

from datasette.utils.asgi import Request

from syria_iraq_archive.web.desk.door import Session
from syria_iraq_archive.web.security import LARGEST_FORM

WORD = "form_word"
"""The field that holds the session's word."""
_MOST_FIELDS = 60


class Refused(Exception):
    """A form that isn't taken. The message says why."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status
        self.sentence = sentence


async def read_form(request: Request, session: Session) -> Mapping[str, str]:
    """The fields of a form that was sent to us, the first of each name. Line ends are single ones.

    Raises `Refused` if it is too large, isn't text, or wasn't made for this session.
    """
    body = await _body(request)
    try:
        pairs = parse_qsl(body.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS)
    except ValueError as error:
        raise Refused(400, "That form can’t be read.") from error
    fields: dict[str, str] = {}
    for name, value in pairs:
        fields.setdefault(name, value.replace("\r\n", "\n"))
    if not session.knows(fields.pop(WORD, "")):
        raise Refused(403, "This form isn’t of your session at the desk. Open the page again.")
    return fields


async def _body(request: Request) -> bytes:
    """All that is sent, whatever its header says of its length. Raises `Refused` if that is too much."""
    body = b""
    more = True
    while more:
        message = await request.receive()
        if message["type"] != "http.request":
            raise Refused(400, "The form broke off.")
        body += message.get("body", b"")
        more = message.get("more_body", False)
        if len(body) > LARGEST_FORM:
            raise Refused(413, "That is larger than any form of the desk.")
    return body
