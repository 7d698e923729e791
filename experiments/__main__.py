"""``python -m experiments`` is the command ``kentongan``."""

import sys

from experiments.main import main

if __name__ == "__main__":
    sys.exit(main())
