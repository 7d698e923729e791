"""What a user should know though nothing is wrong: how something doubtful was understood, or that nothing will happen.

A note is a warning of Python's own (:class:`InputNote`), so that it is seen wherever the model is used from; the
command line prints each once, as a sentence, and keeps it in ``manifest.json``.
"""

from __future__ import annotations

import warnings


class InputNote(UserWarning):
    """Input that was understood, with something to be told about it."""


def note(sentence: str) -> None:
    """Tell something about the input that is no mistake, as a whole sentence."""
    warnings.warn(sentence, InputNote, stacklevel=3)
