# One word a task. All of it happens in scripts/bootstrap.py, which Windows users start directly.
# A Python of their own choice: make demo PYTHON=/path/to/python3.12    More for the tests: make test ARGS="-k trust"

TASKS := setup demo test check study benchmark profile baseline docs patterns levers
ARGS ?=
export PYTHON

# Any Python from 3.8 will do to start with; each is tried by running it.
STARTER = for python in "$$PYTHON" python3 python python3.13 python3.12 .venv/bin/python; do \
	if [ -n "$$python" ] && "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 8))' >/dev/null 2>&1; then \
		exec "$$python" scripts/bootstrap.py $@ $(ARGS); \
	fi; done; \
	echo "kentongan: no working Python was found: install Python 3.12 and type the command again." >&2; exit 1

.PHONY: help $(TASKS)
.NOTPARALLEL:

help:
	@echo "make demo       compare programmes in a small village and write a report under outputs/"
	@echo "make test       run the tests"
	@echo "make check      style, types and the rules about imports"
	@echo "make setup      only make the environment in .venv (the others do it when needed)"
	@echo "make study      the tests that take minutes"
	@echo "make benchmark  make profile      how fast it is, and where the time goes"
	@echo "make docs       write the generated pages anew: sim/parameters.md, docs/columns.md and others"
	@echo "make patterns   look for the expected patterns again and renew what README and docs say of them (an hour or two)"
	@echo "make levers     show anew which concepts and levers act, for docs/levers.md (the better part of an hour)"
	@echo "make baseline   write the regression baseline anew (see CONTRIBUTING.md first)"

$(TASKS):
	@$(STARTER)
