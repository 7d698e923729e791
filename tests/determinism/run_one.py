"""Run a busy world in this process and print its fingerprint: ``python -m tests.determinism.run_one WEEKS``."""

from __future__ import annotations

import sys

from tests.determinism.worlds import busy, fingerprint, ran

if __name__ == "__main__":
    print(fingerprint(ran(busy(), int(sys.argv[1]))))
