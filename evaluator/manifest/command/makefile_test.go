package command_test

import (
	"testing"

	"github.com/ecsgate/ecsgate/evaluator/manifest/command"
)

func TestMakefile(t *testing.T) {
	const run = "\n\taws ecs run-task --group "
	for makefile, want := range map[string]string{
		"all:" + run + "a":                                          "--group a",
		"all: ; aws ecs run-task --group a":                         "--group a",
		"all:\n\t@-aws ecs run-task \\\n\t--group a":                "--group a",
		"G = a\nall:" + run + "$(G)":                                "--group a",
		"G := a # x\nall:" + run + "${G}":                           "--group a",
		"export G=a\nH = $(G)b\nall:" + run + "$(H)":                "--group ab",
		"G ?= a\nall:" + run + "$(G)":                               `--group $(G) {"$(G)" is a default, and may be set from outside}`,
		"E ?= a\nall:" + run + "$(E)":                               "--group out",
		"G = a\nG = b\nall:" + run + "$(G)":                         `--group $(G) {"$(G)" is set more than once}`,
		"ifdef X\nG = a\nendif\nall:" + run + "$(G)":                `--group $(G) {"$(G)" is a default, and may be set from outside}`,
		"G = $(shell x y)\nall:" + run + "$(G)":                     `--group $(G) {"$(shell x y)" is computed by make}`,
		"G = $(G)\nall:" + run + "$(G)":                             `--group $(G) {"$(G)" is computed by make}`,
		"all: G = a\nall:" + run + "$(G)":                           `--group $(G) {"$(G)" is a default, and may be set from outside}`,
		"all:" + run + "$(U)":                                       `--group $(U) {"$(U)" is a variable of make}`,
		"all:" + run + "$@":                                         `--group $@ {"$@" is computed by make}`,
		"all:\n\tfor g in a; do aws ecs run-task --group $$g; done": "--group a",
		"all:" + run + "$$G":                                        `--group $G {"$G" is a variable}`,
		"A = aws ecs\nall:\n\t$(A) run-task --group a":              "--group a",
		"F = --group 'a b'\nall:\n\taws ecs run-task $(F)":          "--group a b",
		"define go\naws ecs run-task --group a\nendef":              "--group a",
		"all:\n\t# aws ecs run-task --group a":                      "",
		"# aws ecs run-task --group a":                              "",
		"all:\n\techo $(":                                           "",
	} {
		found, _ := command.Makefile(makefile, command.Options{Env: map[string]string{"E": "out"}})
		if want != "" {
			want = "ecs run-task " + want + " maybe"
		}
		if got := written(found); got != want {
			t.Errorf("%s\ngot  %s\nwant %s", makefile, got, want)
		}
	}
}

func TestMakefilePositions(t *testing.T) {
	found, _ := command.Makefile("C = prod\r\nall:\r\n\t@aws ecs run-task --cluster $(C) \\\r\n\t\t--group é$(C) --count 2\r\n", command.Options{})
	for i, want := range []string{"3:27", "4:11", "4:25"} {
		at := found[0].Arguments[i].Values[0].Position
		if i == 0 {
			at = found[0].Arguments[0].Position
			want = "3:20"
		}
		if got := place(at); got != want {
			t.Errorf("argument %d: got %s, want %s", i, got, want)
		}
	}
}
