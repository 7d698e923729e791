"""Files of settings in a folder of the user's own (``--config-dir own``): how they are written, and what they say.

Each is a programme that builds on ``pimpasa`` unless it is odd just there.
"""

from __future__ import annotations

from tests.attack.tries import QUICK, Try

KIND = "a file of settings"
COMMAND = ("run", *QUICK, "programme=mine", "--config-dir", "own")
FILE = "own/programme/mine.yaml"
ON_PIMPASA = "defaults: [pimpasa]\n"
NINES = "a: &a [1,1,1,1,1,1,1,1,1]\n" + "".join(
    f"{name}: &{name} [{','.join([f'*{before}'] * 9)}]\n" for before, name in zip("abcdefghi", "bcdefghij", strict=True)
)
HOW_WRITTEN: dict[str, tuple[str | bytes, str]] = {
    "nothing": ("", f"{FILE}: an empty file"),
    "remarks alone": ("# later\n", f"{FILE}: an empty file"),
    "one text": ("hello\n", f"{FILE}: a file without keys"),
    "a list": ("- a\n", f"{FILE}: a file without keys"),
    "two documents": ("a: 1\n---\nb: 2\n", f"{FILE}, line 2: this YAML"),
    "an open bracket": ("a: [1, 2\n", f"{FILE}, line 2: this YAML"),
    "an open quote": ('a: "b\n', f"{FILE}, line 2: this YAML"),
    "a tabulator": ("title:\n\ten: a\n", f"{FILE}, line 2: this YAML"),
    "odd indentation": ("a: 1\n b: 2\n", f"{FILE}, line 2: this YAML"),
    "a byte of nothing": ("a: \0\n", f"{FILE}: this YAML (a character that may not stand in it)"),
    "Latin letters of Windows": (b"a: \xe9\n", f"{FILE}: text that is not UTF-8"),
    "UTF-16": ("a: 1\n".encode("utf-16"), f"{FILE}: text that is not UTF-8"),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0", f"{FILE}: text that is not UTF-8"),
    "two million letters": ("x: " + "a" * 2_000_000, f"{FILE}: a file of 2,000,003 bytes"),
    "thirty thousand keys": ("".join(f"k{n}: 1\n" for n in range(30_000)), f"{FILE}: 30,001 values"),
    "nine levels of nine aliases": (NINES, f"{FILE}: 4,412,961,506 values"),
    "an alias of itself": ("a: &a [*a]\n", f"{FILE}, line 1: an alias within what it stands for"),
    "an alias of what it is in": ("a: &a {b: {c: *a}}\n", f"{FILE}, line 1: an alias within what it stands for"),
    "an alias of nothing": ("a: *b\n", f"{FILE}, line 1: this YAML"),
    "two hundred brackets": ("a: " + "[" * 200 + "]" * 200, f"{FILE}, line 1: a value in level 51"),
    "five thousand brackets": ("a: " + "[" * 5000 + "]" * 5000, f"{FILE}: this YAML (hundreds of levels)"),
    "nine hundred levels": ("".join(f"{' ' * n}a:\n" for n in range(900)), f"{FILE}: this YAML (hundreds of levels)"),
    "a tag": ("title: !foo {en: a, id: b}\n", f"{FILE}, line 1: the tag !foo"),
    "a tag that runs code": (
        "title: !!python/object/apply:os.system ['touch pwned']\n",
        f"{FILE}, line 1: the tag !!python/object/apply:os.system",
    ),
    "a tag for bytes": ("title: !!binary aGVsbG8=\n", f"{FILE}, line 1: the tag !!binary"),
    "a tag for a set": ("villages: !!set {a, b}\n", f"{FILE}, line 1: the tag !!set"),
    "an equals sign for a value": ("officers: =\n", f"{FILE}, line 1: the tag !!value"),
    "a key twice": ("officers: 1\nofficers: 2\n", f"{FILE}, line 2: a second 'officers'"),
    "a key that is a list": ("? [a, b]\n: 1\n", f"{FILE}, line 1: a key that is a list"),
    "a key that has keys": ("? {a: 1}\n: 2\n", f"{FILE}, line 1: a key that is a list or has keys"),
    "a merge of numbers": ("<<: [1, 2]\n", f"{FILE}, line 1: this YAML"),
    "a number of 5,000 digits": (f"officers: {'1' * 5000}\n", f"{FILE}: a value that cannot be read"),
    "a day no calendar has": ("officers: 2026-13-45\n", f"{FILE}: a value that cannot be read"),
    "building on a text": ("defaults: pimpasa\n", f"{FILE}, line 1: 'defaults' that are no list of names"),
    "building on a table": ("defaults: {a: b}\n", f"{FILE}, line 1: 'defaults' that are no list of names"),
    "building on a number": ("defaults: [3]\n", f"{FILE}, line 1: 'defaults' that are no list of names"),
    "building on nothing": ("defaults: [null]\n", f"{FILE}, line 1: 'defaults' that are no list of names"),
    "building on a list": ("defaults: [[a]]\n", f"{FILE}, line 1: 'defaults' that are no list of names"),
    "building on itself": ("defaults: [mine]\n", "defaults in the files of own: a circle"),
    "building on an unknown file": ("defaults: [pimpassa]\n", f"defaults in {FILE}: 'pimpassa'"),
    "building on a file elsewhere": ("defaults: [../../x]\n", f"defaults in {FILE}: 'x'"),
    "building on a reference": ("defaults: ['${place}']\n", "defaults"),
    "overriding Hydra": ("defaults: [override hydra/launcher: joblib]\n", f"defaults in {FILE}: this list"),
    "a remark to Hydra it does not know": ("# @pakage _global_\na: 1\n", f"{FILE}, line 1: # @pakage _global_"),
    "a remark to Hydra without a name": ("# @package\na: 1\n", f"{FILE}, line 1: # @package is not accepted"),
    "a remark to Hydra of too many words": ("# @package _ global_\na: 1\n", f"{FILE}, line 1: # @package _ global_"),
    "a reference not closed": ("officers: ${\n", "defaults: this list"),
}
WHAT_STANDS_IN_IT: dict[str, tuple[str, str]] = {
    "a number as a key": ("1: 2\n", f"{FILE}, line 2: 1 as a key"),
    "yes as a key": ("on: 2\n", f"{FILE}, line 2: on as a key"),
    "nothing as a key": ("null: 2\n", f"{FILE}, line 2: null as a key"),
    "an empty key": ("'': 2\n", "programme: this key"),
    "a point in a key": ("a.b: 2\n", f"in {FILE}: this key"),
    "braces in a key": ("'${x}': 2\n", f"in {FILE}: this key"),
    "a blank in a key": ("'a b': 2\n", f"in {FILE}: this key"),
    "a misspelt key": ("oficers: 2\n", "did you mean programme.officers?"),
    "a reference to nothing": ("officers: ${nope}\n", "programme.officers: '${nope}'"),
    "a reference to itself": ("officers: ${programme.officers}\n", "programme.officers: '${programme.officers}'"),
    "a variable of the environment": ("officers: ${oc.env:HOME}\n", "programme.officers: '${oc.env:HOME}'"),
    "a resolver of OmegaConf": ("officers: \"${oc.decode:'1'}\"\n", "programme.officers: "),
    "a value left open": ("officers: ???\n", f"{FILE}, line 2: a value left open"),
    "without end": ("outreach_intensity: .inf\n", f"programme.outreach_intensity in {FILE}: "),
    "no number": ("outreach_intensity: .nan\n", f"programme.outreach_intensity in {FILE}: "),
    "a variable of the environment behind another setting": (
        "officers: ${${place}:HOME}\n",
        "programme.officers: '${${place}:HOME}'",
    ),
    "a variable of the environment as a source": (
        'outreach_intensity: {value: 2, source: "${oc.env:HOME}"}\n',
        "programme.outreach_intensity",
    ),
    "a time": ("officers: 1:30\n", f"{FILE}, line 2: 1:30, which YAML reads as 90,"),
    "a zero before": ("officers: 010\n", f"{FILE}, line 2: 010, which YAML reads as 8,"),
    "a number of another base": ("officers: 0x10\n", f"{FILE}, line 2: 0x10, which YAML reads as 16,"),
    "thousands with a point": ("officers: 2.000\n", f"{FILE}, line 2: 2.000, which may be 2 or 2000,"),
    "yes for a number": ("officers: yes\n", f"programme.officers in {FILE}: 'True'"),
    "a truth value that is none": ("officers: !!bool x\n", f"{FILE}: a value that cannot be read"),
    "a date that is none": ("officers: !!timestamp x\n", f"{FILE}: a value that cannot be read"),
    "a letter beyond all letters": ('title: "\\UFFFFFFFF"\n', f"{FILE}: a value that cannot be read"),
    "a percentage": ("outreach_intensity: 5%\n", f"programme.outreach_intensity in {FILE}: "),
    "a date": ("outreach_intensity: 2026-01-01\n", f"programme.outreach_intensity in {FILE}: "),
    "far too much": ("outreach_intensity: 1e300\n", f"programme.outreach_intensity in {FILE}: "),
    "a list for a number": ("outreach_intensity: [2]\n", f"{FILE}: a list where what it builds on has keys"),
    "a text for a list": ("channels_open: hotline\n", f"programme.channels_open in {FILE}: "),
    "a list for a text": ("title: {en: [1], id: b}\n", f"programme.title.en in {FILE}: [1]"),
    "something to be made": ("_target_: os.system\n", f"programme._target_ in {FILE}: this key"),
    "a value in a value": ("outreach_intensity: {value: {value: 2}}\n", "programme.outreach_intensity"),
    "a range the wrong way round": ("outreach_intensity: {value: 2, range: [5, 1]}\n", "range"),
    "a range of words": ("outreach_intensity: {value: 2, range: [low, high]}\n", "range"),
    "a range of one number": ("outreach_intensity: {value: 2, range: 3}\n", "range"),
    "an unknown channel": ("channels_open: [radio]\n", "programme.channels_open"),
    "an unknown village": ("villages: [K9]\n", "programme.villages"),
    "an end before the start": ("end_week: 1\n", "programme.end_week"),
    "a phase of no village": (
        "schedule: [{start_week: 1, end_week: 3, villages: []}]\n",
        "programme.schedule.0.villages",
    ),
}
WHERE: dict[str, tuple[str, str]] = {
    "the ending .yml": ("own/programme/mine.yml", "the ending .yml"),
    "capitals in the name": ("own/programme/Mine.yaml", "the name 'Mine'"),
    "a blank in the name": ("own/programme/my one.yaml", "the name 'my one'"),
    "the name of all": ("own/channel/every.yaml", "the name 'every'"),
    "outside of the folders": ("own/mine.yaml", "a file outside the folders of the groups"),
    "a misspelt folder": ("own/programmes/mine.yaml", "did you mean programme?"),
    "a config.yaml": ("own/config.yaml", "a config.yaml of one's own"),
}
READ: dict[str, str | bytes] = {
    "nothing but what it builds on": ON_PIMPASA,
    "a mark of UTF-8": f"\ufeff{ON_PIMPASA}officers: 3\n",
    "lines end as on Windows": f"{ON_PIMPASA}officers: 3\n".replace("\n", "\r\n"),
    "no end of the last line": f"{ON_PIMPASA}officers: 3",
    "a number in quotes": f'{ON_PIMPASA}officers: "3"\n',
    "a number with its source": f"{ON_PIMPASA}outreach_intensity: {{value: 2, range: [1, 4], source: me}}\n",
    "a number in groups of digits": f"{ON_PIMPASA}end_week: 1_000\n",
    "an alias": f"{ON_PIMPASA}title: &t {{en: a, id: b}}\ndescription: *t\n",
    "letters of many scripts": f"{ON_PIMPASA}title: {{en: déçà, id: 村}}\n",
}
TRIES = [
    *(Try(KIND, name, COMMAND, 0, (), {FILE: content}) for name, content in READ.items()),
    *(Try(KIND, name, COMMAND, 2, (said,), {FILE: content}) for name, (content, said) in HOW_WRITTEN.items()),
    *(
        Try(KIND, name, COMMAND, 2, (said,), {FILE: ON_PIMPASA + text})
        for name, (text, said) in WHAT_STANDS_IN_IT.items()
    ),
    *(Try(KIND, name, COMMAND, 2, (said,), {path: ON_PIMPASA}) for name, (path, said) in WHERE.items()),
]
