#!/usr/bin/env bash
# Makes one command line of the action's inputs, runs it, and sets the outputs.
# The exit code is that of ecsgate, or 2 where it could not be run to its end.
set -euo pipefail

# shellcheck source=fail.sh
source "$(dirname "${BASH_SOURCE[0]}")/fail.sh"

# lines calls a function with each line of a text that is not empty.
lines() {
  local line
  while IFS= read -r line; do
    line=${line%$'\r'}
    [[ -z $line ]] || "$1" "$line"
  done <<<"$2"
}

# A value stands behind its flag's "=", so that none can be taken for a flag.
add_state() { arguments+=("--state=$1"); }
add_format() { arguments+=("--format=$1"); }
add_argument() { arguments+=("$1"); }
add_path() {
  case $1 in
  -*) arguments+=("./$1") ;;
  *) arguments+=("$1") ;;
  esac
}

# add_switch NAME VALUE: a word that is neither would be a gate that looks
# elsewhere than somebody believes.
add_switch() {
  case $2 in
  true) arguments+=("--$1") ;;
  false | "") ;;
  *) fail "the input $1 is $2: write true or false" ;;
  esac
}

[[ $ECSGATE_SARIF_FILE$ECSGATE_REGION$ECSGATE_FAIL_ON != *$'\n'* ]] ||
  fail "the inputs sarif-file, region and fail-on have one line"
command -v -- "$ECSGATE" >/dev/null || fail "the input binary names nothing that can be run: $ECSGATE"

reports=$(mktemp -d "$RUNNER_TEMP/ecsgate.XXXXXX") || fail "there is no place for the report"
report=$reports/report.json

arguments=(check "--format=json=$report")
add_switch live "$ECSGATE_LIVE"
add_switch offline "$ECSGATE_OFFLINE"
lines add_state "$ECSGATE_STATE"
[[ -z $ECSGATE_REGION ]] || arguments+=("--region=$ECSGATE_REGION")
[[ -z $ECSGATE_FAIL_ON ]] || arguments+=("--fail-on=$ECSGATE_FAIL_ON")
lines add_format "$ECSGATE_FORMAT"
if [[ -n $ECSGATE_SARIF_FILE ]]; then
  # One of an earlier run must not be taken for this one's; and what is no report
  # is not ours to remove.
  [[ ! -e $ECSGATE_SARIF_FILE ]] || grep -q '"version": *"2.1.0"' -- "$ECSGATE_SARIF_FILE" ||
    fail "the input sarif-file names a file that is no SARIF report"
  rm -f -- "$ECSGATE_SARIF_FILE"
  arguments+=("--format=sarif=$ECSGATE_SARIF_FILE")
fi
lines add_argument "$ECSGATE_ARGS"
lines add_path "$ECSGATE_PATHS"

# What it says on standard error is shown at once, and kept.
code=0
diagnostics=$reports/diagnostics
{ "$ECSGATE" "${arguments[@]}" </dev/null 2>&1 >&3 | tee -- "$diagnostics" >&2; } 3>&1 || code=$?
((code <= 3)) || code=2

# The verdict of the run is the first in its report. A run that could not even
# begin wrote none.
verdict=failure
if [[ -f $report ]]; then
  verdict=$(sed -n '/^ *"verdict": "[a-z]*",*$/{s/^[^:]*: "\([a-z]*\)".*/\1/p;q;}' "$report")
else
  report=""
  # What ends well without a report has judged nothing: --help, --print-input.
  ((code != 0)) || code=2
  why=$(tail -n 1 -- "$diagnostics")
  annotate "${why:-ecsgate ended without a report}"
fi
[[ -f $ECSGATE_SARIF_FILE ]] || ECSGATE_SARIF_FILE=""

{
  printf 'verdict=%s\n' "$verdict"
  printf 'exit-code=%s\n' "$code"
  printf 'sarif-file=%s\n' "$ECSGATE_SARIF_FILE"
  printf 'report-json=%s\n' "$report"
} >>"$GITHUB_OUTPUT"
exit "$code"
