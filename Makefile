# The two commands of the README are `make demo` and `make test`; the rest is for those who stay.
# Every recipe is one or two lines that also work by hand.
PYTHON ?= python3
ifeq ($(OS),Windows_NT)
BIN = .venv/Scripts
else
BIN = .venv/bin
endif
RUN = $(BIN)/python -m samskab

.venv/demo: requirements.txt pyproject.toml
	test -x $(BIN)/python || test -x $(BIN)/python.exe || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install -q --require-hashes -r requirements.txt
	$(BIN)/python -m pip install -q --no-deps --no-build-isolation -e .
	@touch .venv/demo

.venv/dev: requirements-dev.txt pyproject.toml .venv/demo
	$(BIN)/python -m pip install -q --require-hashes -r requirements-dev.txt
	@touch .venv/dev

lock: ## pin every dependency with hashes, in files that name no index
	uv pip compile pyproject.toml --group build --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header -q -o requirements.txt
	uv pip compile pyproject.toml --group build --group dev --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header -q -o requirements-dev.txt

.PHONY: lock
