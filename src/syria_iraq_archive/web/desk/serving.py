"""What every page of the desk has at hand."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, NamedTuple, TypeVar
from urllib.parse import urlencode

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from syria_iraq_archive.curating.workplace import Workplace
from syria_iraq_archive.web.desk.desk import Desk
from syria_iraq_archive.web.desk.door import PREFIX, Session
from syria_iraq_archive.web.desk.forms import Refused, read_form

T = TypeVar("T")


class Visit(NamedTuple):
    """A request of somebody who has come in by the door."""

    datasette: Datasette
    request: Request
    desk: Desk
    session: Session

    async def form(self) -> Mapping[str, str]:
        """The fields of the form that was sent. Raises `Refused` if none was, or it isn't this session's."""
        if self.request.method != "POST":
            raise Refused(405, "This is written to by the desk’s own forms.")
        return await read_form(self.request, self.session)

    async def html(self, template: str, context: Mapping[str, Any] | None = None, status: int = 200) -> Response:
        """A page, whose forms are this session's."""
        known = {"desk": PREFIX, "form_word": self.session.form_word, "curator": self.desk.curator}
        text = await self.datasette.render_template(template, known | dict(context or {}), request=self.request)
        return Response.html(text, status=status)

    async def work(self, do: Callable[[Workplace], T]) -> T:
        """What `do` gives of the workplace; beside the server's own work, one after the other."""

        def alone() -> T:
            with self.desk.at_work:
                return do(self.desk.workplace)

        return await asyncio.to_thread(alone)

    def go(self, path: str, **said: str | None) -> Response:
        """On to a page of the desk, which says what was done."""
        question = urlencode({name: value for name, value in said.items() if value})
        return Response.redirect(f"{PREFIX}{path}{'?' if question else ''}{question}", status=303)


Page = Callable[[Visit], Awaitable[Response]]
