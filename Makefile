# Every target sets itself up: it makes .venv and installs what it needs, once. `make PYTHON=python3.12 test` chooses
# the interpreter. See README.md.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip install --quiet --disable-pip-version-check
LAW    := fixtures/statutes/kz

.PHONY: help demo test lint docs bench accuracy data excerpts wheel-check clean
.DELETE_ON_ERROR:

help:
	@echo "make demo         the report on art. 128 of the Criminal Code of Kazakhstan, read from the Russian text"
	@echo "make test         the tests"
	@echo "make lint         ruff, mypy, import-linter"
	@echo "make docs         the documentation as web pages, in site/"
	@echo "make bench        the benchmarks"
	@echo "make accuracy     how right the reader is, on the built-in library or with FOLDER=path on texts of your own"
	@echo "make data         what is precomputed: the taxonomy's closure, the parsed library, the languages' tables"
	@echo "make excerpts     the program's own output in README.md and docs/, written anew"
	@echo "make wheel-check  builds the package, installs it into an empty environment and runs it there"
	@echo "make clean        removes what the other targets made, but not .venv"

$(VENV)/.python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "defgap needs Python 3.11 or newer: make PYTHON=python3.12 ...")'
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.package: $(VENV)/.python pyproject.toml
	$(PIP) --editable .
	@touch $@

$(VENV)/.tools: $(VENV)/.package
	$(PIP) --editable '.[test,lint,docs,build]'
	@touch $@

demo: $(VENV)/.package
	@$(BIN)/defgap check $(LAW)/kz-cc-128@2023.ru.txt --definitions $(LAW)/kz-cc-003@2023.ru.txt \
		--authority kz-sc-2012-7 --fail-on never

test: $(VENV)/.tools
	$(BIN)/python -m pytest -n auto --maxprocesses 4

lint: $(VENV)/.tools
	$(BIN)/ruff check .
	$(BIN)/ruff format --check --quiet src tests benchmarks docs
	$(BIN)/mypy
	$(BIN)/lint-imports

docs: $(VENV)/.tools
	$(BIN)/mkdocs build --strict --quiet
	@echo "site/index.html"

bench: $(VENV)/.tools
	$(BIN)/python benchmarks/run.py

# OPTIONS are those of the program, such as OPTIONS='--lang ru --json'; see docs/accuracy.md.
accuracy: $(VENV)/.package
	@$(BIN)/python -m benchmarks.accuracy $(if $(FOLDER),"$(FOLDER)") $(OPTIONS)

data: $(VENV)/.package
	$(BIN)/python -c 'from defgap import library; library.refresh()'

excerpts: $(VENV)/.tools
	$(BIN)/python tests/test_docs.py --write
	$(BIN)/python tests/test_claims.py --write

# The sdist is built first and the wheel from it; then nothing of the checkout is in reach.
wheel-check: $(VENV)/.tools
	@set -eu; place=$$(mktemp -d); trap 'rm -rf "$$place"' EXIT; \
	$(BIN)/python -m build --outdir "$$place/dist" . >"$$place/log" 2>&1 || { cat "$$place/log"; exit 1; }; \
	$(BIN)/python -m venv "$$place/venv"; \
	"$$place/venv/bin/python" -m pip install --quiet --disable-pip-version-check "$$place"/dist/*.whl; \
	cd "$$place"; PATH="$$place/venv/bin:$$PATH"; unset PYTHONPATH; \
	library=$$(python -c 'import defgap, pathlib; print(pathlib.Path(defgap.__file__).parent / "fixtures/statutes/kz")'); \
	case "$$library" in "$$place"/*) ;; *) echo "the package was taken from $$library"; exit 1;; esac; \
	expect() { wanted=$$1; shift; code=0; "$$@" >out.txt 2>err.txt || code=$$?; \
		if [ $$code -ne $$wanted ]; then echo "$$*: exit code $$code, not $$wanted"; cat out.txt err.txt; exit 1; fi; \
		echo "exit code $$code as expected: $$*"; }; \
	expect 1 defgap check kz-cc-128@2023; \
	expect 1 defgap check "$$library/kz-cc-128@2023.ru.txt"; \
	expect 0 defgap check "$$library/kz-cc-128@2023.ru.txt" --definitions "$$library/kz-cc-003@2023.ru.txt" \
		--authority kz-sc-2012-7 --fail-on never; \
	expect 0 defgap library verify; \
	expect 2 defgap check nowhere.txt; \
	expect 1 python -m defgap check kz@2023; \
	test -f "$$library/../../../py.typed"; test -f "$$library/../../../report.schema.json"; \
	echo "the wheel built from the sdist works"

clean:
	rm -rf site dist build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
