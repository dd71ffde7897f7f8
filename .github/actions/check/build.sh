#!/usr/bin/env bash
# Builds the ecsgate that the action was checked out with, whatever the workflow
# that uses it has set up for builds of its own.
set -euo pipefail

unset GOFLAGS GOOS GOARCH
export GOWORK=off CGO_ENABLED=0

binary=$RUNNER_TEMP/ecsgate-action/ecsgate$(go env GOEXE)
cd "$(dirname "${BASH_SOURCE[0]}")/../../.."
go build -trimpath -ldflags "-X main.releaseVersion=${ACTION_REF:-}" -o "$binary" ./cmd/ecsgate
"$binary" --version
echo "binary=$binary" >>"$GITHUB_OUTPUT"
