# Works from a bare Python 3.11+ and make: everything is installed into .venv.
PYTHON ?= python3
BIN := .venv/bin
SHARED ?= ../shared

.PHONY: setup test lint fix bench demo docs train clean

setup: .venv/ready

.venv/ready: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade pip
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[dev]"
	touch $@

demo: setup
	@rm -rf build/demo && mkdir -p build/demo
	$(BIN)/verbale read examples/news --record build/demo/demo.db
	$(BIN)/verbale documents --record build/demo/demo.db
	$(BIN)/verbale statements --record build/demo/demo.db --speaker Stoltenberg --kind direct
	$(BIN)/verbale show "$$($(BIN)/verbale documents --search '"SEE ALSO"' --record build/demo/demo.db --json | head -1 | \
		$(BIN)/python -c 'import json,sys; print(json.loads(sys.stdin.readline())["id"])')" \
		--record build/demo/demo.db --html build/demo/article.html
	@echo "One article with its statements marked: build/demo/article.html"

test: setup
	$(BIN)/python -m pytest

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

fix: setup
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: setup
	$(BIN)/python -m benchmarks

docs: setup
	$(BIN)/python -m docs.generate

# Trains the language model anew on two cores; needs the open data sets (see training/README.md).
train: .venv-train/ready
	.venv-train/bin/python -m training.train --out build/model
	.venv-train/bin/python -m training.export build/model src/verbale/parse/weights
	.venv-train/bin/python -m training.linking
	.venv-train/bin/python -m training.leaning
	.venv-train/bin/python -m training.swapped src/verbale/parse/weights
	.venv-train/bin/python -m training.report build/model src/verbale/parse/weights

.venv-train/ready: pyproject.toml
	$(PYTHON) -m venv .venv-train
	.venv-train/bin/python -m pip install --quiet --disable-pip-version-check --editable ".[train]"
	touch $@

clean:
	rm -rf build .venv .venv-train
