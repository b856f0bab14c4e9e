"""Given names that women bear, as ids of actors have them: enough to keep "he" and "she" apart, most of the time."""

_NAMES = """
aisha alia amal amina amira angela anna annalena antonella asma avril barbara bouthaina carla caroline catherine dana
diana dina elham elizabeth emma esther farah fatima federica feleknas fiona fatma gina hala hanan haneen heather
helen hillary hind huda ilham inas jacinda jane janine jeanine joanna jennifer jeannine julie kaja kamala karen karoline
laila leila layla lina linda liz lina lisa madeleine maha maria maram mariam marie marwa mary maryam maya megan melanie
michelle mira mona nada nadia nadine najat najla nancy nawal nikki noura olivia penny rachel rana rania rasha reem
rim rima rola roza sabrina salma samantha samar samira sana sara sarah selva shatha shirin sigrid sonia suha susan tammy
theresa thekra ursula vian victoria wafa wendy yael yasmin zahra zainab zeina
"""

_WOMENS = frozenset(_NAMES.split())


def is_womans(actor: str) -> bool:
    """Whether the id of a person begins with a woman's given name.

    >>> is_womans("ilham-ahmed"), is_womans("yahya-rasool")
    (True, False)
    """
    return actor.split("-", maxsplit=1)[0] in _WOMENS
