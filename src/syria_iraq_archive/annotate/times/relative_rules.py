"""Rules for times told from another, mostly the day of publication: "last Friday", "two weeks ago", "the past year".

The rules for lengths of time, for what comes again and again, and for the hours of a day are here, too.
"""

from datetime import timedelta

from syria_iraq_archive.annotate.times import periods
from syria_iraq_archive.annotate.times.meanings import (
    Direction,
    RefersTo,
    TimeMeaning,
    TimexType,
    counted_units,
    duration,
    narrowed,
    next_weekday,
    on_weekday,
    repeated,
    timed,
    units_away,
    vague,
)
from syria_iraq_archive.annotate.times.periods import Period, Unit
from syria_iraq_archive.annotate.times.phrases import (
    AHEAD,
    BACK,
    EDGE,
    EITHER,
    MONTH,
    NUMBER,
    QUANTITY,
    WHEN,
    YEARS_AWAY,
    TimePhrase,
    TimeRule,
)
from syria_iraq_archive.parse.printed_dates import normal
from syria_iraq_archive.patterns import later


def _weekday(phrase: TimePhrase) -> TimeMeaning | None:
    """Reads a bare weekday, maybe with a part of the day ("on Tuesday night")."""
    number = phrase.number("weekday")
    if number is None:
        return None
    return _in_part(on_weekday(number, phrase.direction), phrase)


def _relative_weekday(phrase: TimePhrase) -> TimeMeaning | None:
    """Reads "last Friday", "next Tuesday", "this Sunday"."""
    number = phrase.number("weekday")
    if number is None:
        return None
    if phrase.has("this") and not phrase.has("coming") and not phrase.has("past"):
        return _in_part(_weekday_of_this_week(number), phrase)
    back = any(phrase.has(name) for name in BACK)
    meaning = next_weekday(number, Direction.PAST if back else Direction.FUTURE)
    if phrase.has("previous") or phrase.has("following"):
        meaning = meaning._replace(refers_to=RefersTo.TIME)
    return _in_part(meaning, phrase)


def _weekday_of_this_week(number: int) -> TimeMeaning:
    """The weekday of the week that holds the anchor."""

    def at(anchor: Period) -> Period:
        return periods.day(periods.week(anchor.first).first + timedelta(days=number))

    return TimeMeaning(TimexType.DATE, f"XXXX-WXX-{number + 1}", Unit.DAY, at)


def _in_part(meaning: TimeMeaning, phrase: TimePhrase) -> TimeMeaning:
    part = phrase.word("part")
    return timed(meaning, part) if part else meaning


def _weekdays(phrase: TimePhrase) -> TimeMeaning | None:
    """Reads "every Friday", "Mondays", "Saturday nights"."""
    number = phrase.number("weekday", "weekdays", "dayname")
    if number == _SUNDAY and not phrase.has("unit") and phrase.has("dayname"):  # in Arabic also "everybody"
        return None
    return repeated(f"XXXX-WXX-{number + 1}{phrase.word('part', 'parts') or ''}") if number is not None else None


_SUNDAY = 6
_DAYS_AWAY = {"today": 0, "tonight": 0, "overnight": -1, "yesterday": -1, "tomorrow": 1}


def _days_away(phrase: TimePhrase) -> int:
    """How many days from the day of publication "yesterday" or "the day after tomorrow" is."""
    if phrase.has("ereyesterday"):
        return phrase.number("ereyesterday") or 0
    return next(days for name, days in _DAYS_AWAY.items() if phrase.has(name))


def _day(phrase: TimePhrase) -> TimeMeaning | None:
    """Reads "yesterday", "tonight", "tomorrow morning"."""
    if phrase.has("today") and _OTHER_DAY.match(phrase.folded, phrase.span.end):
        return None
    meaning = units_away(Unit.DAY, _days_away(phrase))
    if phrase.has("tonight") or phrase.has("overnight"):
        return timed(meaning, "TNI")
    return _in_part(meaning, phrase)


# Arabic writes "today" and "the day" alike: what follows tells them apart ("the next day", "the national day").
_OTHER_DAYS = """
التالي الأول الثاني الثالث الرابع الخامس السادس السابع الثامن التاسع العاشر نفسه ذاته عينه السابق الموالي العالمي
الوطني الدولي الأخير الواحد الذي
"""
_OTHER_DAY = later(rf"\s+(?:{'|'.join(map(normal, _OTHER_DAYS.split()))})(?!\w)")


def _day_and_weekday(phrase: TimePhrase) -> TimeMeaning | None:
    """Reads "tomorrow, Tuesday": the Tuesday that is nearest to the day after publication.

    The two differ if the text was written a day before it was published.
    """
    number, away = phrase.number("weekday"), _days_away(phrase)
    if number is None:
        return None

    def at(anchor: Period) -> Period:
        told = anchor.first + timedelta(days=away)
        ahead = (number - told.weekday()) % 7
        near = told + timedelta(days=ahead if ahead <= _HALF_A_WEEK else ahead - 7)
        if away * (near - anchor.first).days < 0:  # "yesterday" isn't ahead, nor "tomorrow" over
            near += timedelta(days=7 if away > 0 else -7)
        return periods.day(near)

    direction = phrase.direction if away == 0 else Direction.PAST if away < 0 else Direction.FUTURE
    meaning = TimeMeaning(TimexType.DATE, f"XXXX-WXX-{number + 1}", Unit.DAY, at, direction=direction, weekday=number)
    return timed(meaning, "TNI") if phrase.has("tonight") else _in_part(meaning, phrase)


_HALF_A_WEEK = 3  # days


def _weekday_of_week(phrase: TimePhrase) -> TimeMeaning | None:
    """Reads "Tuesday of last week", "Monday next week"."""
    number, unit = phrase.number("weekday"), phrase.unit()
    if number is None or unit is not Unit.WEEK:
        return None
    weeks = next(count for name, count in YEARS_AWAY.items() if phrase.has(name))

    def at(anchor: Period) -> Period:
        return periods.day(periods.week(anchor.first).first + timedelta(days=7 * weeks + number))

    return _in_part(TimeMeaning(TimexType.DATE, f"XXXX-WXX-{number + 1}", Unit.DAY, at), phrase)


def _this_part(phrase: TimePhrase) -> TimeMeaning | None:
    """Reads "this morning", "last night"."""
    return _in_part(units_away(Unit.DAY, -1 if phrase.has("last") else 0), phrase)


def _weekend(phrase: TimePhrase) -> TimeMeaning | None:
    """Reads "the weekend": the last one, unless the clause is about the future."""
    if phrase.has("next") or phrase.has("coming"):
        return units_away(Unit.WEEKEND, 1)
    if phrase.has("this") or phrase.direction is Direction.FUTURE:
        return units_away(Unit.WEEKEND, 0)

    def at(anchor: Period) -> Period:
        this = periods.weekend(anchor.first)
        return this if this.first <= anchor.first else periods.weekend(anchor.first - timedelta(days=7))

    return TimeMeaning(TimexType.DATE, "XXXX-WXX-WE", Unit.WEEKEND, at, direction=Direction.PAST)


WEEKDAY_RULES = (
    TimeRule(
        "weekday-of-week",
        "unit? weekday part? (?:(?:of|in)? (?:last|next|this) unit|(?:from|in) theunit (?:last|next|this))",
        _weekday_of_week,
    ),
    TimeRule(
        "weekday-relative",
        f"{EDGE}? (?:the? last|this? past|this? coming|next|this|the? previous|the? following) weekday part?",
        _relative_weekday,
    ),
    TimeRule("weekday-relative-after", "part? unit? weekday (?:last|next|previous|following)", _relative_weekday),
    TimeRule(
        "weekdays",
        "every weekday (?:part|parts)?|every unit? dayname|weekdays (?:part|parts)?|weekday parts",
        _weekdays,
    ),
    TimeRule(
        "weekday",
        f"(?:{WHEN}|{EDGE}|the? edge units of the?)? (?:weekday part?|part unit? weekday|unit weekday)",
        _weekday,
    ),
    TimeRule(
        "day-weekday",
        "(?:part|unit)? (?:today|yesterday|tomorrow|tonight|the? ereyesterday) part?"
        "(?:comma? unit? weekday part?|paren weekday part? paren)",
        _day_and_weekday,
    ),
    TimeRule(
        "day",
        f"(?:{WHEN}|{EDGE})? (?:part? (?:today|yesterday|tomorrow|the? ereyesterday) part?|tonight)|overnight",
        _day,
    ),
    TimeRule("this-part", f"(?:{WHEN}|{EDGE})? (?:this|last) part", _this_part),
    TimeRule("weekend", "(?:the|this|last|next|past|coming) (?:past|coming)? weekend", _weekend),
)
"""Rules for weekdays, weekends and days told from the day of publication, in the order in which they are tried."""

_BELOW_A_DAY = frozenset((Unit.HOUR, Unit.MINUTE, Unit.SECOND))


def _unit(phrase: TimePhrase) -> TimeMeaning | None:
    """Reads "last week", "the end of the month", "earlier this year", "that day", "the following month"."""
    unit = Unit.CENTURY if phrase.has("century") else Unit.WEEKEND if phrase.has("weekend") else None
    unit = unit or (Unit.DAY if phrase.has("today") else phrase.unit())
    if unit in _BELOW_A_DAY or (unit is Unit.DAY and phrase.has("earlier")):
        return None
    if phrase.has("past") and unit is not Unit.WEEKEND:
        return counted_units(unit, -1, _timex_length("1", unit))
    refers_back = any(phrase.has(name) for name in ("that", "same", "following", "previous"))
    count = -1 if any(phrase.has(name) for name in BACK) else 1 if any(phrase.has(name) for name in AHEAD) else 0
    return narrowed(units_away(unit, count, RefersTo.TIME if refers_back else None), phrase.word("edge"))


def _since_start(phrase: TimePhrase) -> TimeMeaning | None:
    """Reads "since the beginning of the month" as the days from its first one to the day of publication."""
    meaning = units_away(phrase.unit(), 0)
    whole = meaning.at
    if whole is None or phrase.unit() in _BELOW_A_DAY or phrase.word("edge") != "start":
        return None

    def at(anchor: Period) -> Period:
        period = whole(anchor)
        return Period(period.unit, period.value, period.first, anchor.last)

    return TimeMeaning(TimexType.DATE, meaning.value, meaning.unit, at, direction=Direction.PAST)


def _later(phrase: TimePhrase) -> TimeMeaning | None:
    """Reads "two days later", "a week earlier": counted from the time that was named before."""
    unit, number, way = phrase.unit(), phrase.quantity() or "1", phrase.word("earlier")
    if way not in _WAYS:
        return None
    if not number.isdigit() or unit in _BELOW_A_DAY:
        return duration(_timex_length(number, unit))
    return units_away(unit, _WAYS[way] * int(number), RefersTo.TIME)


_WAYS = {"later": 1, "earlier": -1, "after": 1, "before": -1}


def _unit_beside(phrase: TimePhrase) -> TimeMeaning | None:
    """Reads "the day before", "the year after": beside the time that was named before."""
    way, unit = phrase.word("since"), phrase.unit()
    return units_away(unit, _WAYS[way], RefersTo.TIME) if way in _WAYS and unit not in _BELOW_A_DAY else None


def _unit_but_one(phrase: TimePhrase) -> TimeMeaning | None:
    """Reads "the week before last", "the year after next"."""
    way = "before" if phrase.has("qabl") else phrase.word("since")
    if phrase.unit() in _BELOW_A_DAY or way != ("before" if phrase.has("last") else "after"):
        return None
    return units_away(phrase.unit(), 2 * _WAYS[way])


def _either_ago(phrase: TimePhrase) -> TimeMeaning | None:
    """Reads "five or six days ago" as the days from the one to the other."""
    numbers, unit = phrase.either(), phrase.unit()
    if numbers is None or unit in _BELOW_A_DAY:
        return None
    later, earlier = (units_away(unit, -number).at for number in numbers)

    def at(anchor: Period) -> Period:
        if earlier is None or later is None:
            raise ValueError(f"no calendar has {numbers} {unit}")
        first, last = earlier(anchor), later(anchor)
        return Period(unit, f"{first.value}/{last.value}", first.first, last.last)

    return TimeMeaning(TimexType.DATE, "PAST_REF", unit, at, direction=Direction.PAST)


def _ago(phrase: TimePhrase) -> TimeMeaning | None:
    """Reads "two weeks ago", "a year ago". A unit shorter than a day, or a vague number, fixes no day."""
    unit = phrase.unit()
    number = "2" if phrase.has("dual") else phrase.quantity() or ("X" if phrase.has("units") else "1")
    if not number.isdigit():
        return vague("PAST_REF") if unit not in _BELOW_A_DAY else duration(_timex_length(number, unit))
    if unit in _BELOW_A_DAY:
        return duration(_timex_length(number, unit))
    if unit is Unit.DECADE:
        return units_away(Unit.YEAR, -10 * int(number))
    return _year_back(phrase) if unit is Unit.YEAR and number == "1" else units_away(unit, -int(number))


def _year_back(phrase: TimePhrase) -> TimeMeaning:
    """Reads "a year earlier": of the quarter named before if there is one, else of the year."""

    def at(anchor: Period) -> Period:
        unit = Unit.QUARTER if anchor.unit is Unit.QUARTER else Unit.YEAR
        return periods.containing(periods.moved(anchor.first, Unit.YEAR, -1), unit)

    return TimeMeaning(TimexType.DATE, "XXXX", Unit.YEAR, at, refers_to=RefersTo.QUARTER, direction=Direction.PAST)


def _latest_quarter(phrase: TimePhrase) -> TimeMeaning | None:
    """Reads "the quarter", "the latest period": the one named before, else the last that is over."""

    def at(anchor: Period) -> Period:
        if anchor.unit is Unit.QUARTER:
            return anchor
        return periods.containing(periods.moved(anchor.first, Unit.QUARTER, -1), Unit.QUARTER)

    return TimeMeaning(TimexType.DATE, "XXXX-QX", Unit.QUARTER, at, refers_to=RefersTo.QUARTER)


def _span(phrase: TimePhrase) -> TimeMeaning | None:
    """Reads "the past three months", which end with the day of publication, and "the next two", which begin with it."""
    unit = phrase.unit()
    number = "2" if phrase.has("dual") or phrase.has("thedual") else phrase.quantity() or "X"
    if phrase.either():
        number = "X"
    value = _timex_length(number, unit)
    if not number.isdigit() or unit in (Unit.MINUTE, Unit.SECOND):
        return duration(value)
    count = int(number) * (-1 if any(phrase.has(name) for name in BACK) else 1)
    if unit is Unit.HOUR:  # the past 24 hours reach into the day before, more hours farther back
        return counted_units(Unit.DAY, count // 24 - 1 if count < 0 else 1 - -count // 24, value)
    return counted_units(unit, count, value)


def _timex_length(number: str, unit: Unit) -> str:
    """The TIMEX3 value of a length of time.

    >>> _timex_length("3", Unit.MONTH), _timex_length("2.5", Unit.YEAR)
    ('P3M', 'P2Y6M')
    >>> _timex_length("4", Unit.DECADE), _timex_length("X", Unit.DAY)
    ('P40Y', 'PXD')
    """
    if unit in (Unit.DECADE, Unit.CENTURY) and number.isdigit():
        return f"P{int(number) * (10 if unit is Unit.DECADE else 100)}Y"
    if number.endswith(".5") and unit in _HALVES:
        return f"P{unit}".replace(unit[-1], f"{number[:-2]}{unit[-1]}") + _HALVES[unit]
    letters = unit if len(unit) == 1 else unit[1:]
    return f"P{'T' if unit in _BELOW_A_DAY else ''}{number}{letters}"


_HALVES = {Unit.YEAR: "6M", Unit.HOUR: "30M", Unit.MINUTE: "30S"}


def _one_year_back(phrase: TimePhrase) -> TimeMeaning | None:
    if phrase.unit() is not Unit.YEAR or phrase.word("earlier") == "later":
        return _later(phrase)
    return _year_back(phrase)


_NEAR = "(?:(?:the|this)? (?:last|past|previous|next|coming|following|current)|this (?:many|same)?|that same?|the same)"
_QUARTER = "(?:ordinal? hyphen? quarter|period)"

UNIT_RULES = (
    TimeRule("either-ago", f"approx? {EITHER} hyphen? units ago", _either_ago),
    TimeRule("ago", f"(?:{QUANTITY}|approx? a) hyphen? (?:unit|units|quarter|quarters) approx? ago", _ago),
    TimeRule(
        "ago-before",
        f"(?:ago|qabl) approx? (?:(?:dual|{QUANTITY} (?:units|unit)|units) (?!from)|unit num? (?!year|from|n|d))"
        "approx?",
        _ago,
    ),
    TimeRule(
        "year-back",
        f"(?:the quarter a|the|a)? unit hyphen? (?:ago|earlier) hyphen? {_QUARTER}?",
        _one_year_back,
    ),
    TimeRule("later", f"{QUANTITY} hyphen? (?:unit|units) approx? earlier", _later),
    TimeRule("unit-but-one", "the? unit since (?:last|next)|theunit other? qabl last", _unit_but_one),
    TimeRule("unit-beside", "the (?:unit|weekday) since (?=comma|dot)", _unit_beside),
    TimeRule(
        "span",
        "(?:approx (?!the))? the? (?:last|past|previous|next|coming|following)"
        f"(?:{EITHER}|{QUANTITY}) (?:units|unit|quarters)",
        _span,
    ),
    TimeRule(
        "span-after",
        f"(?:theunits|units|dual|thedual) the? {NUMBER}? few? (?:last|next)"
        f"|the? {NUMBER} (?:unit|units) (?:last|next) (?!unit|weekday|{MONTH}|season|part|year)",
        _span,
    ),
    TimeRule(
        "since-start",
        "(?<=since) the edge of? the unit|(?<=ago) edge (?:theunit (?:this|last)?|this theunit)",
        _since_start,
    ),
    TimeRule("past-units", "the? past (?:units|quarters) (?:and units)?", lambda _: vague("PAST_REF")),
    TimeRule("recent", "the? recent (?:units|quarters) (?:and units)?", lambda _: vague("PAST_REF")),
    TimeRule("coming", "the? coming (?:units|quarters)", lambda _: vague("FUTURE_REF")),
    TimeRule("unit", f"(?:{WHEN}|{EDGE})? {_NEAR} (?:unit|fiscal unit|quarter|century)", _unit),
    TimeRule("edge-of-unit", f"(?:{EDGE} the|earlier in the) (?:unit|century|quarter)|{EDGE} unit", _unit),
    TimeRule(
        "unit-after",
        "edge? (?:(?:theunit|century) (?:last|next|this|previous|following|same|that)|(?:this|that) theunit)"
        "|edge theunit|that today",
        _unit,
    ),
    TimeRule("latest-quarter", "the? (?:latest|current) (?:quarter|period)|the quarter (?!hyphen)", _latest_quarter),
)
"""Rules for units told from another, in the order in which they are tried."""


def _clock(phrase: TimePhrase) -> TimeMeaning | None:
    """Reads "7:15 p.m.", "9 a.m.", "noon". That is on the day of publication, unless a day is printed beside it."""
    printed = phrase.word("clock", "d")
    if printed is None:
        return timed(units_away(Unit.DAY, 0), phrase.word("noon") or "")
    hour, _, minutes = printed.partition(":")
    minutes, _, seconds = minutes.partition(":")
    if seconds and not (phrase.has("meridiem") or phrase.has("zone")) and _is_length(phrase, hour):
        return duration(f"PT{int(hour)}H{int(minutes)}M{int(seconds)}S")
    number = int(hour) % 12 + (12 if phrase.word("meridiem") == "pm" else 0) if phrase.has("meridiem") else int(hour)
    if number > 24 or (phrase.has("d") and int(hour) > 12):
        return None
    return timed(units_away(Unit.DAY, 0), f"T{number:02}:{minutes or '00'}{':' if seconds else ''}{seconds}")


_AT = later(r"(?<!\w)(?:at|around|about|until|till|from|by|before|after|since)\s+$")
_AT_REACH = 10  # characters


def _is_length(phrase: TimePhrase, hour: str) -> bool:
    """Whether "3:07:35" is the time that something took: no clock writes the hour so, and there is no "at" before."""
    before = phrase.folded[max(0, phrase.span.start - _AT_REACH) : phrase.span.start]
    return len(hour) == 1 and not _AT.search(before)


def _hour(phrase: TimePhrase) -> TimeMeaning | None:
    """Reads "the ninth hour in the morning", as Arabic tells a time of day."""
    if phrase.unit() is not Unit.HOUR:
        return None
    printed = phrase.word("clock") or str(phrase.number("d", "ordinal"))
    hour, _, minutes = printed.partition(":")
    number, part = int(hour), phrase.word("part")
    if number > (12 if part else 24):
        return None
    if part:
        number = number % 12 + (12 if part in ("TAF", "TEV") or (part == "TNI" and number % 12 >= _LATE) else 0)
    return timed(units_away(Unit.DAY, 0), f"T{number:02}:{minutes[:2] or '00'}")


_LATE = 6  # the hour from which one at night is before midnight


def _length(phrase: TimePhrase) -> TimeMeaning | None:
    """Reads "three months", "a year", "five-year", "two and a half hours", "a year and a half"."""
    number = "2" if phrase.has("dual") else phrase.quantity() or "1"
    if _is_age(phrase):
        return None
    if _is_no_time(phrase) or (number == "1" and phrase.folded[phrase.span.start] in "\u0648\u0627"):
        return None
    return duration(_timex_length(number, phrase.unit()))


_OF_AGE = later(r"(?<!\w)(?:aged?|عمر(?:ه|ها|هما?|هن)?|العمر|بعمر|اعمار(?:هم|هما|هن))\s+(?:\w+\s+){0,2}$")
_OPENS_ASIDE = later(r"\((?:\d+\s)?$")
_AGE_REACH = 24  # characters before a length in which "aged" is looked for


def _is_age(phrase: TimePhrase) -> bool:
    """Whether so many years are how old somebody is: "aged 34 years", or nothing but them in parentheses."""
    start, end = phrase.span
    if phrase.unit() is not Unit.YEAR:
        return False
    if _OF_AGE.search(phrase.folded, max(0, start - _AGE_REACH), start):
        return True
    opens = _OPENS_ASIDE.search(phrase.folded, max(0, start - _AGE_REACH), start)
    return opens is not None and phrase.folded[end : end + 1] in (")", "،", ",")


def _some(phrase: TimePhrase) -> TimeMeaning | None:
    """Reads "for weeks"."""
    if _is_no_time(phrase) or _is_age(phrase) or _OF_FEAST.match(phrase.folded, phrase.span.end):
        return None
    return duration(_timex_length("X", phrase.unit()))


_OF_FEAST = later(r"\s+عيد(?!\w)")  # "the first of the days of the feast": no length


def _is_no_time(phrase: TimePhrase) -> bool:
    """Whether a unit without a number is rather another word, in Arabic: "the most famous" or "contracts"."""
    start = phrase.span.start
    return bool(_OTHER_WORD.match(phrase.folded, start)) and not _SINCE.search(
        phrase.folded[max(0, start - _SINCE_REACH) : start]
    )


_OTHER_WORD = later(r"(?:اشهر|عقود|عقدين|يوما|اسبوعا|شهرا|عاما|عقدا)(?!\w)")
_SINCE = later(r"(?<!\w)(?:بعد|قبل|منذ|خلال|مدي|طوال|طيله|طيلة|لمده|لمدة)\s+$")
_SINCE_REACH = 12  # characters


def _either(phrase: TimePhrase) -> TimeMeaning | None:
    """Reads "between 12 and 18 months", "two or three weeks": the number is open."""
    if phrase.either() is None or not (phrase.has("between") or phrase.word("and") in _OR):
        return None
    return duration(_timex_length("X", phrase.unit()))


_OR = (None, "or", "او")  # without such a word the numbers are linked by "to"


def _half(phrase: TimePhrase) -> TimeMeaning | None:
    """Reads "half an hour", "half a century"."""
    value = "P50Y" if phrase.has("century") else _HALF.get(phrase.unit())
    return duration(value) if value else None


_HALF = {Unit.MINUTE: "PT30S", Unit.HOUR: "PT30M", Unit.DAY: "PT12H", Unit.YEAR: "P6M", Unit.DECADE: "P5Y"}


def _fiscal(_: TimePhrase) -> TimeMeaning:
    """Reads "the fiscal year": which days it has, the text doesn't say."""
    return duration("P1Y")


def _every(phrase: TimePhrase) -> TimeMeaning | None:
    """Reads "every year", "per day", "every two weeks", "every morning"."""
    if phrase.has("part"):
        return repeated(f"XXXX-XX-XX{phrase.word('part')}")
    if phrase.has("season") or phrase.has("weekend"):
        return repeated(f"XXXX-{phrase.word('season')}" if phrase.has("season") else "XXXX-WXX-WE")
    number = "2" if phrase.word("every") == "other" or phrase.has("dual") else phrase.quantity() or "1"
    return repeated(_timex_length(number, phrase.unit()))


# Behind "of the": what the length is a part of, and is told with it.
_WHOLE = "unit|quarter|period|century|decade|fiscal|season|weekend|last|next|this|that|same|previous|following|current"
_NO_NUMBER = "".join(f"(?<!{name})" for name in ("d", "n", "num", "teen", "tens", "thousand", "few", "hyphen", "half"))

LENGTH_RULES = (
    TimeRule("clock", "clock meridiem? zone?|d meridiem zone?|noon", _clock),
    TimeRule("hour", "theunit (?:clock|d|ordinal) part?", _hour),
    TimeRule(
        "every",
        f"(?:every|rate) (?:unit|quarter)|every (?:theunit|part|season|weekend|dual|{QUANTITY} hyphen? (?:units|unit))",
        _every,
    ),
    TimeRule("either", f"between? the? {EITHER} hyphen? (?:units|unit) (?!hyphen? old)", _either),
    TimeRule("half", "half (?:hyphen|a) (?:unit|century)", _half),
    TimeRule("fiscal", "the fiscal unit", _fiscal),
    TimeRule(
        "length",
        f"the? (?:ordinal|latest|only)? {QUANTITY}"
        "(?:hyphen? (?:units|unit)|hyphen quarters (?!of)|quarters (?!of the))"
        f"(?!hyphen? old|of the (?:{_WHOLE})|of year)",
        _length,
    ),
    TimeRule("one", "approx? a many? unit (?:and a half)? (?!hyphen? old)", _length),
    TimeRule("dual", "dual", _length),
    TimeRule("some", f"(?<!of){_NO_NUMBER} (?:the? many?)? units (?:and units)? (?!hyphen? old)", _some),
    TimeRule("sets", "daily", lambda phrase: repeated(phrase.word("daily") or "")),
    TimeRule("now", "now|current (?!unit|quarter)", lambda _: vague("PRESENT_REF")),
    TimeRule("recently", "many? recently|recent", lambda _: vague("PAST_REF")),
    TimeRule("past", "(?<=in) the past", lambda _: vague("PAST_REF")),
    TimeRule("future", "(?<=in) (?:the many?)? future many?", lambda _: vague("FUTURE_REF")),
)
"""Rules for lengths of time, repeated times, hours and words like "now", in the order in which they are tried."""
