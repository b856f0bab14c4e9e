"""The form of the curated files under ``data/``: what a curator may write, and nothing else."""

import re
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
PARTIAL_DAY = r"\d{4}(-\d{2}(-\d{2})?)?"


def _slug(value: str) -> str:
    if not SLUG.fullmatch(value):
        raise ValueError(f"{value!r} is not a slug: small Latin letters and digits, joined by single hyphens")
    return value


Slug = Annotated[str, AfterValidator(_slug), Field(json_schema_extra={"pattern": f"^{SLUG.pattern}$"})]
Country = Annotated[str, Field(pattern=r"^[A-Z]{2}$", description="ISO 3166-1 alpha-2")]
Language = Annotated[str, Field(pattern=r"^[a-z]{2,3}$", description="ISO 639-1, or 639-3 where that has none")]
PartialDay = Annotated[
    str, Field(pattern=f"^{PARTIAL_DAY}$", description="YYYY, YYYY-MM or YYYY-MM-DD"), BeforeValidator(str)
]


class Entry(BaseModel):
    """The base of everything in the registry."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Kind(StrEnum):
    """What sort of actor it is."""

    PERSON = "person"
    STATE = "state"
    PUBLIC_BODY = "public-body"
    ARMED_GROUP = "armed-group"
    PARTY = "party"
    ALLIANCE = "alliance"
    MEDIA = "media"
    INTERNATIONAL_ORGANIZATION = "international-organization"


NameText = Annotated[str, Field(min_length=2)]


class Name(Entry):
    """A spelling in use; `since` and `until` (``from`` and ``to`` in the files) where it changed.

    A plain string in the files stands for a name that nothing more is said of.
    """

    text: NameText
    since: PartialDay | None = Field(None, alias="from")
    until: PartialDay | None = Field(None, alias="to")
    source: str | None = None


def _plain_name(value: Any) -> Any:
    return {"text": value} if isinstance(value, str) else value


Names = dict[
    Language, tuple[Annotated[Name, BeforeValidator(_plain_name, json_schema_input_type=NameText | Name)], ...]
]
Words = dict[Language, tuple[str, ...]]


class Office(Entry):
    """An office a person held: printed as `titles`, of an actor; dates only with the `source` that gives them."""

    titles: tuple[str, ...] = Field(min_length=1, description='as printed before a name: "Prime Minister", "Premier"')
    of: Slug = Field(description="the state, body or group whose office it is")
    single: bool = Field(True, description="whether it has one holder at a time")
    since: PartialDay | None = Field(None, alias="from")
    until: PartialDay | None = Field(None, alias="to")
    source: str | None = Field(None, description="address of the public document that gives the dates")


class Actor(Entry):
    """A person, group, state, body, alliance or outlet."""

    id: Slug
    name: str
    kind: Kind
    part_of: Slug | None = None
    country: Country | None = None
    names: Names = Field(default_factory=dict, description="further spellings, by language; `name` counts as English")
    demonyms: Words = Field(default_factory=dict, description='of a state: "Syrian", "Syrians"; they mention the state')
    capitals: Words = Field(
        default_factory=dict, description='of a state: "Damascus"; mentions it where it acts ("Damascus says")'
    )
    bodies: Words = Field(
        default_factory=dict,
        description='named only with its country: "Ministry of Defense" → "Iraqi Ministry of Defense"',
    )
    surnames: tuple[str, ...] | None = Field(
        None, description="how a person is named after the first time; default: the last word of each name"
    )
    contextual: tuple[str, ...] = Field(
        (), description="names that are common words too: they count only where a full name stands in the same article"
    )
    offices: tuple[Office, ...] = ()
    wikidata: Annotated[str, Field(pattern=r"^Q\d+$")] | None = None
    source: str | None = Field(None, description="address of the public document the entry was checked against")
    note: str | None = None


class Marks(Entry):
    """How an outlet shows itself in a raw capture."""

    masthead: tuple[str, ...] = Field((), description="whole lines that name it")
    byline: tuple[str, ...] = Field((), description='as in "News Desk - The Cradle"')
    prefix: tuple[str, ...] = Field((), description='opens a first paragraph: "Shafaq News/"')
    dateline: tuple[str, ...] = Field((), description='in brackets in a dateline: "Reuters"')
    credit: tuple[str, ...] = Field((), description="as photo agency: in credits")
    self_reference: bool = Field(False, description='its copy says "told X" of itself')
    layout: Slug | None = Field(None, description="the declared layout that alone shows this outlet")


class Source(Entry):
    """An outlet that publishes articles. Every source is an actor of kind ``media``, too."""

    id: Slug
    name: str
    country: Country | None = None
    language: Language
    url: str | None = None
    names: Names = Field(default_factory=dict)
    contextual: tuple[str, ...] = ()
    part_of: Slug | None = None
    marks: Marks = Field(default_factory=Marks)


CorrectedField = Literal[
    "headline", "kicker", "standfirst", "byline", "dateline", "source", "published", "language"
]  # fmt: skip


class Correction(Entry):
    """A curator's override of one parsed field, resting on quoted text."""

    capture: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    article: int = Field(1, ge=1)
    field: CorrectedField
    value: Annotated[str, Field(min_length=1)] | None
    quote: str = Field(min_length=1, description="text of the capture the correction rests on")
    reason: str = Field(min_length=1)
    by: str
    on: PartialDay
