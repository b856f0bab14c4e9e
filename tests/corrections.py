"""An invented capture, and corrections of it in few words."""

import hashlib
from typing import Any

from syria_iraq_archive.registry.models import CORRECTION, Correction

HEADLINE = "Council Opens Bridge in Hit"
SECOND = "Farmers Wait for Rain in Raqqa"
CAPTION = "Workers on the bridge in Hit, May 3, 2016."
TEXT = f"""{HEADLINE}

{CAPTION} (AFP)

{HEADLINE}

Tuesday, May 3, 2016

The council of Hit opened a bridge on Tuesday, officials said, and hundreds of people came to see it.

The river

Iraqi officials said that the river had risen and that more boats were needed on both of its banks.

Turkey and the council signed a paper, and Turkey will pay for the road from the bridge to the town.

{SECOND}

The farmers of Raqqa have waited for rain since March and say that the wheat will not grow without it.

“We will wait,” one of them said, and others said that they would leave the fields for the city.
"""
DATA = TEXT.encode()
SHA256 = hashlib.sha256(DATA).hexdigest()


def correction(field: str, value: str | None, quote: str, **more: Any) -> Correction:
    """A correction of the capture; `more` are an article, an occurrence, or another reason, curator, day."""
    told = {"reason": "so it is", "by": "N.", "on": "2026-01-01"}
    entry = {"capture": SHA256, "field": field, "value": value, "quote": quote} | told | more
    return CORRECTION.validate_python(entry)
