.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
SHELL := bash
PYTHON ?= python3.11
RAW ?= data/raw
PINS := requirements.bootstrap.txt requirements.lock.txt pyproject.toml tools/setup.sh
STAMP := .venv/installed-$(shell cat $(PINS) | sha256sum | cut -c1-16)
NEWSLIB := .venv/bin/newslib
export PYTHONHASHSEED := 0

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 10

setup: $(STAMP) ## install the locked packages into .venv; does nothing when they are there

$(STAMP):
	@PYTHON=$(PYTHON) bash tools/setup.sh $@

report: setup ## read data/raw, write data/processed, run the notebooks, render exports/index.html
	@$(NEWSLIB) report --raw $(RAW)

test: setup ## lint, types, doctests, tests, and the committed notebooks cell by cell
	.venv/bin/ruff check
	.venv/bin/mypy
	@.venv/bin/python -c 'from pathlib import Path; from newslib import stages; stages.run(Path("data/raw"), Path("data/processed"))'
	.venv/bin/pytest -n 2 --dist loadfile --no-loadscope-reorder newslib tests notebooks \
		--nbval --nbval-current-env --nbval-sanitize-with tests/nbval_sanitize.cfg

lab: setup ## open the notebooks in JupyterLab
	.venv/bin/jupyter lab $(if $(filter 0,$(shell id -u)),--allow-root) notebooks

notebooks: setup ## run the committed notebooks in place, on the tables of data/processed
	@.venv/bin/python -m newslib.notebooks notebooks

picture: setup ## take docs/happening.png, the picture in the README, from exports (needs chromium)
	@.venv/bin/python tools/picture.py exports docs/happening.png

lock: .bootstrap/bin/uv ## pin every package anew from pyproject.toml
	.bootstrap/bin/uv pip compile --universal --generate-hashes --no-header --python-version 3.11 \
		--extra dev -q pyproject.toml -o requirements.lock.txt

.bootstrap/bin/uv: requirements.bootstrap.txt
	@PYTHON=$(PYTHON) bash tools/setup.sh

clean: ## remove what a machine made: tables, exports, caches, .venv
	find data/processed -mindepth 1 ! -name .gitkeep -delete
	rm -rf exports .venv .bootstrap .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find newslib tests benchmarks tools -name __pycache__ -prune -exec rm -rf {} +

.PHONY: help setup report test lab notebooks picture lock clean
