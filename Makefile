# One command each; `make` alone lists them. Needs make and Python 3.11 or newer.
PYTHON ?= python3
PY := .venv/bin/python
PRODUCTION := DJANGO_SETTINGS_MODULE=config.settings.production ANSINH_HOSTS=ansinh.example \
	ANSINH_SECRET_KEY=only-for-the-check-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJ \
	ANSINH_PROTECTION_KEYS=b25seS1mb3ItdGhlLWNoZWNrLTAxMjM0NTY3ODktMDE= \
	ANSINH_ENCRYPTION_SECRETS=only-for-the-check
TESTING := DJANGO_SETTINGS_MODULE=config.settings.test

.DEFAULT_GOAL := help
.PHONY: help setup run check test browser fmt messages demo bench

help: ## this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

setup: ## install everything, tools included, into .venv
	@$(PYTHON) config/bootstrap.py --dev
	@$(PY) -m config.messages

run: ## start the product with its database: http://127.0.0.1:8000 (HOST=, PORT=)
	@$(PYTHON) config/bootstrap.py
	@$(PY) -m config.run

check: setup ## lint, format, types, architecture, translations, migrations, deployment settings
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy .
	.venv/bin/lint-imports
	$(PY) -m config.messages --check
	$(TESTING) $(PY) manage.py makemigrations --check --dry-run
	@echo "manage.py check --deploy (production settings)"
	@$(PRODUCTION) $(PY) manage.py check --deploy --fail-level WARNING

test: setup browser ## all tests, in a fast database of their own (ARGS= for pytest)
	$(PY) -m pytest -n auto --maxprocesses 4 $(ARGS)

browser: # Chromium for the tests in a browser; without it they are skipped and say so
	@for name in chromium chromium-browser google-chrome; do command -v $$name >/dev/null && exit 0; done; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then export DEBIAN_FRONTEND=noninteractive; \
		apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium </dev/null >/dev/null && exit 0; fi; \
	echo "Chromium is absent: the tests in a browser are skipped. To have them: apt-get install chromium"

fmt: setup ## format and repair what can be repaired
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .

messages: setup ## merge and compile the translations in locale_src
	@$(PY) -m config.messages

demo: setup ## load the example data without starting the server
	@$(PY) manage.py migrate -v 0
	@for name in load_units load_law load_demo; do $(PY) manage.py $$name || exit 1; done

bench: setup ## measure: imports, runs, pages, documents
	@$(PY) -m benchmarks $(ARGS)
