#!/usr/bin/env bash
# Checks the chartmodel project of this repository; GitHub makes annotations of what is printed, by problem-matcher.json.
set -euo pipefail

if [ ! -x node_modules/.bin/chartmodel ]; then
  echo "::error::chartmodel check needs @chartmodel/schema among the repository's own packages: install them before this action (npm ci)"
  exit 2
fi
echo "::add-matcher::$(dirname "${BASH_SOURCE[0]}")/problem-matcher.json"
status=0
node_modules/.bin/chartmodel check || status=$?
echo "::remove-matcher owner=chartmodel::"
echo "::remove-matcher owner=chartmodel-files::"
exit "$status"
