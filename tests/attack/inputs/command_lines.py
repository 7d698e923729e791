"""Words on the command line: commands, options, spellings, values of the commands' own words."""

from __future__ import annotations

from tests.attack.tries import QUICK, RUN_FILES, Try

KIND = "the command line"
NAMES = "a choice by name"
REFUSED: list[tuple[str, tuple[str, ...], str]] = [
    ("a misspelt command", ("comapre",), "did you mean kentongan compare?"),
    ("an unknown command", ("fly",), "command: 'fly' is not accepted"),
    ("a command in capitals", ("RUN",), "command: 'RUN' is not accepted"),
    ("an empty command", ("",), "command: '' is not accepted"),
    ("a setting for a command", ("weeks=4",), "command: 'weeks=4' is not accepted"),
    ("an unknown option", ("run", "--outptu", "x"), "did you mean --output?"),
    ("an option of another command", ("list", "--output", "x"), "the option --output"),
    ("a short option", ("run", "-o", "x"), "run: the option -o"),
    ("an option without its value", ("run", "--output"), "--output: no value"),
    ("an option before an option", ("run", "--output", "--language"), "--output: no value"),
    ("a folder for configuration that is not there", ("run", "--config-dir", "none"), "--config-dir none: a folder"),
    ("an unknown language", ("run", "--language", "fr"), "--language: 'fr' is not accepted"),
    ("a language in words", ("run", "--language=Indonesia"), "--language: 'Indonesia' is not accepted"),
    ("a word by itself", ("run", "kalibawang"), "'kalibawang': a word by itself"),
    ("an equals sign alone", ("run", "="), "'=': this spelling"),
    ("no key", ("run", "=4"), "'=4': this spelling"),
    ("blanks around the equals sign", ("run", "weeks", "=", "4"), "'weeks': a word by itself"),
    ("two equals signs", ("run", "weeks==4"), "weeks"),
    ("an open bracket", ("run", "programme.channels_open=[hotline"), "this spelling"),
    ("an open quote", ("run", "place='classroom"), "this spelling"),
    ("several values", ("run", "seed=1,2"), "seed: several values at once"),
    ("a sweep of Hydra", ("run", "seed=range(1,4)"), "seed"),
    ("an option of Hydra", ("run", "-m", "seed=1"), "run: the option -m"),
    ("a setting of Hydra", ("run", "hydra.run.dir=x"), "hydra: this key"),
    ("a value twice", ("run", "weeks=8", "weeks=9"), "weeks: 9 after 8"),
    ("a choice twice", ("run", "programme=pimpasa", "programme=banjaroya"), "programme: 'banjaroya' after 'pimpasa'"),
    ("a value taken away", ("run", "~weeks"), "~weeks: taking this setting away"),
    ("a setting of no name", ("run", "weeks.more=1"), "weeks.more: this key"),
    ("a misspelt setting", ("run", "programme.outreach_intensty=1"), "programme.outreach_intensty: this key"),
    ("a setting without its section", ("run", "outreach_intensity=1"), "did you mean programme.outreach_intensity?"),
    ("a reference to nothing", ("run", "weeks=${sed}"), "weeks: '${sed}'"),
    ("a reference to itself", ("run", "weeks=${weeks}"), "weeks: '${weeks}'"),
    ("a variable of the environment", ("run", "programme.title.en=${oc.env:HOME}"), "'${oc.env:HOME}'"),
    ("a change to no experiment", ("run", "experiment.seeds=5"), "experiment.seeds: a change to the experiment"),
    ("a group of which all are loaded", ("run", "channel=hotline"), "channel: 'hotline'"),
    ("a list of everything", ("list", "nothing"), "list: 'nothing' is not accepted"),
    ("a template of something else", ("template", "x"), "template: 'x' is not accepted"),
    ("nothing to explain", ("explain",), "explain: nothing to explain"),
    ("two things to explain", ("explain", "averted", "person=left"), "explain"),
    ("somebody who is not there", ("explain", "person=K9/1/1", *QUICK), "person: 'K9/1/1'"),
    ("somebody named in words", ("explain", "person=Siti", *QUICK), "person: 'Siti'"),
    ("no patterns at all", ("check-patterns", "pattern=[]"), "pattern: an empty list"),
    ("an unknown pattern", ("check-patterns", "pattern=nowhere"), "pattern: 'nowhere'"),
    ("an unknown fit", ("fit-levels", "fit=nowhere"), "fit: 'nowhere'"),
    ("levels of an unknown place", ("check-levels", "place=[classroom,nowhere]"), "place: 'nowhere'"),
    ("levels after too short a run", ("check-levels", "weeks=40"), "weeks: 40 is not accepted"),
    ("a network of nothing", ("network", "place=nowhere"), "place: 'nowhere'"),
    ("a comparison of nothing", ("compare",), "experiment: no experiment"),
    ("no experiment, by name", ("compare", "experiment=null"), "experiment"),
    ("an unknown experiment", ("compare", "experiment=nowhere"), "experiment: 'nowhere'"),
    ("no runs", ("compare", "experiment=demo", "experiment.seeds=0"), "experiment.seeds: 0"),
    ("no workers", ("compare", "experiment=demo", "experiment.workers=-1"), "experiment.workers: -1"),
    (
        "an unknown executor",
        ("compare", "experiment=demo", "experiment.executor=cloud"),
        "experiment.executor",
    ),
    ("channels twice", ("compare", "experiment=demo", "experiment.channel_sets.all=[hotline,hotline]"), "2 times"),
    ("an unknown channel", ("compare", "experiment=demo", "experiment.channel_sets.all=[radio]"), "channel 'radio'"),
    ("sessions below zero", ("compare", "experiment=demo", "experiment.outreach=[-1,2]"), "experiment.outreach"),
    ("no sessions to compare", ("compare", "experiment=demo", "experiment.outreach=[]"), "experiment.outreach"),
    ("a reference not among the sets", ("compare", "experiment=demo", "experiment.reference.channels=x"), "reference"),
]
ODD_NAMES = (
    *("nowhere", "clasroom", "Classroom", "classroom.yaml", "../classroom"),
    *("[]", "{}", "3", "''", "true", "kelas\N{SCHOOL}"),
)
GROUPS = ("place", "programme", "recruiting", "deciding", "network", "experiment")
TAKEN: list[tuple[str, tuple[str, ...], str]] = [
    ("nothing but help", ("--help",), "kentongan COMMAND"),
    ("help on a command", ("compare", "--help"), "kentongan compare"),
    ("the version", ("--version",), "kentongan "),
    ("a list in Indonesian", ("list", "--language", "id"), "Tempat (place=NAMA)"),
    ("a list of one kind", ("list", "channels"), "hotline"),
    ("the week", ("week",), ""),
]
TRIES = [
    *(Try(KIND, what, words, 2, (said,)) for what, words, said in REFUSED),
    *(Try(KIND, what, words, 0, (said,), leaves=()) for what, words, said in TAKEN),
    *(Try(NAMES, f"{group}={name}", ("run", f"{group}={name}"), 2, (group,)) for group in GROUPS for name in ODD_NAMES),
    Try(NAMES, "no experiment, for a run", ("run", "experiment=null", *QUICK), 0),
    Try(KIND, "a setting in braces", ("run", *QUICK, "population_seed=${seed}"), 0, leaves=RUN_FILES),
    Try(
        KIND,
        "a plus before a setting that is there",
        ("run", "place=classroom", "+weeks=2", "programme.start_week=1"),
        0,
    ),
]
