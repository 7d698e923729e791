"""``kentongan explain person=...``: one synthetic person's story, with and without a programme."""

from __future__ import annotations

import json
import sys

from tqdm import tqdm

from experiments.cli.interrupt import stop_if_asked
from experiments.commands.run.body import FIRST_COMPILE_SECONDS, TEXTS
from experiments.composing.compose import Composed, compose
from experiments.composing.design import NO_PROGRAMME
from experiments.report.figures.story import story_figure
from experiments.report.figures.style import save, styled
from experiments.results.output import Output
from experiments.texts import Language
from sim.core.compiled import JIT, is_compiled_before
from sim.explaining.choosing import check_person
from sim.explaining.explain import explain
from sim.explaining.story import Story
from sim.people.build import build_population
from sim.ties.build import build_ties

FILES = ("story.txt", "story.json", "story.png", "story.svg")


def tell_story(composed: Composed, output: Output, language: Language, person: str) -> int:
    """Run the pair, print the story, and write it as text, JSON and a picture; returns the exit code."""
    story = traced(composed, person, language)
    text = story.text(language)
    output.write_text("story.txt", text)
    output.write_text("story.json", json.dumps(story.as_dict(language), ensure_ascii=False, indent=1) + "\n")
    _draw(story, output, language)
    print(text)
    print(WRITTEN[language].format(folder=output.folder, files=", ".join((*FILES, "manifest.json"))))
    return 0


WRITTEN = {"en": "Written to {folder}: {files}", "id": "Ditulis ke {folder}: {files}"}


def traced(composed: Composed, person: str, language: Language) -> Story:
    """The story of one person; a progress bar in a terminal."""
    settings = composed.settings
    population = build_population(settings)
    check_person(population, person)
    if JIT and not is_compiled_before():
        print(TEXTS[language]["compiling"].format(seconds=FIRST_COMPILE_SECONDS), file=sys.stderr, flush=True)
    nothing = compose([f"programme={NO_PROGRAMME}"], composed.config_dir).settings.programme
    built = (population, build_ties(settings, population))
    with tqdm(total=settings.weeks, unit="week", leave=False, disable=not sys.stderr.isatty()) as bar:

        def tick() -> None:
            stop_if_asked()
            bar.update()

        return explain(settings, nothing, built, person, tick)


def _draw(story: Story, output: Output, language: Language) -> None:
    with styled():
        save(story_figure(story, language), output.folder, "story")
