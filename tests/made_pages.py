"""Small pages of news sites that never were, each made by a seed: what they show, and what is known of it.

Layouts differ by tags: with and without `<article>`, `<main>` and classes that tell, by paragraphs, line breaks or
cells; furniture stands around the story and between its paragraphs. In English and in Arabic.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape


@dataclass(frozen=True, slots=True)
class MadePage:
    """A page and what is true of it."""

    html: str
    headline: str
    byline: str
    published: str
    body: str


@dataclass(frozen=True, slots=True)
class Words:
    """What a language's sentences and furniture are made of."""

    language: str
    subjects: tuple[str, ...]
    verbs: tuple[str, ...]
    objects: tuple[str, ...]
    places: tuple[str, ...]
    ends: tuple[str, ...]
    names: tuple[str, ...]
    menu: tuple[str, ...]
    boxes: tuple[str, ...]
    by: str
    months: tuple[str, ...]


ENGLISH = Words(
    language="en",
    subjects=(
        "The council",
        "The mayor",
        "A spokesman for the port",
        "The farmers' union",
        "The water board",
        "Engineers",
    ),
    verbs=("reopened", "inspected", "closed", "repaired", "agreed to rebuild", "asked for money to widen"),
    objects=(
        "the old bridge",
        "the road to the dam",
        "two schools",
        "the grain store",
        "the market hall",
        "a pumping station",
    ),
    places=(
        "in Tel Samir",
        "near Ain Basha",
        "on the edge of Deir Qamar",
        "below the hills of Jorf",
        "at the canal of Hawr",
    ),
    ends=(
        "after months of repairs that cost more than had been expected",
        "three years after it was damaged in a flood, officials said",
        "while people from the villages around waited for buses that did not come",
        "and said that the work would go on until the spring",
        "although the money for it has not arrived yet, as two members of the council told reporters",
    ),
    names=("Rana Haddad", "Omar Aziz", "Lina Qabbani", "Nadim Harroun", "Hana Jamil"),
    menu=("Home", "Politics", "Economy", "Sport", "Culture", "Opinion", "Video", "Contact us"),
    boxes=("Read more", "Sign up for our newsletter", "Share this article", "Most read", "Follow us on social media"),
    by="By ",
    months=(
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
)

ARABIC = Words(
    language="ar",
    subjects=(
        "أعلن المجلس المحلي أنه",
        "قال رئيس البلدية إنه",
        "أكد متحدث باسم الميناء أنه",
        "ذكرت نقابة المزارعين أنها",
    ),
    verbs=("أعاد فتح", "تفقد", "أغلق", "أصلح", "وافق على إعادة بناء"),
    objects=("الجسر القديم", "الطريق إلى السد", "مدرستين في البلدة", "مخزن الحبوب", "محطة الضخ"),
    places=("في تل سمير", "قرب عين باشا", "على أطراف دير قمر", "عند قناة الهور"),
    ends=(
        "بعد أشهر من أعمال الصيانة التي كلفت أكثر مما كان متوقعاً",
        "بعد ثلاث سنوات من تضرره في الفيضان بحسب مسؤولين",
        "فيما انتظر سكان القرى المجاورة حافلات لم تصل في موعدها",
        "وأضاف أن العمل سيستمر حتى الربيع المقبل",
    ),
    names=("رنا حداد", "عمر عزيز", "لينا قباني", "نديم حرون"),
    menu=("الرئيسية", "سياسة", "اقتصاد", "رياضة", "ثقافة", "آراء", "فيديو", "اتصل بنا"),
    boxes=("اقرأ أيضا", "اشترك في النشرة البريدية", "شارك المقال", "الأكثر قراءة", "تابعنا على مواقع التواصل"),
    by="بقلم: ",
    months=(
        "يناير",
        "فبراير",
        "مارس",
        "أبريل",
        "مايو",
        "يونيو",
        "يوليو",
        "أغسطس",
        "سبتمبر",
        "أكتوبر",
        "نوفمبر",
        "ديسمبر",
    ),
)


def made_pages(number: int, seed: int) -> Iterator[MadePage]:
    """So many pages, in every layout and both languages by turns."""
    for index in range(number):
        draw = random.Random(f"{seed} {index}")
        words = (ENGLISH, ARABIC)[index % 2]
        yield _page(draw, words, LAYOUTS[index // 2 % len(LAYOUTS)])


def _page(draw: random.Random, words: Words, layout: "Layout") -> MadePage:
    day = date(2023, 1, 1) + timedelta(draw.randrange(700))
    paragraphs = [_paragraph(draw, words) for _ in range(draw.randint(5, 12))]
    headline = _headline(draw, words)
    byline = draw.choice(words.names)
    printed = f"{day.day} {words.months[day.month - 1]} {day.year}"
    story = Story(headline, words.by + byline, printed, paragraphs, [_headline(draw, words) for _ in range(6)])
    head = f'<meta property="og:title" content="{escape(headline)}"><title>{escape(headline)} | Example News</title>'
    if draw.random() < 0.5:
        head += f'<meta name="author" content="{byline}">'
    html = (
        f'<!DOCTYPE html><html lang="{words.language}"><head><meta charset="utf-8">{head}</head><body>'
        f"{_menu(words)}{layout(story, words)}{_foot(words, story)}</body></html>"
    )
    return MadePage(html, headline, byline, day.isoformat(), "\n".join(paragraphs))


def _paragraph(draw: random.Random, words: Words) -> str:
    return " ".join(
        f"{draw.choice(words.subjects)} {draw.choice(words.verbs)} {draw.choice(words.objects)} "
        f"{draw.choice(words.places)} {draw.choice(words.ends)}."
        for _ in range(draw.randint(1, 3))
    )


def _headline(draw: random.Random, words: Words) -> str:
    parts = (words.subjects, words.verbs, words.objects, words.places)
    return " ".join(draw.choice(part) for part in parts)


@dataclass(frozen=True, slots=True)
class Story:
    """What a layout prints."""

    headline: str
    byline: str
    printed: str
    paragraphs: list[str]
    teasers: list[str]


def _menu(words: Words) -> str:
    return f"<nav><ul>{''.join(f'<li><a href=/s>{entry}</a></li>' for entry in words.menu)}</ul></nav>"


def _foot(words: Words, story: Story) -> str:
    teasers = "".join(f'<li><a href="/t">{teaser}</a></li>' for teaser in story.teasers)
    return f"<div class='related'><h3>{words.boxes[3]}</h3><ul>{teasers}</ul></div><footer>© Example News</footer>"


Layout = Callable[[Story, Words], str]


def _in_article(story: Story, words: Words) -> str:
    box = f"<div class='share'><a href='/s'>{words.boxes[2]}</a></div>"
    body = "".join(f"<p>{one}</p>" for one in story.paragraphs)
    head = f"<h1>{story.headline}</h1><p class='byline'>{story.byline}</p><time>{story.printed}</time>"
    return f"<main><article>{head}{box}{body}</article></main>"


def _in_nameless_blocks(story: Story, words: Words) -> str:
    body = "".join(f"<div>{one}</div>" for one in story.paragraphs)
    head = f"<div><h1>{story.headline}</h1></div><div>{story.byline}</div><div>{story.printed}</div>"
    return f"<div>{head}<div>{body}</div><div><a href='/n'>{words.boxes[1]}</a></div></div>"


def _by_line_breaks(story: Story, words: Words) -> str:
    body = "<br><br>".join(story.paragraphs)
    head = f"<h2 class='title'>{story.headline}</h2><span>{story.printed}</span> <span>{story.byline}</span>"
    return f"<div id='content'>{head}<div class='text'>{body}</div><p><a href='/f'>{words.boxes[4]}</a></p></div>"


def _between_boxes(story: Story, words: Words) -> str:
    half = len(story.paragraphs) // 2
    box = f"<aside><h4>{words.boxes[0]}</h4><a href='/t'>{story.teasers[0]}</a></aside>"
    first, second = (
        "".join(f"<p>{one}</p>" for one in part) for part in (story.paragraphs[:half], story.paragraphs[half:])
    )
    head = f"<header><h1>{story.headline}</h1><div>{story.byline} | {story.printed}</div></header>"
    return f"<section class='story'>{head}{first}{box}{second}</section>"


def _in_cells(story: Story, words: Words) -> str:
    side = "".join(f"<p><a href='/t'>{teaser}</a></p>" for teaser in story.teasers)
    body = "".join(f"<p>{one}</p>" for one in story.paragraphs)
    head = f"<h1>{story.headline}</h1><p>{story.byline}</p><p>{story.printed}</p>"
    return f"<table><tr><td>{side}<p>{words.boxes[3]}</p></td><td>{head}{body}</td></tr></table>"


def _with_a_picture(story: Story, words: Words) -> str:
    caption = " ".join(part[0] for part in (words.objects, words.places, words.ends))
    picture = f"<figure><img src='p.jpg'><figcaption>{caption} (AFP)</figcaption></figure>"
    body = "".join(f"<p class='paragraph'>{one}</p>" for one in story.paragraphs)
    head = f"<time>{story.printed}</time><h1>{story.headline}</h1><address>{story.byline}</address>"
    return f"<article class='post'>{head}{picture}<div class='entry-content'>{body}</div></article>"


LAYOUTS: tuple[Layout, ...] = (
    _in_article,
    _in_nameless_blocks,
    _by_line_breaks,
    _between_boxes,
    _in_cells,
    _with_a_picture,
)
