#!/usr/bin/env bash
# Builds the ecsgate that the action was checked out with, whatever the workflow
# that uses it has set up for builds of its own.
set -euo pipefail

directory=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=fail.sh
source "$directory/fail.sh"

unset GOFLAGS GOOS GOARCH
export GOWORK=off CGO_ENABLED=0

suffix=$(go env GOEXE) || fail "ecsgate was not built: go can not be run"
binary=$RUNNER_TEMP/ecsgate-action/ecsgate$suffix
cd "$directory/../../.."
run_or_fail "ecsgate was not built" \
  go build -trimpath -ldflags "-X main.releaseVersion=${ACTION_REF:-}" -o "$binary" ./cmd/ecsgate
run_or_fail "the ecsgate that was built does not run" "$binary" --version
echo "binary=$binary" >>"$GITHUB_OUTPUT"
