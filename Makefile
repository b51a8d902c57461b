# What the README names. The work itself is in packaging/*.sh and packaging/prepare.py.

.DEFAULT_GOAL := help
.PHONY: help setup setup-tests run test bench soak words clean

MINUTES = 60
SEED = 1
STARTS = 200

help:
	@echo "make run     set up, then open the sample workshop in rehearsal (without a screen: play it to the end)"
	@echo "make test    set up, then run every check and test"
	@echo "make bench   set up, then print the yardsticks"
	@echo "make soak    set up, then play with the window by chance (MINUTES=60 SEED=1 STARTS=200)"
	@echo "make setup   only set up: .venv, pinned packages, system libraries"
	@echo "make words   collect every sentence for translators into resources/i18n"
	@echo "make clean   remove .venv, caches and built files"

setup:
	@sh packaging/prepare.sh

setup-tests:
	@sh packaging/prepare.sh --tests

run: setup
	@sh packaging/run.sh

test: setup-tests
	@sh packaging/test.sh

bench: setup-tests
	@.venv/bin/python tests/bench/run.py

soak: setup-tests
	@.venv/bin/python tests/soak/run.py --minutes $(MINUTES) --seed $(SEED) --starts $(STARTS)

words: setup-tests
	@.venv/bin/python packaging/catalogue.py

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build dist
	find src tests packaging -name __pycache__ -type d -prune -exec rm -rf {} +
