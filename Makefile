# Each target sets itself up: a virtual environment with pinned, hashed packages, made once and again when the pins change.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# The marks carry where the checkout lies: an environment that was moved is made anew, since its scripts name their folder.
HERE := $(shell printf %s '$(CURDIR)' | cksum | cut -d' ' -f1)
UV := $(VENV)/.uv-$(HERE)
READY := $(VENV)/.briefs-$(HERE)
TESTS := $(VENV)/.tests-$(HERE)
INSTALL := sh .ci/install.sh $(BIN)/uv $(BIN)/python
# Where the environment forbids it, nothing would keep its bytecode, and each of a run's many processes would compile pandas anew.
unexport PYTHONDONTWRITEBYTECODE
# The peers of the benchmark live in an environment of their own.
PEERS := .build/peers
# So do what audits the dependencies and what builds the documentation.
AUDIT := .build/audit
DOCS := .build/docs-env
# And what builds the workshop for a browser. PYODIDE=FOLDER puts an unpacked release of Pyodide into the site.
LITE := .build/lite-env
LITE_READY := $(LITE)/.ready-$(HERE)
SOURCES := $(shell find xclib notebooks data/raw -type f -not -name '*.pyc' -not -path '*/.ipynb_checkpoints/*' 2>/dev/null)

.DEFAULT_GOAL := help
.PHONY: help docs briefs workshop lite test test-all lab lab-check dist check audit benchmark bench shots notebooks lock browser clean

help:  ## show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

# Before it installs anything, venv unpacks and compiles pip for longer than uv takes for all packages. Here pip runs from the
# wheel that came with Python, installs uv, and uv installs it from there. Where Python came without one, venv does as ever.
WHEEL = $$($(PYTHON) -c 'import ensurepip, pathlib as p; print(*p.Path(ensurepip.__file__).parent.glob("_bundled/pip-*.whl"))' 2>/dev/null)

$(UV): requirements-uv.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "xclib needs Python 3.11 or later, $(PYTHON) is $$($(PYTHON) -V 2>&1); try: make $(MAKECMDGOALS) PYTHON=python3.12" >&2; exit 1; }
	@echo "Setting up $(VENV) with $$($(PYTHON) -V), once; this takes a quarter of a minute"
	@wheel=$(WHEEL); $(PYTHON) -m venv --clear $${wheel:+--without-pip} $(VENV) && \
		PYTHONPATH=$$wheel $(BIN)/python -m pip install --quiet --require-hashes -r requirements-uv.txt && \
		{ test -z "$$wheel" || $(BIN)/uv pip install --quiet --offline --no-deps --python $(BIN)/python "$$wheel"; }
	@touch $@

$(READY): $(UV) requirements-briefs.txt pyproject.toml
	@echo "Installing the $$(grep -c == requirements-briefs.txt) packages that notebooks and briefs use, pinned and hashed"
	@$(INSTALL) --require-hashes -r requirements-briefs.txt
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

$(TESTS): $(READY) requirements.txt
	@echo "Installing what the tests use besides"
	@$(INSTALL) --require-hashes -r requirements.txt
	@touch $@

briefs: $(READY)  ## make the briefs; open briefs/index.html
	@$(BIN)/xclib build & $(BIN)/xclib explorer; explorer=$$?; wait $$! && exit $$explorer
	@$(BIN)/xclib briefs

workshop: $(TESTS)  ## build the workshop for students and teachers, and check it; open build/workshop/en/index.html
	@$(BIN)/xclib workshop build
	@$(BIN)/xclib workshop check
	@$(BIN)/python -m pytest --nbval-lax build/workshop/zh/student build/workshop/zh/teacher build/workshop/en/student build/workshop/en/teacher \
		-p no:cacheprovider -o addopts= -q

lite: $(READY) $(LITE_READY)  ## build the workshop for the browser into build/lite; with PYODIDE=FOLDER it needs no network
	@test -z "$(PYODIDE)" || test -e "$(PYODIDE)/pyodide-lock.json" || \
		{ echo "PYODIDE=$(PYODIDE) is no unpacked release of Pyodide: pyodide-lock.json is not in it" >&2; exit 1; }
	@$(BIN)/xclib workshop lite --out .build/lite
	@rm -rf .build/lite-site .build/lite/static .build/lite/.jupyterlite.doit.db
	@$(if $(PYODIDE),mkdir -p .build/lite/static && cp -R "$(PYODIDE)" .build/lite/static/pyodide)
	@cd .build/lite && ../../$(LITE)/bin/jupyter lite build --lite-dir . --output-dir ../lite-site >../lite.log 2>&1 || \
		{ tail -20 ../lite.log >&2; rm -rf ../lite-site; echo "No site was built; what was in build/lite is as it was" >&2; exit 1; }
	@$(BIN)/python -m xclib.workshop.lite .build/lite-site
	@rm -rf build/lite && mkdir -p build && mv .build/lite-site build/lite
	@echo "serve it with $(BIN)/python -m http.server --directory build/lite, then open lab/index.html?path=en/1-figures.ipynb"

$(LITE_READY): requirements-lite.txt
	@echo "Setting up $(LITE), once; this takes half a minute"
	@$(PYTHON) -m venv --clear $(LITE)
	@$(LITE)/bin/python -m pip install --quiet --require-hashes -r requirements-lite.txt
	@touch $@

# nbval takes seconds to import in each worker, and only notebooks need it. Tests wait for other processes as often as they
# compute: three workers for each two threads of a processor.
WORKERS = $(shell $(BIN)/python -c 'import os; n = os.cpu_count() or 1; print(n + n // 2)')
SUITE = $(BIN)/python -m pytest -p no:nbval -n $(WORKERS) --dist worksteal

test: $(TESTS) browser  ## run the suite without what is slow, and every notebook
	@$(SUITE) -m "not slow"
	@$(BIN)/python -m pytest --nbval-lax notebooks -n logical --dist loadfile -p no:cacheprovider -o addopts= -q

test-all: test  ## run the slow rest as well: kills, a JupyterLab, a browser at other widths
	@$(SUITE) -m slow

lab: $(READY)  ## open JupyterLab on the notebooks; ARGS="--ip=0.0.0.0 --port=9999" go to it
	@$(BIN)/jupyter lab --notebook-dir=. $(if $(filter 0,$(shell id -u)),--allow-root) $(ARGS)

lab-check: $(TESTS) browser  ## run every notebook in a JupyterLab that Chromium drives; pictures in .build/lab
	@XCLIB_LAB=all $(BIN)/python -m pytest tests/test_lab.py

check: $(TESTS)  ## lint, format and types
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

audit: $(TESTS) $(AUDIT)/.ready  ## ask what is known against the pinned packages, where the network answers
	@$(BIN)/python -m pytest -q -p no:cacheprovider tests/test_audit.py
	@$(BIN)/python .ci/audit.py $(AUDIT)/bin/pip-audit

$(AUDIT)/.ready: requirements-audit.txt
	@$(PYTHON) -m venv --clear $(AUDIT)
	@$(AUDIT)/bin/python -m pip install --quiet --require-hashes -r requirements-audit.txt
	@touch $@

docs: $(READY) $(DOCS)/.ready  ## build the documentation site into .build/docs/html
	@rm -rf .build/docs && mkdir -p .build/docs/source/notebooks
	@cp -R docs/. .build/docs/source && cp notebooks/*.ipynb .build/docs/source/notebooks
	@$(DOCS)/bin/python -m sphinx -q -W --keep-going -b html .build/docs/source .build/docs/html
	@echo "open .build/docs/html/index.html"

$(DOCS)/.ready: requirements-docs.txt requirements-briefs.txt
	@echo "Setting up $(DOCS), once; this takes half a minute"
	@$(PYTHON) -m venv --clear $(DOCS)
	@sh .ci/install.sh $(BIN)/uv $(DOCS)/bin/python --require-hashes -r requirements-docs.txt
	@sh .ci/install.sh $(BIN)/uv $(DOCS)/bin/python --no-deps --no-build-isolation --editable .
	@touch $@

browser:
	@sh tests/ensure_browser.sh

benchmark: $(TESTS) $(PEERS)/.ready  ## score the extraction against gold and against its peers
	@$(BIN)/python benchmarks/compare.py --peers $(PEERS)/bin/python

bench: $(TESTS)  ## time the briefs against papermill and nbconvert, a process each
	@$(BIN)/python benchmarks/briefs.py

shots: $(TESTS) browser  ## picture every brief and chart at three widths into .build/shots
	@test -d briefs || $(BIN)/xclib briefs
	@$(BIN)/python benchmarks/shots.py

$(PEERS)/.ready: benchmarks/requirements.txt
	@echo "Setting up $(PEERS), once; this takes about a minute"
	@$(PYTHON) -m venv $(PEERS)
	@-grep -v '^#' benchmarks/requirements.txt | xargs -n 1 $(PEERS)/bin/python -m pip install --quiet --no-deps
	@touch $@

notebooks: $(TESTS)  ## run the notebooks and keep the outputs that nbval compares
	@$(BIN)/python tests/refresh_notebooks.py

LOCKED := --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate --quiet --upgrade
LOCK := $(BIN)/uv pip compile pyproject.toml --extra setup $(LOCKED)
TOOL := $(BIN)/uv pip compile - $(LOCKED)

lock: $(UV)  ## resolve the pins anew from pyproject.toml
	@$(LOCK) --extra dev --output-file requirements.txt
	@$(LOCK) --constraint requirements.txt --output-file requirements-briefs.txt
	@$(LOCK) --extra docs --constraint requirements.txt --output-file requirements-docs.txt
	@echo uv | $(TOOL) --output-file requirements-uv.txt
	@echo "pip-audit>=2.9,<3" | $(TOOL) --output-file requirements-audit.txt
	@printf 'jupyterlite-core[contents]>=0.8.6,<0.9\njupyterlite-pyodide-kernel>=0.8.6,<0.9\n' | $(TOOL) --output-file requirements-lite.txt

dist: $(TESTS)  ## build the wheel into dist/
	@$(BIN)/python -m hatchling build

clean:  ## remove what was built, but neither the environment nor workshop notebooks that somebody changed
	@test ! -x $(BIN)/xclib || $(BIN)/xclib workshop clean
	@rm -rf build/lite .build/lite .build/lite-site briefs data/processed/*.csv data/processed/*.parquet data/processed/*.json .pytest_cache .mypy_cache .ruff_cache
