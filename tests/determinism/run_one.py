"""Run a busy world in this process and print its fingerprint: ``python -m tests.determinism.run_one WEEKS``."""

from __future__ import annotations

import sys

from tests.determinism.worlds import fingerprint, ran
from tests.naive.busy import busy

if __name__ == "__main__":
    print(fingerprint(ran(busy(), int(sys.argv[1]))))
