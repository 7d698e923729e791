"""What was probably meant by a name that is not among those there are; imported to answer ``kentongan --help``."""

from __future__ import annotations

import difflib
from collections.abc import Sequence

from sim.core.errors import Mistake


def nearest(word: str, words: Sequence[str]) -> str | None:
    """The word that was probably meant, if any is near enough."""
    found = difflib.get_close_matches(word.lower(), words, n=1, cutoff=0.6)
    return found[0] if found else None


def misnamed(where: str, name: object, options: Sequence[str], otherwise: str, form: str = "{}") -> Mistake:
    """A name that is not among those there are: what was probably meant, in its ``form``, or else what to do."""
    meant = nearest(str(name), options)
    todo = f"did you mean {form.format(meant)}?" if meant else otherwise
    return Mistake(where, repr(name), ", ".join(options), todo)
