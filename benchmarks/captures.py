"""Captures to measure with: any number of them, varied, each a function of a seed and its number alone.

    python benchmarks/captures.py FOLDER --captures 1000            write them, in folders of a thousand
    python benchmarks/captures.py FOLDER --captures 1000 --seed 3

They are laid out as the declared outlets print, as agencies do, and as sites that nobody declared, one in eight in
Arabic. Their lengths are lognormal: the median near 3 KB, the longest near 100 KB. Names come from the registry, a few
of them often and most seldom, as in news. All other words are listed here, or made up, so that there are as many different
ones as in a language. No sentence was ever printed anywhere.
"""

import argparse
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path

from syria_iraq_archive.registry.load import Registry, load_registry

ROOT = Path(__file__).parents[1]
FIRST_DAY, DAYS = date(2013, 1, 1), 4_700
MEDIAN, SPREAD, LEAST, MOST = 2_500, 0.85, 500, 100_000  # characters of a capture's bodies
VOCABULARY = 20_000
FOLDER_FILES = 1_000

MONTHS = "January February March April May June July August September October November December".split()
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
ARABIC_MONTHS = "كانون الثاني,شباط,آذار,نيسان,أيار,حزيران,تموز,آب,أيلول,تشرين الأول,تشرين الثاني,كانون الأول".split(",")
ARABIC_WEEKDAYS = "الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد".split()

COMMON = """the of and to in a that for with on was by as from its at were had has said after an be which their this
who have it more over also than two between not been people forces area city new last first under into about other
during against government officials border military province security group region state one local some many three since
year war country support members according near including several fighters police families talks army council road
town aid water district attack control village north south east west river trade power school hospital market""".split()
SUBJECTS = """officials|residents|local councils|aid workers|two lawmakers|farmers in the plain|a security source|
the governor|traders|a spokesman|engineers|the provincial council|drivers|medics|teachers|a tribal elder|observers|
negotiators|the committee|customs officers""".replace("\n", "").split("|")
VERBS = """reopened|denied any part in|condemned|welcomed|discussed|postponed|approved|rejected|inspected|promised to
 repair|struck|withdrew from|handed over|sent a convoy to|held talks on|warned of|blamed each other for|counted the cost
 of|agreed on|asked for""".replace("\n", "").split("|")
OBJECTS = """the bridge over the river|a list of detainees|the grain silos|the crossing|a new budget|the water station|
the ceasefire|the eastern road|a joint patrol|the power line|the camp|the airfield|the exchange of prisoners|
the fuel depot|the checkpoint|the flour ration|the pipeline|a weapons cache|the market|the dam""".replace("\n", "")
OBJECTS_LIST = OBJECTS.split("|")
PLACES = """Aleppo|Hama|Homs|Idlib|Deir ez-Zor|Raqqa|Hasakah|Daraa|Mosul|Kirkuk|Erbil|Basra|Anbar|Sinjar|Tal Afar|
Qamishli|Manbij|Kobani|Tadmur|Abu Kamal|Najaf|Karbala|Dohuk|Samarra|Latakia|Tartus""".replace("\n", "").split("|")
WHEN = """on {weekday}|last week|on {day} {month}|in {year}|since {month} {day}, {year}|earlier this month|yesterday|
overnight|two days ago|at the end of {month} {year}""".replace("\n", "").split("|")
SPEECHES = """We will not leave before the road is open|Nobody asked us|The figures are not final|We counted every truck|
There is no agreement yet, but there is hope|It is a matter of days, not of weeks|They came at night and took the generator|
The border has been closed for four months|What was signed will be kept|Our share of the water has halved|
We have nothing to hide and much to repair|This is not our war""".replace("\n", "").split("|")
CROSSHEADS = """A Road Reopened|What Comes Next|Counting the Cost|Voices From the Market|The Long Wait|Old Rivals|
Water and Power|After the Storm|Who Pays|Between Two Fires""".replace("\n", "").split("|")
HEADLINE_VERBS = "Reopens|Denies Role in|Condemns|Delays|Approves|Rejects|Inspects|Discusses|Warns of|Returns to".split("|")
HEADLINE_OBJECTS = """Border Crossing|Grain Deal|Prisoner Exchange|Water Plan|Joint Patrols|New Budget|Bridge Repairs|
Camp Closure|Fuel Rations|Road Tolls""".replace("\n", "").split("|")
PEOPLE = """Sami Darwish|Layla Kassab|Jamal Rashidi|Rana Hadid|Omar Tawil|Nadia Shams|Karim Bazzaz|Huda Salman|Yusuf
 Qadir|Dilan Aram|Murad Sancar|Salma Obeid""".replace("\n", "").split("|")
FURNITURE = """Share|Facebook|Print|Read also|Leave a comment|Newsletter|Subscribe|Related News|Home|Latest news""".split("|")
CREDITS = ("AFP", "Reuters", "AP", "EPA")
ARABIC_COMMON = """في من على إلى عن أن مع بعد قبل خلال التي الذي وقد كما حيث بين كان كانت هذا هذه لم ما منطقة مدينة قوات
حكومة مصدر مسؤول محافظة طريق حدود مياه سكان عائلات مجلس اليوم أمس عدد قرية سوق معبر اتفاق اجتماع لجنة أمن شرق غرب
شمال جنوب""".split()
ARABIC_VERBS = "قال أعلن أكد نفى طالب ناقش افتتح رفض وصل أغلق".split()
ARABIC_FURNITURE = "الرئيسية|شارك|اقرأ أيضا|طباعة|التعليقات".split("|")


@dataclass(frozen=True, slots=True)
class Generated:
    """A capture: the path it would be saved at, and its text."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Story:
    """What a layout lays out."""

    day: date
    headline: str
    caption: str
    credit: str
    author: str
    place: str
    paragraphs: list[str]


class Generator:
    """All the captures of one seed.

    >>> from syria_iraq_archive.registry.load import load_registry
    >>> one = Generator(load_registry(ROOT / "data"), seed=1).capture(7)
    >>> one == Generator(load_registry(ROOT / "data"), seed=1).capture(7)
    True
    """

    def __init__(self, registry: Registry, seed: int = 1) -> None:
        self._seed = seed
        chance = random.Random(f"words {seed}")
        latin, arabic = _names(registry)
        self._names, self._name_weights = _by_frequency(chance, latin, 0.9)
        self._arabic_names, self._arabic_weights = _by_frequency(chance, arabic, 0.9)
        made_up = _made_up(chance, list("bdfghklmnprstvw"), ["a", "e", "i", "o", "u", "ea", "ou"], VOCABULARY)
        self._words = COMMON + made_up
        self._weights = list(accumulate(1 / rank for rank in range(1, len(self._words) + 1)))
        arabic_letters = _made_up(chance, list("بتجحدرسشعفقكلمنهو"), ["", "ا", "ي", "و"], VOCABULARY)
        self._arabic_words = ARABIC_COMMON + arabic_letters
        self._arabic_word_weights = list(accumulate(1 / rank for rank in range(1, len(self._arabic_words) + 1)))

    def captures(self, first: int, last: int) -> Iterator[Generated]:
        """The captures numbered from `first` until before `last`."""
        for number in range(first, last):
            yield self.capture(number)

    def capture(self, number: int) -> Generated:
        """The capture of that number."""
        chance = random.Random(self._seed * 1_000_003 + number)
        length = min(MOST, max(LEAST, round(chance.lognormvariate(0, SPREAD) * MEDIAN)))
        articles = 1 if length < 1_500 or chance.random() < 0.9 else chance.choice((2, 2, 3))
        if chance.random() < 0.125:
            lines = _arabic_site(chance, self._arabic_story(chance, length))
        else:
            layout = chance.choice(LAYOUTS)
            lines = []
            for _ in range(articles):
                lines += layout(chance, self._story(chance, length // articles))
        name = f"{number // FOLDER_FILES:05}/{number:08}.txt"
        return Generated(name, "\n".join(lines) + "\n")

    def _story(self, chance: random.Random, length: int) -> Story:
        day = FIRST_DAY + timedelta(chance.randrange(DAYS))
        paragraphs: list[str] = []
        written = 0
        while written < length:
            paragraphs.append(self._paragraph(chance, day))
            written += len(paragraphs[-1])
        place = chance.choice(PLACES)
        headline = f"{self._name(chance)} {chance.choice(HEADLINE_VERBS)} {chance.choice(HEADLINE_OBJECTS)}"
        if chance.random() < 0.5:
            headline += f" in {place}"
        taken = day - timedelta(chance.randrange(3))
        caption = f"{chance.choice(SUBJECTS).capitalize()} near {place}, {_american(taken)}."
        return Story(day, headline, caption, chance.choice(CREDITS), chance.choice(PEOPLE), place, paragraphs)

    def _paragraph(self, chance: random.Random, day: date) -> str:
        return " ".join(self._sentence(chance, day) for _ in range(chance.choice((1, 2, 2, 3))))

    def _sentence(self, chance: random.Random, day: date) -> str:
        drawn = chance.random()
        name = self._name(chance)
        if drawn < 0.15:
            who = name if chance.random() < 0.5 else f"{chance.choice(PEOPLE)}, a member of {name},"
            return f"“{chance.choice(SPEECHES)},” {who} said{self._when(chance, day)}."
        filler = " ".join(chance.choices(self._words, cum_weights=self._weights, k=chance.randrange(5, 17)))
        if drawn < 0.55:
            return (
                f"{name} {chance.choice(VERBS)} {chance.choice(OBJECTS_LIST)} in {chance.choice(PLACES)}"
                f"{self._when(chance, day)}, {filler}."
            )
        if drawn < 0.75:
            return f"{chance.choice(SUBJECTS).capitalize()} {chance.choice(VERBS)} {chance.choice(OBJECTS_LIST)}, {filler}."
        return f"{filler.capitalize()}, {chance.choice(SUBJECTS)} told {name}{self._when(chance, day)}."

    def _name(self, chance: random.Random) -> str:
        return chance.choices(self._names, cum_weights=self._name_weights)[0]

    def _when(self, chance: random.Random, day: date) -> str:
        if chance.random() < 0.5:
            return ""
        told = day - timedelta(chance.randrange(6))
        return " " + chance.choice(WHEN).format(
            weekday=WEEKDAYS[told.weekday()], day=told.day, month=MONTHS[told.month - 1], year=told.year
        )

    def _arabic_story(self, chance: random.Random, length: int) -> Story:
        day = FIRST_DAY + timedelta(chance.randrange(DAYS))
        paragraphs = []
        written = 0
        while written < length * 0.6:
            words = chance.choices(self._arabic_words, cum_weights=self._arabic_word_weights, k=chance.randrange(15, 50))
            paragraphs.append(f"{chance.choice(ARABIC_VERBS)} {self._arabic_name(chance)} {' '.join(words)}.")
            written += len(paragraphs[-1])
        words = chance.choices(self._arabic_words, cum_weights=self._arabic_word_weights, k=4)
        return Story(day, f"{self._arabic_name(chance)} {' '.join(words)}", "", "", "", "", paragraphs)

    def _arabic_name(self, chance: random.Random) -> str:
        return chance.choices(self._arabic_names, cum_weights=self._arabic_weights)[0]


def _names(registry: Registry) -> tuple[list[str], list[str]]:
    """The actors' names in Latin letters, and those in Arabic letters."""
    latin = [actor.name for actor in registry.actors.values()]
    arabic = [name.text for actor in registry.actors.values() for name in actor.names.get("ar", ())]
    return latin, arabic


def _by_frequency(chance: random.Random, names: Sequence[str], power: float) -> tuple[list[str], list[float]]:
    """The names in an order of chance, and how often each stands beside those before it."""
    mixed = chance.sample(names, len(names))
    return mixed, list(accumulate(1 / rank**power for rank in range(1, len(mixed) + 1)))


def _made_up(chance: random.Random, consonants: Sequence[str], vowels: Sequence[str], number: int) -> list[str]:
    words: dict[str, None] = {}
    while len(words) < number:
        syllables = chance.choice((1, 2, 2, 3, 3, 4))
        parts = [chance.choice(consonants) + chance.choice(vowels) for _ in range(syllables)]
        words["".join(parts) + chance.choice(consonants)] = None
    return list(words)


# ------------------------------------------------------------------------------------------------------- layouts


def _american(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.day}, {day.year}"


def _with_crossheads(chance: random.Random, paragraphs: list[str]) -> Iterator[str]:
    for number, paragraph in enumerate(paragraphs):
        if number and number % 5 == 0:
            yield chance.choice(CROSSHEADS)
        yield paragraph


def _spaced(paragraphs: Sequence[str]) -> list[str]:
    return [line for paragraph in paragraphs for line in (paragraph, "")]


def _asharq_al_awsat(chance: random.Random, story: Story) -> list[str]:
    caption = f"{story.caption} ({story.credit})"
    top = [story.headline, "", caption, caption]
    return [*top, "TT", "", *top, "", *_spaced(story.paragraphs)]


def _news_964media(chance: random.Random, story: Story) -> list[str]:
    lines = [chance.choice(OBJECTS_LIST).capitalize()] if chance.random() < 0.6 else []
    first, *rest = story.paragraphs
    return [
        *lines,
        story.headline,
        f"{story.place.upper()} – {first}",
        *_with_crossheads(chance, rest),
        f"{chance.choice(SUBJECTS).capitalize()} told 964media.",
        "",
    ]


def _shafaq_news(chance: random.Random, story: Story) -> list[str]:
    first, *rest = story.paragraphs
    stamp = f"{story.day.isoformat()}T{chance.randrange(24):02}:{chance.randrange(60):02}:00+00:00"
    tail = ["Related News", story.headline, stamp] if chance.random() < 0.4 else []
    return [story.headline, stamp, f"Shafaq News/ {first}", *_with_crossheads(chance, rest), *tail, ""]


def _the_cradle(chance: random.Random, story: Story) -> list[str]:
    weekday = WEEKDAYS[story.day.weekday()]
    byline = "News Desk - The Cradle" if chance.random() < 0.7 else f"{story.author} - The Cradle"
    head = [f"{weekday}, {_american(story.day)}", "", story.headline, "", story.paragraphs[0], "", byline, ""]
    return [*head, *_spaced(story.paragraphs[1:] or story.paragraphs), "No comments:", "", "Post a Comment", ""]


def _the_new_region(chance: random.Random, story: Story) -> list[str]:
    printed = f"{MONTHS[story.day.month - 1][:3]}. {story.day.day:02}, {story.day.year} • {chance.randrange(2, 9)} min read"
    first, *rest = story.paragraphs
    image = f"Image of {story.headline} {story.caption} Photo: {story.credit}"
    head = ["Articles", "", story.headline, "", "The New Region", "", printed, image, ""]
    body = _spaced([f"{story.place.upper()} - {first}", *rest])
    foot = [f"Profile picture of {story.author}", "Author", story.author, "", "NEWSLETTER", ""]
    return [*head, chance.choice(SPEECHES), "", *body, *foot]


def _wire(chance: random.Random, story: Story) -> list[str]:
    first, *rest = story.paragraphs
    agency = chance.choice(("Reuters", "AP", "AFP"))
    month = MONTHS[story.day.month - 1][:3]
    head = [story.headline, f"By {story.author}", _american(story.day), f"{story.caption} {agency}", ""]
    body = _spaced([f"{story.place.upper()}, {month} {story.day.day} ({agency}) - {first}", *rest])
    return [*head, *body, f"Reporting by {story.author}; Editing by {chance.choice(PEOPLE)}", ""]


def _undeclared_site(chance: random.Random, story: Story) -> list[str]:
    menu = chance.sample(FURNITURE, 4)
    printed = f"{story.day.day} {MONTHS[story.day.month - 1]} {story.day.year}"
    head = [*menu, "", story.headline, "", f"By {story.author}", printed, "", f"{story.caption} Photo: {story.credit}", ""]
    return [*head, *_spaced(list(_with_crossheads(chance, story.paragraphs))), *chance.sample(FURNITURE, 3), ""]


def _bare_text(chance: random.Random, story: Story) -> list[str]:
    return _spaced([story.headline, *story.paragraphs])


def _arabic_site(chance: random.Random, story: Story) -> list[str]:
    day = story.day
    printed = f"{ARABIC_WEEKDAYS[day.weekday()]} {day.day} {ARABIC_MONTHS[day.month - 1]} {day.year}"
    head = [*chance.sample(ARABIC_FURNITURE, 2), "", story.headline, "", printed, ""]
    return [*head, *_spaced(story.paragraphs), *chance.sample(ARABIC_FURNITURE, 2), ""]


LAYOUTS: tuple[Callable[[random.Random, Story], list[str]], ...] = (
    _asharq_al_awsat,
    _news_964media,
    _shafaq_news,
    _the_cradle,
    _the_new_region,
    _wire,
    _undeclared_site,
    _bare_text,
)


def write_captures(generator: Generator, folder: Path, number: int) -> int:
    """Write the first `number` captures below `folder`; their bytes."""
    written = 0
    for one in generator.captures(0, number):
        path = folder / one.path
        path.parent.mkdir(parents=True, exist_ok=True)
        written += path.write_bytes(one.text.encode())
    return written


def main() -> None:
    """Write captures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--captures", type=int, default=1_000, metavar="N")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    generator = Generator(load_registry(ROOT / "data"), options.seed)
    written = write_captures(generator, options.folder, options.captures)
    print(f"{options.captures:,} captures, {written / 1e6:.1f} MB in {options.folder}")


if __name__ == "__main__":
    main()
