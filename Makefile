# The commands of the README under their usual names.
.PHONY: demo test lint fuzz lexicon release guard

demo:
	scripts/demo

test:
	scripts/test

lint:
	swift format lint --strict -r Sources Tests Package.swift

fuzz:
	scripts/fuzz

release:
	scripts/prepare
	swift build -c release

guard: release
	scripts/guard

lexicon: release
	"$$(swift build -c release --show-bin-path)/biffure" lexicon check Lexicons
	"$$(swift build -c release --show-bin-path)/biffure" lexicon compile Lexicons
