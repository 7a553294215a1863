#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# The counters of instructions and cycles are exact on regions whose instructions are known, and give
# the same numbers again.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
status=0

build() { "$here/board.sh" build "$1" "$work/$1.elf" "$here/board_program.cpp"; }

# regions COMMAND...: what each region costs more than the first, which is empty.
regions() {
  local code=0
  "$here/board.sh" "$@" > "$work/output" 2>&1 || code=$?
  [ $code -ne 77 ] || { cat "$work/output" >&2; return 77; }
  [ $code -eq 7 ] || { echo "exit code $code" >&2; cat "$work/output" >&2; return 1; }
  sed -n 's/^ROI [0-9]*: \([0-9]*\) .*/\1/p' "$work/output" |
    awk 'NR == 1 { empty = $1; next } { printf "%s%d", NR == 2 ? "" : " ", $1 - empty }'
}

# expect WANTED COMMAND BOARD [OPTION...]
expect() {
  local wanted=$1 got again
  shift
  got=$(regions "$1" "$2" "$work/$2.elf" "${@:3}") || exit $?
  again=$(regions "$1" "$2" "$work/$2.elf" "${@:3}")
  if [ "$got" = "$wanted" ] && [ "$got" = "$again" ]; then
    echo "ok   $*: $got"
  else
    echo "FAIL $*: $got, then $again, in place of $wanted"
    status=1
  fi
}

# 100 NOP; 10 MULS; a loop of SUBS and BNE, ten times; PUSH and POP of two registers.
for board in microbit cortex-m4f; do
  build $board || exit $?
  expect "100 10 21 2" count $board
done
build cortex-m0-big
expect "100 10 30 6" cycles microbit
expect "100 10 30 6" cycles cortex-m0-big m0plus 1
expect "100 320 30 6" cycles microbit m0plus 32
expect "100 10 39 6" cycles microbit m0 1
expect "0 320 30 5" cycles microbit thumbulator
exit $status
