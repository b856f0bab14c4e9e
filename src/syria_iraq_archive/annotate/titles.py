"""Words that stand before a surname without being part of a name: ranks, offices, forms of address."""

_WORDS = """
mr mrs ms dr prof professor sir dame lord lady sheikh shaykh sayyid imam ayatollah mullah mufti pope patriarch
bishop king queen prince princess emir sultan general gen lieutenant lt colonel col major maj captain capt brigadier
brig sergeant admiral commander commodore marshal president vice premier minister pm secretary chancellor speaker
ambassador envoy governor mayor senator sen representative rep congressman congresswoman lawmaker mp deputy chairman
chairwoman chief director leader spokesman spokeswoman spokesperson judge justice attorney officer official analyst
expert journalist activist and but the with of for to by from as when while after before says said told under
against ally rival former late chef haji hajji mam kak comrade brother cleric adviser advisor coordinator head
"""

TITLES = frozenset(_WORDS.split())
"""Folded; small words are there for headlines that capitalise all."""
