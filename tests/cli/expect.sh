# SPDX-License-Identifier: BSL-1.0
# shellcheck shell=bash
# shellcheck disable=SC2034  # status is read by the scripts
# For test scripts of the program: $work is a temporary folder, $status becomes 1 on a failure.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
status=0

wrong() {
  echo "wrong: $1"
  status=1
}

# expect CODE TEXT COMMAND...: the command ends with CODE, and says TEXT.
expect() {
  local code=$1 text=$2 output got=0
  shift 2
  output=$("$@" 2>&1) || got=$?
  [ "$got" -eq "$code" ] || wrong "$* ends with $got in place of $code: $output"
  grep -qF -- "$text" <<< "$output" || wrong "$* does not say '$text' but: $output"
}
