# `make` alone lists what there is. Needs Python 3.11 or newer, git and GNU make (3.81 will do).
# Everything is installed into .venv, once, and again only when a lock file changes.

SHELL := /bin/sh
python := .venv/bin/python

# MkDocs and Material advertise their successors on every run.
export NO_MKDOCS_2_WARNING := 1
export DISABLE_MKDOCS_2_WARNING := true

# .venv keeps absolute paths and needs the Python that made it: start afresh when this
# folder was moved or copied, or when that Python is gone.
ifneq ("$(shell cat .venv/home 2>/dev/null && $(python) -c '' 2>/dev/null && echo runs)","$(CURDIR) runs")
$(shell rm -f .venv/*.ready)
endif

.PHONY: help serve site zip test check fix bench mutants lock upgrade clean

help: ## List these commands
	@sed -n 's/^\([a-z]*\):.*## /\1	/p' Makefile | expand -t 10

serve: .venv/site.ready ## Show the site on http://127.0.0.1:8000/ (PORT=8001: there) and follow every change
	@$(python) -m guides.engines.serve --dev-addr 127.0.0.1:$(or $(PORT),8000)

site: .venv/site.ready node_modules/.package-lock.json ## Build the site into site/; any warning is an error
	@[ -n "$$SITE_URL" ] || echo 'Without SITE_URL the pages say that they are at an address that is nobody’s;' \
		'to publish them: SITE_URL=https://your.example/ make site' >&2
	@[ ! -d node_modules/pyodide ] || $(python) -m guides.site.outputs.write
	@$(python) -m mkdocs build --strict --clean --site-dir site

zip: site ## Pack the site into how-to-cancel.zip, which opens from a disk
	@.venv/bin/guides zip

test: .venv/test.ready $(if $(CI),.venv/watch.ready) ## Run every test, also those in a real browser
	@$(python) -m pytest -n auto --dist worksteal $(ARGS)

check: .venv/test.ready ## Check the guides, the code's style and its types
	@$(python) -m guides check
	@$(python) -m ruff check
	@$(python) -m ruff format --check
	@$(python) -m mypy
	@$(python) -m pytest -q tests/browser/test_scripts.py

fix: .venv/test.ready ## Mend and format the code as far as tools can
	@$(python) -m ruff check --fix
	@$(python) -m ruff format

bench: .venv/test.ready .venv/bench.ready node_modules/.package-lock.json ## Measure builds beside their peers (ARGS=500: of that size)
	@$(python) benchmarks/results.py $(ARGS)

mutants: .venv/test.ready .venv/mutants.ready ## Change the code in small ways and see whether tests notice (ARGS=100: so many)
	@PYTHONPATH=tests $(python) benchmarks/mutants.py $(ARGS)

theme-css: site ## Cut the theme's stylesheet down to what pages use, after either has changed
	@npm ci --ignore-scripts --silent
	@node tests/browser/theme_css.mjs site "$$(ls .venv/lib/python*/site-packages/material/templates/assets/stylesheets/main.*.min.css)" \
		> .cache/theme.css && mv .cache/theme.css docs/assets/stylesheets/theme.css

lock: .venv/site.ready ## Bring the lock files in line with pyproject.toml
	@$(call lock,)

upgrade: .venv/site.ready ## Lock the newest version of everything
	@$(call lock,--upgrade)

clean: ## Remove what was built and installed
	rm -rf .venv site .cache node_modules

# --- Setting up ------------------------------------------------------------------------

.venv/site.ready: requirements.txt pyproject.toml
	@$(call install,requirements.txt) && touch $@

# The second lock holds all that is in the first, so both are ready.
.venv/test.ready: requirements-dev.txt pyproject.toml
	@$(call install,requirements-dev.txt) && touch .venv/site.ready $@

# The bundler of the finder is an npm package; a machine without npm publishes the modules instead.
node_modules/.package-lock.json: package-lock.json
	@if command -v npm >/dev/null; then npm ci --omit=dev --ignore-scripts --silent; fi

# What `guides watch` needs beside; only its own job and the tests in continuous integration do.
.venv/watch.ready: .venv/site.ready requirements-watch.txt
	@$(python) -m pip install -qq --require-hashes -r requirements-watch.txt && touch $@

.venv/bench.ready: .venv/test.ready requirements-bench.txt
	@$(python) -m pip install -qq --require-hashes --no-deps -r requirements-bench.txt && touch $@

.venv/mutants.ready: .venv/test.ready requirements-mutants.txt
	@$(python) -m pip install -qq --require-hashes --no-deps -r requirements-mutants.txt && touch $@

# No .ready file means a new or an interrupted .venv: begin again with an empty one.
define install
	set -e; \
	if ! ls .venv/*.ready >/dev/null 2>&1; then \
		for name in '$(PYTHON)' python3 python3.14 python3.13 python3.12 python3.11 python ''; do \
			"$$name" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' \
				2>/dev/null && break; \
		done; \
		if [ -z "$$name" ]; then \
			echo 'Please install Python 3.11 or newer with its venv module (on Debian and' \
				'Ubuntu: apt install python3 python3-venv), or name one: make PYTHON=/path/to/python3' >&2; \
			exit 1; \
		fi; \
		echo "Setting up .venv with $$("$$name" --version), once ..." >&2; \
		"$$name" -m venv --clear .venv; \
	fi; \
	rm -f .venv/*.ready; \
	$(python) -m pip install -qq --require-hashes -r $(1); \
	$(python) -m pip install -qq --no-deps --no-build-isolation -e .; \
	pwd -P > .venv/home
endef

# One lock for all systems and all Pythons from 3.11; it names no registry, so any mirror will do.
define lock
	set -e; \
	$(python) -m pip install -qq uv; \
	compile() { \
		$(python) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
			--no-build --no-header --no-emit-index-url --no-emit-find-links \
			pyproject.toml --group build "$$@"; \
	}; \
	compile $(1) --extra dev --output-file requirements-dev.txt; \
	compile --constraints requirements-dev.txt --output-file requirements.txt; \
	compile --constraints requirements-dev.txt --extra watch --output-file requirements-watch.txt; \
	compile --constraints requirements-dev.txt --extra mutants --output-file requirements-mutants.txt; \
	compile --constraints requirements-dev.txt --extra bench --output-file requirements-bench.txt
endef
