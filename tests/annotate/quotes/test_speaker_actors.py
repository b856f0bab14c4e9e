"""Which actor a speaker is, and who was told, among a few invented people; and how far back is looked."""

import pytest

from syria_iraq_archive.annotate.quotes import QuoteFinder, speaker_actors
from syria_iraq_archive.annotate.quotes.mention_index import MentionIndex
from tests.annotate.people import PEOPLE, blocks_of, mentions_in
from tests.rules import Pair, check_pinned

FINDER = QuoteFinder(PEOPLE)


def actors(text: str) -> list[str | None]:
    return [quote.actor for quote in FINDER.find(text, blocks_of(text), mentions_in(text))]


def told(text: str) -> list[str | None]:
    return [quote.told_to for quote in FINDER.find(text, blocks_of(text), mentions_in(text))]


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Karim Sabri came.\n“We stay,” he said.", "karim-sabri"),
        ("Karim Sabri came.\n“We stay,” she said.", None),
        ("Rana Haddad came.\n“We stay,” she said.", "rana-haddad"),
        ("Rana Haddad came.\n“We stay,” he said.", None),
        ("Karim Sabri met Omar Haddad.\n“We stay,” he said.", "karim-sabri"),
        ("The Green Council came.\n“We stay,” he said.", None),
        ("Premier Sabri said so. “We stay,” he said.", "karim-sabri"),
        ("Karim Sabri came. Ali Hasan said so. “We stay,” he said.", None),
        ("Karim Sabri came. Observers left. “We stay,” he said.", "karim-sabri"),
        ("Strategic expert Karim Sabri came. “We stay,” the expert said.", "karim-sabri"),
        ("Strategic expert Karim Sabri came. “We stay,” the man said.", None),
        ("Karim Sabri, a spokeswoman, came. “We stay,” the spokesperson said.", "karim-sabri"),
        ("Karim Sabri, an old lawmaker, came. “We stay,” the lawmaker of Hit said.", "karim-sabri"),
        ("The spokesman for the army, Karim Sabri, came. “We stay,” the spokesman said.", "karim-sabri"),
        ("The Green Council expert came. “We stay,” the expert said.", None),
        ("The head of the council, Karim Sabri, said “we stay.”", "karim-sabri"),
        ("The head of the council, Karim Sabri and men, said “we stay.”", None),
        ("Green Council leader Karim Sabri said “we stay.”", "karim-sabri"),
        ("The Green Council said “we stay.”", "green-council"),
        ("Karim Sabri of Hit said “we stay.”", "karim-sabri"),
        ("The Green Council's Ali said “we stay.”", None),
        ("A member of the Green Council said “we stay.”", None),
        ("Samarian men said “we stay.”", None),
        ("Governor of Hit Karim Sabri said “we stay.”", "karim-sabri"),
        ("Office of President Karim Sabri said “we stay.”", None),
        ("A friend of old Karim Sabri said “we stay.”", None),
        ("The spokesman, Ali Hasan, said so. “We stay,” he said.", None),
        ("“We stay,” said his sister, Rana.\nKarim Sabri, who was there, left.", None),
        ("Minister of Trade, Karim Sabri, said “we stay.”", "karim-sabri"),
        # Arabic: whose office, brother or spokesman somebody is doesn't make them that person.
        ("وقال كريم صبري: «سنبقى هنا».", "karim-sabri"),
        ("وقال كريم صبري المتحدث باسم المجلس الأخضر: «سنبقى هنا».", "karim-sabri"),
        ("وقال القيادي في المجلس الأخضر كريم صبري: «سنبقى هنا».", "karim-sabri"),
        ("وقال مكتب كريم صبري: «سنبقى هنا».", None),
        ("وقالت حكومة الرئيس كريم صبري: «سنبقى هنا».", None),
        ("وقال مصدر مقرب من كريم صبري: «سنبقى هنا».", None),
        ("وقال المتحدث باسم المجلس الأخضر: «سنبقى هنا».", None),
        ("وقالت حركة المجلس الأخضر: «سنبقى هنا».", "green-council"),
        ("وحذر المبعوث إلى البلدة، كريم صبري، من أن «الطريق مغلق».", "karim-sabri"),
    ],
)
def test_the_speaker_is_this_actor_or_none(text: str, actor: str | None) -> None:
    assert actors(text)[-1] == actor


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("“We stay,” Ali told the Green Council.", "green-council"),
        ("“We stay,” Ali told Green Council.", "green-council"),
        ("“We stay,” Ali said in comments to the Green Council.", "green-council"),
        ("“We stay,” Ali said in a letter sent yesterday to Green Council.", "green-council"),
        ("“We stay,” Ali said, speaking to the Green Council.", "green-council"),
        ("“We stay,” Ali told Green Council’s men.", None),
        ("“We stay,” Ali told Samarian men.", None),
        ("“We stay,” Ali told the old Green Council.", None),
        ("“We stay,” Ali said of the Green Council.", None),
        ("“We told the Green Council,” Ali said.", None),
        ("“We stay,” Ali told the state news agency Dawn News.", "dawn-news"),
        ("“We stay,” Ali told state-run Dawn News.", "dawn-news"),
        ("“We stay,” Ali told London-based Dawn News.", "dawn-news"),
        ("“We stay,” Ali told the men of Dawn News.", None),
        ("“We stay,” Ali told Dawn News’s Rana Aziz.", "dawn-news"),
        ("“We stay,” Ali told Dawn News’s correspondent.", "dawn-news"),
        ("“We stay,” Ali told Dawn News’s owner.", None),
        ("“We stay,” Ali told the channel Samaria 24.", None),
        ("“We stay,” Ali told Samaria.", "samaria"),
        ("وقال سامر إن «الطريق مغلق»، في تصريح لـ أنباء الفجر.", None),
        ("وقال سامر في تصريح لـ أنباء الفجر إن «الطريق مغلق».", "dawn-news"),
        ("«الطريق مغلق»، يقول سامر، وهو من البلدة، لأنباء الفجر.", "dawn-news"),
        ("«الطريق مغلق»، يقول سامر. وصل لأنباء الفجر خبر.", None),
    ],
)
def test_the_actor_who_was_told_is_this_one_or_none(text: str, actor: str | None) -> None:
    assert told(text) == [actor]


@pytest.mark.parametrize("name", ["«أنباء الفجر»", '"أنباء الفجر"'])
def test_an_outlet_named_in_marks_is_told(name: str) -> None:
    """The name stands in a quotation of its own."""
    assert told(f"وقال سامر لـ{name}: «الطريق مغلق منذ أسبوع».")[-1] == "dawn-news"


def test_a_speaker_in_arabic_ends_with_the_name_of_the_person() -> None:
    """What stands behind is an office, or what the verb speaks of."""
    text = "وأكد الوزير كريم صبري إطلاق سراحها، وأضاف أن «الطريق مغلق»."
    [quote] = FINDER.find(text, blocks_of(text), mentions_in(text))
    assert quote.speaker == "الوزير كريم صبري"


def test_he_is_looked_for_in_four_paragraphs() -> None:
    """Farther away, "he" is somebody else."""
    far, near = ("Karim Sabri came.\n" + "It rained.\n" * count + "“We stay,” he said." for count in (3, 2))
    check_pinned(speaker_actors, "_PARAGRAPHS_BACK", Pair(near, ["karim-sabri"], far, [None]), actors)


def test_he_is_looked_for_in_sixteen_sentences() -> None:
    """Farther away, "he" is somebody else."""
    far, near = ("Karim Sabri came. " + "The man left. " * count + "“We stay,” he said." for count in (16, 15))
    check_pinned(speaker_actors, "_SENTENCES_BACK", Pair(near, ["karim-sabri"], far, [None]), actors)


def test_a_description_is_looked_for_at_sixty_names() -> None:
    """Farther away, another expert is meant."""
    far, near = (
        "Strategic expert Karim Sabri came. " + "Samaria is far. " * count + "“We stay,” the expert said."
        for count in (60, 59)
    )
    check_pinned(speaker_actors, "_MENTIONS_BACK", Pair(near, ["karim-sabri"], far, [None]), actors)


def test_who_was_told_stands_within_600_characters_of_the_sentence() -> None:
    """A sentence that long is a text without full stops."""
    far, near = (f"“We stay,” Ali said {'green ' * count}and told the Green Council." for count in (100, 90))
    check_pinned(speaker_actors, "_TOLD_REACH", Pair(near, ["green-council"], far, [None]), told)


def test_a_mention_that_only_touches_a_phrase_is_not_in_it() -> None:
    """An index of mentions is asked for those that begin in a span."""
    text = "Karim Sabri and Omar Haddad"
    index = MentionIndex(text, mentions_in(text))
    karim, omar = (mention.span for mention in mentions_in(text))
    assert [mention.actor for mention in index.within(omar)] == ["omar-haddad"]
    assert [mention.actor for mention in index.before(omar.start)] == ["karim-sabri"]
    assert [mention.actor for mention in index.before(omar.end)] == ["omar-haddad", "karim-sabri"]
    assert (index.is_silent(karim), index.is_silent(type(karim)(karim.end, omar.start))) == (False, True)
