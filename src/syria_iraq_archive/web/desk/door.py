"""Who may come to the desk: whoever has the address that the terminal printed, once, and from then on a cookie.

Other sites can't send the cookie (it is ``SameSite=Strict``), scripts can't read it, and a form counts only with the
words that the session's own pages hold. The address is of no use to whoever finds it in a history: it is used up.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass, field

PREFIX = "/-/archive/desk"
"""Where all pages of the desk are."""
ENTRANCE = f"{PREFIX}/enter"


@dataclass(frozen=True, slots=True)
class Session:
    """One browser that came in by the token. `form_word` stands in each form that it is given."""

    id: str = field(default_factory=secrets.token_urlsafe)
    form_word: str = field(default_factory=secrets.token_urlsafe)

    def knows(self, word: str) -> bool:
        """Whether a form was made for this session."""
        return hmac.compare_digest(self.form_word.encode(), word.encode())


class Door:
    """A token that lets one browser in, once, and that browser's session.

    >>> door = Door("secret")
    >>> door.enter("guessed") is None
    True
    >>> session = door.enter("secret")
    >>> door.enter("secret") is None, door.session_of(f"other=1; {door.cookie}={session.id}") is session
    (True, True)
    """

    def __init__(self, token: str | None = None) -> None:
        self.token = token or secrets.token_urlsafe(32)
        self.cookie = f"archive_desk_{hashlib.sha256(self.token.encode()).hexdigest()[:8]}"
        """Its name: cookies don't tell ports apart, and another desk may be open on this machine."""
        self._used = False
        self._session: Session | None = None

    def enter(self, token: str) -> Session | None:
        """A new session for whoever has the token; None if it is another, or used up."""
        if self._used or not hmac.compare_digest(self.token.encode(), token.encode()):
            return None
        self._used = True
        self._session = Session()
        return self._session

    def session_of(self, cookies: str) -> Session | None:
        """The session that the value of a ``Cookie`` header names; None if it names none."""
        for pair in cookies.split(";"):
            name, _, value = pair.strip().partition("=")
            known = self._session
            if known and name == self.cookie and hmac.compare_digest(known.id.encode(), value.encode()):
                return known
        return None

    def leave(self) -> None:
        """End the session. A new one needs a new start of the program."""
        self._session = None

    def set_cookie(self, session: Session) -> str:
        """The value of the ``Set-Cookie`` header that begins a session."""
        return f"{self.cookie}={session.id}; Path=/; HttpOnly; SameSite=Strict"

    def forget_cookie(self) -> str:
        """The value of the ``Set-Cookie`` header that ends one."""
        return f"{self.cookie}=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0"
