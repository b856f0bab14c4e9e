"""In whose voice a designation is: each voice with what comes close to it."""

import pytest

from syria_iraq_archive.annotate.designations.voices import may_report
from syria_iraq_archive.pipeline import Pipeline
from tests.annotate.designations.readings import found

VOICES = [
    # the outlet's own, though somebody speaks in the sentence
    ("The rebels left Hama, residents said.", "outlet", None),
    ("According to the army, the rebels left Hama.", "outlet", None),
    ("The rebels announced a truce.", "outlet", None),
    ("The minister condemned the advance of the rebels.", "outlet", None),
    ("The minister urged the rebels to leave.", "outlet", None),
    ("“We stay,” said a rebel commander in Hama.", "outlet", None),
    ("After the minister said that talks had failed, the rebels left.", "outlet", None),
    ("The minister sent a warning to the rebels.", "outlet", None),
    ("The minister said so. The rebels left.", "outlet", None),
    ("This highlights the weakness of the rebels.", "outlet", None),
    ("The minister will consider sending arms to the rebels.", "outlet", None),
    ("They are viewed as a danger to the rebels.", "outlet", None),
    # reported, without marks
    ("The minister said the rebels had left.", "reported", "The minister"),
    ("The minister said on Monday that talks with the rebels would begin.", "reported", "The minister"),
    ("The minister told reporters in Basra that the rebels had left.", "reported", "The minister"),
    ("The minister announced that the rebels had left.", "reported", "The minister"),
    ("The minister accused the rebels of theft.", "reported", "The minister"),
    ("The minister underscored the danger of the rebels.", "reported", "The minister"),
    ("The minister vowed to crush the rebels.", "reported", "The minister"),
    ("The minister spoke, adding that the rebels had left.", "reported", "The minister"),
    ("Sabri: Rebels have left the town", "reported", "Sabri"),
    # between marks
    ("“The rebels left the town on Monday,” the minister said.", "speaker", "the minister"),
    ("Karim Sabri called them “rebels” in a speech.", "speaker", "Karim Sabri"),
    ("Many fear the “rebels” in the town.", "scare", None),
    # at a distance
    ("He spoke of what the minister described as rebels.", "distanced", "the minister"),
    ("The so-called rebels left.", "distanced", None),
    # in Arabic
    ("غادر المتمردون المدينة، بحسب السكان.", "outlet", None),
    ("أدان الوزير هجوم المتمردين.", "outlet", None),
    ("قال المتمردون إن الهدنة انتهت.", "outlet", None),
    ("قال الوزير إن المتمردين غادروا المدينة.", "reported", "الوزير"),
    ("اتهم الوزير المتمردين بالسرقة.", "reported", "الوزير"),
    ("صبري: المتمردون غادروا المدينة", "reported", "صبري"),
    ("قال الوزير: «غادر المتمردون المدينة أمس».", "speaker", "الوزير"),
    ("غادر من يسمون «المتمردين» المدينة.", "scare", None),
    ("غادر ما يسمى المتمردين المدينة.", "distanced", None),
]


@pytest.mark.parametrize(("text", "voice", "speaker"), VOICES, ids=[text for text, *_ in VOICES])
def test_a_designation_is_in_the_voice_of_whoever_says_it(
    pipeline: Pipeline, text: str, voice: str, speaker: str | None
) -> None:
    """Of these sentences the one designation."""
    [one] = found(pipeline, text)
    assert (one.voice, one.speaker) == (voice, speaker)


def test_the_speaker_is_an_actor_where_the_registry_knows_them(pipeline: Pipeline) -> None:
    """Also if a pronoun stands for the name."""
    text = "Recep Tayyip Erdogan met a guest. He said the rebels had left."
    assert [(one.speaker, one.speaker_actor) for one in found(pipeline, text)] == [("He", "recep-tayyip-erdogan")]


def test_a_word_that_may_be_a_verb_of_speech_or_calling_lets_a_sentence_be_looked_at() -> None:
    """Others are passed over."""
    assert may_report("Ankara deems the")
    assert not may_report("Ankara met the")


def test_what_may_report_is_found_among_letters_beyond_ascii() -> None:
    assert may_report("Émigrés “say” the")
    assert not may_report("Émigrés’ houses and the")
