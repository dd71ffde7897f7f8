package manifest

import (
	"github.com/ecsgate/ecsgate/evaluator"
)

// textKind is a kind of file that is no JSON or YAML document: a script, a
// configuration in a language of its own.
type textKind struct {
	// name and by are as in kind.
	name, by string
	is       func(File) bool
	read     func(source) evaluator.Change
}

// marked are told by marks that no document has (a first line, an ending that
// is no other language's), and are tried before a file is parsed.
var marked = []textKind{
	{name: "Jsonnet that comes to any of these", by: "its name (.jsonnet)", is: isJsonnet, read: readJsonnet},
	{name: "a binary Terraform plan", by: "a zip archive with an entry tfplan: refused, give terraform show -json", is: isBinaryPlan, read: readBinaryPlan},
	{name: "the messages of terraform plan -json", by: "lines with @level and terraform.ui: refused, give terraform show -json", is: isPlanStream, read: readPlanStream},
	{name: "a shell script", by: "its first line (#!/bin/sh), or its name (.sh, .bash), and a word of ECS in it", is: isShell, read: readShell},
	{name: "a Makefile", by: "its name (Makefile, .mk), and a word of ECS in it", is: isMakefile, read: readMakefile},
	{name: "a Jenkinsfile", by: "pipeline or node with stages, or its name (.groovy, .jenkinsfile)", is: isJenkinsfile, read: readJenkinsfile},
	{name: "a PowerShell script", by: "its name (.ps1, .psm1), or its first line (#!/usr/bin/env pwsh)", is: isPowerShell, read: readPowerShell},
	{name: "a script of the Windows command line", by: "its name (.cmd, .bat), or its first line (@echo off)", is: isBatch, read: readBatch},
	{name: "a Terraform configuration", by: "its name (.tf, .tofu), or a block resource \"aws_…\"", is: isTerraformHCL, read: readTerraformHCL},
}

// unparsed are tried on what is no JSON or YAML, or is one plain text: templates
// that are to be rendered first, scripts without a mark.
var unparsed = []textKind{
	{name: "a text with aws command lines", by: "a command such as aws ecs update-service in it", is: isCommandLines, read: readShell},
	// The last: what another kind takes is no document.
	{name: "any of these before it is rendered", by: "a template of JSON or YAML (${…}, {{…}}, comments) that reads as one", is: isUnrendered, read: readUnrendered},
}

// readText reads a file by the first kind that fits, and reports whether one
// does.
func readText(kinds []textKind, s source) (evaluator.Change, bool) {
	if k := textKindOf(kinds, s.file); k != nil {
		return k.read(s), true
	}
	return evaluator.Change{}, false
}

// textKindOf returns the first kind that fits a file, or nil.
func textKindOf(kinds []textKind, file File) *textKind {
	for i := range kinds {
		if kinds[i].is(file) {
			return &kinds[i]
		}
	}
	return nil
}
