# salesplan_nb needs make and Python 3.11 or newer; everything else is installed into .venv out of requirements.lock.
.PHONY: help plan test lock notebooks docs pictures lint clean sample unit nbval bytecode FORCE
.NOTPARALLEL:
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

WORKSPACE ?= data/sample
bin := .venv/bin
stamp := .venv/.built

help:
	@echo 'make plan [WORKSPACE=dir]  run the six notebooks on a workspace (default: the sample) and write its plan'
	@echo 'make test                  every check: lint, types, imports, a run of the sample, the tests, the notebooks'
	@echo 'make lint                  the quick part of it: ruff, mypy, import-linter'
	@echo 'make notebooks             execute the notebooks on the sample and keep their outputs'
	@echo 'make docs                  write docs/data.md and the schemas for editors from the data contract and the models'
	@echo 'make pictures              take README'\''s pictures of a run of the sample, with Chromium'
	@echo 'make lock                  renew requirements.lock from pyproject.toml (UPGRADE=1: with the newest versions)'
	@echo 'make clean                 remove .venv, build output and caches; runs stay'

plan: $(stamp) bytecode
	@$(bin)/salesplan run '$(WORKSPACE)'

# --- the environment -----------------------------------------------------------------------------------------------------
# The stamp is written last, and holds the folder: a half-built .venv, one that was moved here and one whose Python has gone
# are built anew; a whole one that is older than the lock is brought up to date in place. uv compiles to byte code, because
# without it (and where PYTHONDONTWRITEBYTECODE is set it would stay so) pandas takes 1.7 s to import instead of 0.55.
whole := $(filter $(CURDIR),$(shell .venv/bin/python -c 'print(open(".venv/.built").read().strip())' 2>/dev/null))
ifndef whole
$(stamp): FORCE
endif

$(stamp): requirements.lock pyproject.toml
ifndef whole
	@python=; \
	for candidate in $(PYTHON) python3 python3.13 python3.12 python3.11 python; do \
	  if $$candidate -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	    python=$$candidate; break; fi; \
	done; \
	if [ -z "$$python" ]; then \
	  echo 'error: no Python 3.11 or newer (with its venv module) on PATH' >&2; \
	  echo 'hint: install one (on Debian: apt install python3 python3-venv), or name it: make PYTHON=/path/to/python3.11' >&2; \
	  exit 1; fi; \
	echo 'building .venv (once; about half a minute)'; \
	rm -rf .venv && $$python -m venv .venv
	@awk '/^[^ #]/ { ours = /^uv==/ } ours && !/^ *#/' requirements.lock > .venv/uv.txt
	@$(bin)/python -m pip install -qq --disable-pip-version-check --require-hashes -r .venv/uv.txt
endif
	@rm -f $@
	@$(bin)/uv pip install --quiet --python $(bin)/python --require-hashes --compile-bytecode -r requirements.lock
	@$(bin)/uv pip install --quiet --python $(bin)/python --no-deps --no-build-isolation -e .
	@echo '$(CURDIR)' > $@

# Where Python is told not to write byte code, each of the run's kernels would compile our modules again.
bytecode: $(stamp)
	@if [ -n "$$PYTHONDONTWRITEBYTECODE" ]; then $(bin)/python -m compileall -q salesplan_nb; fi

# Keeps the pins it can; UPGRADE=1 takes the newest of everything. No index address gets into the file.
lock: $(stamp)
	@$(bin)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes $(if $(UPGRADE),--upgrade) \
	  --no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock' \
	  --group dev --group build pyproject.toml --output-file requirements.lock

# --- the checks ----------------------------------------------------------------------------------------------------------
# The parts of `make test` run in this order, each also by itself. A run of the sample is made once, before the notebooks
# are compared: opened as they are, they use it.
test: lint sample unit nbval
	@echo
	@cat $(not_run)

not_run := .pytest_cache/d/salesplan/not-run

lint: $(stamp)
	@$(bin)/ruff check .
	@$(bin)/ruff format --check .
	@$(bin)/mypy
	@$(bin)/lint-imports --no-logo

sample: $(stamp) bytecode
	@SALESPLAN_CHROMIUM= $(bin)/salesplan run data/sample

# Modules in their order and not by their number of tests: the longest have few, and would begin when one core has no more.
unit: $(stamp) bytecode
	@rm -f $(not_run)
	@$(bin)/python -m pytest tests -n 2 --dist loadscope --no-loadscope-reorder

# One after the other: two kernels that start at once may pick the same port, and one of them dies. It costs no time.
nbval: $(stamp) bytecode
	@$(bin)/python -m pytest --nbval --nbval-cell-timeout=300 notebooks/

notebooks: $(stamp) bytecode
	@$(bin)/python -m salesplan_nb.run.refresh_notebooks

docs: $(stamp)
	@$(bin)/python -m salesplan_nb.workspace.contract_page
	@$(bin)/python -m salesplan_nb.workspace.schemas

pictures: sample
	@$(bin)/python benchmarks/pictures.py

clean:
	rm -rf .venv build dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	find salesplan_nb tests benchmarks data notebooks -name __pycache__ -prune -exec rm -rf {} + 2>/dev/null || true
