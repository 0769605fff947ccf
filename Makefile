# Every path here is relative, so that a checkout may lie in a folder with a blank in its name.

PYTHON ?=
WORKERS ?= 2
RUN := .venv/bin/python -m

.PHONY: help demo test check lint types layers docs site-docs screenshots bench fuzz soak crash clean \
	run-environment docs-environment dev-environment

help:
	@echo "make demo    set up, then show the main commands on bundled data; writes to demo/"
	@echo "make test    set up, then run the tests"
	@echo "make check   run everything that CI runs: style, types, layers, documents, tests"
	@echo "make docs    write docs/reference and docs/diff.svg"
	@echo "make bench   run the benchmarks; writes the table in benchmarks/README.md"
	@echo "make site-docs    build the documents as a site in build/docs"
	@echo "make screenshots  draw docs/pictures anew, with Chromium"
	@echo "make fuzz    read made-up texts for two minutes, or FUZZ_SECONDS"
	@echo "make soak    write and read one database from many processes for ten minutes, killing them"
	@echo "make crash   kill every command that writes, and a PostgreSQL server, and go on"
	@echo "make clean   remove everything that these commands made"

demo: run-environment
	@sh tools/demo.sh

test: dev-environment
	$(RUN) pytest -n $(WORKERS)

check: lint types layers
	$(RUN) tools.reference --check
	$(RUN) pytest -n $(WORKERS)

lint: dev-environment
	$(RUN) ruff check
	$(RUN) ruff format --check

types: dev-environment
	$(RUN) mypy

layers: dev-environment
	.venv/bin/lint-imports --no-logo

docs: dev-environment
	$(RUN) tools.reference
	$(RUN) tools.picture

site-docs: docs-environment
	NO_MKDOCS_2_WARNING=1 $(RUN) mkdocs build --strict --quiet
	@echo "Open build/docs/index.html in a browser."

screenshots: dev-environment
	$(RUN) tools.screenshots

bench: dev-environment
	$(RUN) benchmarks --write

fuzz: dev-environment
	$(RUN) tools.fuzz

soak: dev-environment
	$(RUN) tools.soak

crash: dev-environment
	$(RUN) tools.crash
	$(RUN) tools.crash_server

clean:
	rm -rf .venv demo build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

run-environment:
	@PYTHON='$(PYTHON)' sh tools/environment.sh run

dev-environment:
	@PYTHON='$(PYTHON)' sh tools/environment.sh dev

docs-environment: dev-environment
	@$(RUN) pip install --quiet --disable-pip-version-check --editable '.[docs]'
