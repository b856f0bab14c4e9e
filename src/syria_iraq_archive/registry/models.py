"""The form of the curated files under ``data/``: what a curator may write, and nothing else."""

from enum import StrEnum
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, TypeAdapter, model_validator

from syria_iraq_archive.harmless import CONTROLS
from syria_iraq_archive.patterns import later
from syria_iraq_archive.records import Role

SLUG = later(r"[a-z0-9]+(-[a-z0-9]+)*")
PARTIAL_DAY = r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"

# Noncharacters: Unicode gives them to programs for their own ends, and to no text.
_NONCHARACTERS = "\ufdd0-\ufdef" + "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
_NEVER_PRINTED = later(f"[{CONTROLS}{_NONCHARACTERS}]")
_NEVER_NOTED = later(f"(?!\n)[{CONTROLS}{_NONCHARACTERS}]")


def _slug(value: str) -> str:
    if not SLUG.fullmatch(value):
        raise ValueError(f"{value!r} is not a slug: small Latin letters and digits, joined by single hyphens")
    return value


def _printed(value: str) -> str:
    if never := _NEVER_PRINTED.search(value):
        raise ValueError(f"{value[:60]!r} has the character U+{ord(never[0]):04X}, which no line of a text prints")
    if value != value.strip():
        raise ValueError(f"{value[:60]!r} begins or ends with white space")
    return value


def _noted(value: str) -> str:
    if never := _NEVER_NOTED.search(value):
        raise ValueError(f"has the control character U+{ord(never[0]):04X}")
    return value


Printed = Annotated[str, AfterValidator(_printed)]
"""Text as it stands in a line: no control characters, no white space around it."""
Noted = Annotated[str, AfterValidator(_noted)]
"""Text of a curator's own, of one or more lines."""

Slug = Annotated[str, AfterValidator(_slug), Field(json_schema_extra={"pattern": f"^{SLUG.pattern}$"})]
Country = Annotated[str, Field(pattern=r"^[A-Z]{2}$", description="ISO 3166-1 alpha-2")]
Language = Annotated[str, Field(pattern=r"^[a-z]{2,3}$", description="ISO 639-1, or 639-3 if that has none")]
PartialDay = Annotated[
    str, Field(pattern=f"^{PARTIAL_DAY}$", description="YYYY, YYYY-MM or YYYY-MM-DD"), BeforeValidator(str)
]


LATER = ConfigDict(defer_build=True)  # of a form that few commands need: it is made when it is first used


HIDE = "hide"
"""Among named lists of words: the name of the list of those that are taken away from an earlier registry's."""


class CuratedEntry(BaseModel):
    """The base of all models of curated data: no unknown field, and nothing changes after loading.

    What validates it is built when it is first used: who reads compiled entries never needs it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, defer_build=True)


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


NameText = Annotated[str, Field(min_length=2), AfterValidator(_printed)]


class Name(CuratedEntry):
    """A name in use, with `since` and `until` (``from`` and ``to`` in the files) if it was used for a time only.

    In the files, a plain string is a name of which nothing more is known.
    """

    text: NameText
    since: PartialDay | None = Field(None, alias="from")
    until: PartialDay | None = Field(None, alias="to")
    source: Printed | None = None


def _plain_name(value: Any) -> Any:
    return {"text": value} if isinstance(value, str) else value


NameOrText = Annotated[Name, BeforeValidator(_plain_name, json_schema_input_type=NameText | Name)]
Names = dict[Language, tuple[NameOrText, ...]]
Words = dict[Language, tuple[Printed, ...]]


class Office(CuratedEntry):
    """An office that a person held: its `titles` as printed, whose office it is, and since when and until when."""

    titles: tuple[Printed, ...] = Field(
        min_length=1, description='as printed before a name: "Prime Minister", "Premier"'
    )
    of: Slug = Field(description="the state, body or group whose office it is")
    single: bool = Field(True, description="whether it has one holder at a time")
    since: PartialDay | None = Field(None, alias="from")
    until: PartialDay | None = Field(None, alias="to")
    source: Printed | None = Field(None, description="address of the public document that gives the dates")


class Actor(CuratedEntry):
    """A person, group, state, body, alliance or outlet."""

    id: Slug
    name: NameText
    kind: Kind
    part_of: Slug | None = None
    country: Country | None = None
    names: Names = Field(default_factory=dict, description="further spellings, by language; `name` counts as English")
    demonyms: Words = Field(default_factory=dict, description='of a state: "Syrian", "Syrians"; they mention the state')
    capitals: Words = Field(
        default_factory=dict, description='of a state: "Damascus"; mentions it if it acts ("Damascus says")'
    )
    bodies: Words = Field(
        default_factory=dict,
        description='named only with its country: "Ministry of Defense" → "Iraqi Ministry of Defense"',
    )
    surnames: tuple[Printed, ...] | None = Field(
        None, description="how a person is named after the first time; default: the last word of each name"
    )
    contextual: tuple[Printed, ...] = Field(
        (), description="names that are common words too: they count only if a full name stands in the same article"
    )
    alone: tuple[NameOrText, ...] = Field(
        (),
        description="a person's surname, or a body's short name, that means the actor unless the article names another "
        "bearer; with `from` and `to` if it did so for a time only",
    )
    offices: tuple[Office, ...] = ()
    wikidata: Annotated[str, Field(pattern=r"^Q[0-9]+$")] | None = None
    source: Printed | None = Field(None, description="address of the public document the entry was checked against")
    note: Noted | None = None


class OutletMarks(CuratedEntry):
    """The words by which an outlet shows itself in a raw capture."""

    masthead: tuple[Printed, ...] = Field((), description="whole lines that name it")
    byline: tuple[Printed, ...] = Field((), description='as in "News Desk - The Cradle"')
    prefix: tuple[Printed, ...] = Field((), description='opens a first paragraph: "Shafaq News/"')
    dateline: tuple[Printed, ...] = Field((), description='in brackets in a dateline: "Reuters"')
    credit: tuple[Printed, ...] = Field((), description="as photo agency: in credits")
    notice: tuple[Printed, ...] = Field((), description="how a notice begins that only it prints below its stories")
    signature: tuple[Printed, ...] = Field((), description='in brackets behind the last sentence: "(North Press)"')
    self_reference: bool = Field(False, description='its copy says "told X" of itself')
    layout: Slug | None = Field(None, description="the declared layout that alone shows this outlet")


TitleRole = Literal["kicker", "headline", "standfirst"]


def _with_headline(roles: tuple[TitleRole, ...]) -> tuple[TitleRole, ...]:
    if roles.count("headline") != 1 or len(set(roles)) < len(roles):
        raise ValueError("names the headline once, and each other role once at most")
    return roles


class LayoutSign(StrEnum):
    """By what a page shows that it has a layout; in the order in which layouts are tried."""

    TEXT_SIZE_CONTROL = "text-size-control"
    MASTHEAD = "masthead"
    BYLINE = "byline"
    DESK_ABOVE_DATE = "desk-above-date"
    PREFIX = "prefix"
    FIRST_MASTHEAD = "first-masthead"
    PLACE_BELOW_TITLES = "place-below-titles"


class OutletLayout(CuratedEntry):
    """How an outlet prints an article, if the order of the lines says more than the lines by themselves."""

    name: Slug
    shown_by: tuple[LayoutSign, ...] = Field(min_length=1, description="the signs, any one of which shows the layout")
    header: Annotated[tuple[TitleRole, ...], AfterValidator(_with_headline)] = Field(
        ("headline", "standfirst"), description="the titles above a body, in their order"
    )
    short_titles: bool = Field(False, description="whether titles of less than four words count, not only as labels")
    furniture: tuple[Printed, ...] = Field((), description="lines that are furniture on this outlet's pages alone")


class Source(CuratedEntry):
    """An outlet that publishes articles. Every source is an actor of kind ``media``, too."""

    id: Slug
    name: Printed
    country: Country | None = None
    language: Language
    url: Printed | None = None
    names: Names = Field(default_factory=dict)
    contextual: tuple[Printed, ...] = ()
    part_of: Slug | None = None
    marks: OutletMarks = Field(default_factory=OutletMarks)
    layouts: tuple[OutletLayout, ...] = ()


class PlaceKind(StrEnum):
    """What sort of place it is."""

    TOWN = "town"
    GOVERNORATE = "governorate"
    DISTRICT = "district"
    REGION = "region"
    CROSSING = "crossing"
    BASE = "base"
    CAMP = "camp"
    WATER = "water"
    OTHER = "other"


Point = Annotated[
    str, Field(pattern=r"^-?[0-9]{1,2}\.[0-9]+ -?[0-9]{1,3}\.[0-9]+$", description="latitude and longitude, in degrees")
]


class Place(CuratedEntry):
    """A located place below a country: a town, governorate, district, crossing, base, camp, river."""

    id: Slug
    name: Printed
    kind: PlaceKind
    part_of: Slug | None = Field(None, description="the place that it lies in: a district, a governorate, a town")
    country: Country | None = None
    names: Names = Field(default_factory=dict, description="all spellings, by language, without words such as province")
    contextual: tuple[Printed, ...] = Field(
        (), description="names that are other words or persons' names, too: they count only beside words for a place"
    )
    point: Point | None = None
    same_as: Slug | None = Field(None, description="the actor that has the same name")
    source: Printed = Field(description="where the entry comes from: an address, or `curated`")

    @property
    def coordinates(self) -> tuple[float, float] | None:
        """Latitude and longitude, in degrees."""
        if self.point is None:
            return None
        latitude, longitude = map(float, self.point.split())
        return latitude, longitude


Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$", description="SHA-256 of the capture's bytes, whole")]
ArticleNumber = Annotated[int, Field(ge=1, description="number of the article in its capture, as corrected, from 1")]
Quoted = Annotated[str, Field(min_length=1, description="text of the capture the correction rests on, to the letter")]
Occurrence = Annotated[
    int | None,
    Field(ge=1, description="which of several places that read so, counted from 1 through the whole capture"),
]
Told = Annotated[str, Field(min_length=1, pattern=r"^[^\x00-\x09\x0b-\x1f\x7f-\x9f]+$")]
Line = Annotated[str, Field(min_length=1, pattern=r"^[^\x00-\x1f\x7f-\x9f]+$")]

CorrectedField = Literal[
    "headline", "kicker", "standfirst", "byline", "dateline", "source", "published", "language"
]  # fmt: skip
"""The fields of an article that a curator may override by a value."""


Outside = Annotated[
    Told | None,
    Field(description="what it rests on that the capture doesn't hold: an address, or words that say where to look"),
]


class FieldCorrection(CuratedEntry):
    """A field of an article: its right value, or null if it is unknown or there is none.

    A value rests on text of the capture, on something outside it, or on both; that there is none may rest on nothing.
    """

    capture: Sha256
    article: ArticleNumber = 1
    field: CorrectedField
    value: Line | None
    quote: Annotated[str, Field(description="text of the capture the correction rests on, to the letter")] = ""
    occurrence: Occurrence = None
    outside: Outside = None
    reason: Told
    by: Line
    on: PartialDay

    @model_validator(mode="after")
    def _rests_on_something(self) -> Self:
        if self.value is not None and not self.quote and not self.outside:
            raise ValueError("the value rests on nothing: quote the capture, or say by `outside` what it rests on")
        if self.occurrence is not None and not self.quote:
            raise ValueError("`occurrence` says which of the places it is that read as `quote` says: quote them")
        return self


class RoleCorrection(CuratedEntry):
    """The role of the quoted text, which becomes one block. What is left of the blocks it cuts keeps their roles."""

    capture: Sha256
    field: Literal["role"]
    value: Role
    quote: Quoted
    occurrence: Occurrence = None
    reason: Told
    by: Line
    on: PartialDay


class Opens(StrEnum):
    """Whether an article begins at a line, or goes on there."""

    BEGINS = "begins"
    JOINED = "joined"


class OpeningCorrection(CuratedEntry):
    """An article begins at the quoted line, or the article that begins there is joined to the one above."""

    capture: Sha256
    field: Literal["opening"]
    value: Opens
    quote: Quoted
    occurrence: Occurrence = None
    reason: Told
    by: Line
    on: PartialDay


class MentionCorrection(CuratedEntry):
    """Who is named by the quoted words of an article: an actor, or nobody (null)."""

    capture: Sha256
    article: ArticleNumber = 1
    field: Literal["mention"]
    value: Slug | None
    quote: Quoted
    occurrence: Occurrence = None
    reason: Told
    by: Line
    on: PartialDay


class ActorCorrection(CuratedEntry):
    """Whom an article means wherever it was read as meaning `instead_of`: another actor, or nobody (null)."""

    capture: Sha256
    article: ArticleNumber = 1
    field: Literal["actor"]
    value: Slug | None
    instead_of: Slug
    quote: Quoted
    occurrence: Occurrence = None
    reason: Told
    by: Line
    on: PartialDay


OneOrSeveral = Annotated[str, Field(pattern=f"^{SLUG.pattern}( or {SLUG.pattern})*$")]
"""The id of a place; or of several, joined by "or", if the text leaves open which is meant."""


class PlaceCorrection(CuratedEntry):
    """The place that the quoted words of an article name; or none (null)."""

    capture: Sha256
    article: ArticleNumber = 1
    field: Literal["place"]
    value: OneOrSeveral | None
    quote: Quoted
    occurrence: Occurrence = None
    reason: Told
    by: Line
    on: PartialDay

    @property
    def places(self) -> tuple[str, ...]:
        """The ids in `value`, in the order of the alphabet."""
        return tuple(sorted(set(self.value.split(" or ")))) if self.value else ()


class SpeakerCorrection(CuratedEntry):
    """Who says the quotation that the quoted words stand in: an actor, or nobody known (null).

    Of somebody whom the registry doesn't know, it is the words by which the article names them.
    """

    capture: Sha256
    article: ArticleNumber = 1
    field: Literal["speaker"]
    value: Line | None
    quote: Quoted
    occurrence: Occurrence = None
    reason: Told
    by: Line
    on: PartialDay


class HearerCorrection(CuratedEntry):
    """Who is told the quotation that the quoted words stand in: an outlet or another actor, or nobody (null)."""

    capture: Sha256
    article: ArticleNumber = 1
    field: Literal["hearer"]
    value: Slug | None
    quote: Quoted
    occurrence: Occurrence = None
    reason: Told
    by: Line
    on: PartialDay


Correction = Annotated[
    FieldCorrection
    | RoleCorrection
    | OpeningCorrection
    | MentionCorrection
    | ActorCorrection
    | PlaceCorrection
    | SpeakerCorrection
    | HearerCorrection,
    Field(discriminator="field"),
]
"""A curator's override of something parsed. It rests on quoted text, and `field` says what it overrides."""


class Withdrawal(CuratedEntry):
    """A correction further up that can't be applied any more is out of force. Nothing tells of it from then on."""

    capture: Sha256
    field: Literal["withdrawn"]
    value: Annotated[str, Field(pattern=r"^[0-9a-f]{12}$", description="the id of the correction")]
    reason: Told
    by: Line
    on: PartialDay


CORRECTION: TypeAdapter[Correction] = TypeAdapter(Correction, config=LATER)
CorrectionEntry = Annotated[
    FieldCorrection
    | RoleCorrection
    | OpeningCorrection
    | MentionCorrection
    | ActorCorrection
    | PlaceCorrection
    | SpeakerCorrection
    | HearerCorrection
    | Withdrawal,
    Field(discriminator="field"),
]
CORRECTION_ENTRY: TypeAdapter[CorrectionEntry] = TypeAdapter(CorrectionEntry, config=LATER)
"""An entry of the file of corrections."""
