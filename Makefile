# Everything a user or a continuous build needs; each target sets up what it needs first.
SNAPSHOT ?= samples/acme-ai
OUTPUT ?= output/acme-ai
SHARED ?= ../shared
BINARY = .build/release/postern

# Tests that run other programs and give them a time: those that only calculate would starve them.
PROGRAMS := ^(CollectTests|ProcessesTests|PosternRenderTests|RenderingTests)\.
COMMANDS := ^PosternCommandTests\.

.PHONY: demo build man test lint format golden labs oracle bench fuzz moto setup clean

## demo: install what is missing, build, and analyse the sample
demo: build
	$(BINARY) analyze $(SNAPSHOT) -o $(OUTPUT)

build: setup
	swift build -c release --product postern
	swift build -c release --product postern-render

## man: the manual page, .build/postern.1, made from the commands' own help; man -l shows it
man: build
	swift package generate-manual --configuration release
	cp .build/plugins/GenerateManual/outputs/PosternCommand/postern.1 .build/postern.1
	@echo "read it with: man -l .build/postern.1"

## test: install what is missing and run all tests
test: setup
	swift build --build-tests
	swift test --skip-build --skip '$(PROGRAMS)' --skip '$(COMMANDS)'
	swift test --skip-build --filter '$(PROGRAMS)'
	swift test --skip-build --filter '$(COMMANDS)'

## lint: the format check
lint:
	swift format lint --strict -r Sources Tests Package.swift

format:
	swift format -i -r Sources Tests Package.swift

## golden: write the golden files of the tests and output/ anew
golden: build
	POSTERN_UPDATE_GOLDEN=1 swift test
	$(BINARY) analyze samples/acme-ai -o output/acme-ai --quiet

## labs, oracle: the scores in $(SHARED), where it is there
labs: build
	$(SHARED)/labs/score $(BINARY)

oracle: build
	$(SHARED)/oracle/score $(BINARY)
	@Tests/PolicyTests/answers $(BINARY) $(SHARED)/oracle/cases/*.json $(SHARED)/oracle/random.jsonl

## bench: the JSON reader against Foundation's, decisions, sets, and whole accounts where the generator is there
bench: build
	Tests/Benchmarks/run json
	Tests/Benchmarks/run decisions
	Tests/Benchmarks/run sets
	@if [ -f $(SHARED)/bench/gen.py ]; then \
	  Tests/Benchmarks/accounts $(BINARY) $(SHARED)/bench/gen.py && \
	  Tests/Benchmarks/run sets .build-bench/principals-1000; \
	else echo "no generator in $(SHARED)/bench: accounts are not measured"; fi

## fuzz: each target for SECONDS seconds
SECONDS ?= 60
fuzz:
	Tests/Fuzz/run $(SECONDS)

## moto: collect from moto with the real AWS command line, with faults in between
moto: build
	Tests/CollectTests/moto-test $(BINARY)

setup:
	@Tests/setup

clean:
	rm -rf .build .build-*
