#!/usr/bin/env bash
# Lints $CHARTS; findings become annotations. $ARGUMENTS has one argument a line. Runs in macOS' bash 3.2, too.
set -euo pipefail

given=()
while IFS= read -r argument; do
  [ -z "$argument" ] || given+=("$argument")
done <<<"$ARGUMENTS"
if [ -x node_modules/.bin/chartmodel ]; then
  command=(node_modules/.bin/chartmodel)
else
  command=(npx --yes --package "@chartmodel/schema@$VERSION" --package "@chartmodel/lint@$VERSION" chartmodel)
fi
# Not quoted, so that `charts/*` is expanded; names with spaces cannot be given.
# shellcheck disable=SC2086
exec "${command[@]}" lint --format github ${given[@]+"${given[@]}"} $CHARTS
