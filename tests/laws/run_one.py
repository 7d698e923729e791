"""Run a busy world in this process and print its fingerprint: ``python -m tests.laws.run_one WEEKS``."""

from __future__ import annotations

import sys

from tests.laws.worlds import fingerprint, ran
from tests.plain_model.busy import busy

if __name__ == "__main__":
    print(fingerprint(ran(busy(), int(sys.argv[1]))))
