"""Classes of the user's own: what can be wrong with their files, and what they can do wrong when they are asked."""

from __future__ import annotations

from tests.attack.tries import Try

KIND = "a class of one's own"
BUSY = ("place=classroom", "weeks=30", "programme.start_week=1", "place.rate_factor=60")
TRIAGE = ("run", *BUSY, "programme.officer_triage=mine:Mine", "--config-dir", "own")
STRATEGY = ("run", *BUSY, "recruiting.strategy=mine:Mine", "--config-dir", "own")
CASES_AS_THEY_ARE = "that order gives back the same cases, each once"


def order(body: str) -> str:
    return f"import numpy as np\n\nclass Mine:\n    def order(self, world, cases):\n        {body}\n"


def adapt(body: str) -> str:
    return f"class Mine:\n    def adapt(self, recruiter):\n        {body}\n"


ORDERS = {
    "gives back nothing": ("pass", "mine.py:Mine', whose order gives back None,"),
    "gives back fewer cases": ("return cases[:-1]", CASES_AS_THEY_ARE),
    "gives back one case twice": ("return np.concatenate([cases, cases[:1]])", CASES_AS_THEY_ARE),
    "gives back other cases": ("return cases + 1", CASES_AS_THEY_ARE),
    "gives back halves": ("return cases / 2", CASES_AS_THEY_ARE),
    "gives back fractions": ("return cases.astype(float)", CASES_AS_THEY_ARE),
    "gives back truths": ("return cases >= 0", CASES_AS_THEY_ARE),
    "gives back a text": ("return 'urgent first'", "gives back 'urgent first'"),
    "gives back a number": ("return 3", "gives back 3,"),
    "gives back lists of lists": ("return [[1], [2, 3]]", CASES_AS_THEY_ARE),
    "gives back a table": ("return {'cases': cases}", CASES_AS_THEY_ARE),
    "gives back a column": ("return cases[:, None]", CASES_AS_THEY_ARE),
    "yields": ("yield from cases", CASES_AS_THEY_ARE),
    "raises": ("return 1 / 0", "mine.py, line 5"),
    "asks for what is not there": ("return world.cases", "raises an error (AttributeError"),
    "calls itself without end": ("return self.order(world, cases)", "raises an error (RecursionError"),
    "raises what is no usual error": ("raise GeneratorExit", "raises an error (GeneratorExit)"),
    "raises an error without words": (
        "raise type('Odd', (Exception,), {'__str__': lambda self: 1 / 0})",
        "raises an error (Odd)",
    ),
    "raises an error that paints the screen": (
        "raise ValueError('\\x1b[31mred')",
        "raises an error (ValueError: ?[31mred)",
    ),
    "ends the program": ("raise SystemExit(0)", "raises an error (SystemExit: 0)"),
    "quits": ("quit()", "raises an error (SystemExit"),
    "raises many lines": ("raise ValueError('a\\n' * 20)", "raises an error (ValueError: a"),
}
ADAPTS = {
    "gives something back": ("return 3", "whose adapt gives back 3,"),
    "raises": ("raise KeyError('pressure')", "raises an error (KeyError: 'pressure')"),
    "asks for what is not there": ("recruiter.flee()", "raises an error (AttributeError"),
    "gives words where weeks belong": ("recruiter.lie_low('long')", "mine.py, line 3"),
    "ends the program": ("import sys; sys.exit('done')", "raises an error (SystemExit: done)"),
}
FILES: dict[str, tuple[str | bytes, str]] = {
    "no Python": ("def adapt(:\n", "which cannot be imported (SyntaxError"),
    "not UTF-8": (b"x = '\xe9'\n", "which cannot be imported (SyntaxError"),
    "a byte of nothing": ("x = 1\0\n", "which cannot be imported (SyntaxError"),
    "imports what is not there": ("import nothing_of_that_name\n", "which cannot be imported (ModuleNotFoundError"),
    "fails when it is read": ("1 / 0\n", "which cannot be imported (ZeroDivisionError"),
    "ends the program when it is read": ("raise SystemExit\n", "which cannot be imported (SystemExit"),
    "has another class": ("class Another:\n    pass\n", "of which there is no class,"),
    "has a function of that name": ("def Mine():\n    pass\n", "of which there is no class,"),
    "has a class without the method": ("class Mine:\n    pass\n", "which has no adapt,"),
    "has a method that is none": ("class Mine:\n    adapt = 3\n", "which has no adapt,"),
    "has a class that asks for more": (
        "class Mine:\n    def __init__(self, x): ...\n    def adapt(self, r): ...\n",
        "which cannot be made (TypeError",
    ),
    "has a class that fails when it is made": (
        "class Mine:\n    def __init__(self): 1 / 0\n    def adapt(self, r): ...\n",
        "which cannot be made (ZeroDivisionError",
    ),
    "has a class that makes nothing": (
        "class Mine:\n    def __new__(cls): return None\n    def adapt(self, r): ...\n",
        "which cannot be made (TypeError: gives back NoneType)",
    ),
    "stops a generator when it is read": ("raise GeneratorExit\n", "which cannot be imported (GeneratorExit"),
    "has a method that takes nothing": ("class Mine:\n    def adapt(self): ...\n", "raises an error (TypeError"),
}
NAMED = {
    "no module of that name": ("recruiting.strategy=nowhere:Mine", "of which there is no module,"),
    "no file of that name": ("recruiting.strategy=nowhere.py:Mine", "of which there is no file,"),
    "no class in the name": ("recruiting.strategy='mine:'", "'mine:'"),
    "no module in the name": ("recruiting.strategy=':Mine'", "':Mine'"),
    "a misspelt strategy": ("recruiting.strategy=ignor", "recruiting.strategy: 'ignor'"),
    "a strategy for a triage": ("programme.officer_triage=ignore", "programme.officer_triage: 'ignore'"),
    "a class of the library": ("recruiting.strategy=collections:OrderedDict", "which has no adapt,"),
    "a folder": ("recruiting.strategy=.py:Mine", "recruiting.strategy"),
}
TRIES = [
    *(
        Try(KIND, f"a triage that {name}", TRIAGE, 2, (s,), {"own/mine.py": order(b)})
        for name, (b, s) in ORDERS.items()
    ),
    *(
        Try(KIND, f"a strategy that {name}", STRATEGY, 2, (s,), {"own/mine.py": adapt(b)})
        for name, (b, s) in ADAPTS.items()
    ),
    *(Try(KIND, f"a file that {name}", STRATEGY, 2, (s,), {"own/mine.py": text}) for name, (text, s) in FILES.items()),
    *(
        Try(KIND, name, ("run", *BUSY, word, "--config-dir", "own"), 2, (said,), {"own/other.py": ""})
        for name, (word, said) in NAMED.items()
    ),
    Try(KIND, "a triage in a list", TRIAGE, 0, (), {"own/mine.py": order("return list(cases)")}),
    Try(
        KIND,
        "a triage that changes what it is given",
        TRIAGE,
        0,
        (),
        {"own/mine.py": order("cases.sort(); return cases")},
    ),
    Try(KIND, "a strategy that does nothing", STRATEGY, 0, (), {"own/mine.py": adapt("return")}),
]
