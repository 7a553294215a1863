#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Instructions of one run, bytes of code beyond the constants, of constants, RAM and worst-case stack,
# checksum of the results: one line.
#
#   measure.sh FOLDER BOARD [FLAG...]           FOLDER holds model.hpp
set -euo pipefail
case ${1:---help} in -h | --help) sed -n '3,6s/^# \{0,1\}//p' "$0"; exit 0 ;; esac
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
targets=$here/../../tests/targets
folder=$1 machine=$2
shift 2
size=arm-none-eabi-size
[ "$machine" != rv32 ] || size=riscv64-unknown-elf-size
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# build NAME [FLAG...]
build() {
  "$targets/board.sh" build "$machine" "$work/$1.elf" "$here/one_run.cpp" -- "-I$folder" \
    -fcallgraph-info=su,da -save-temps=obj "${@:2}"
}
text_of() { "$size" "$1" | awk 'NR == 2 { print $1 }'; }
value() { sed -n "s/^$1 //p" "$work/output"; }

build empty -DEMPTY "$@"
build run "$@"
"$targets/board.sh" count "$machine" "$work/run.elf" > "$work/output"
python3 "$targets/worst_stack.py" run_model "$work"/run.elf.*.{ci,s} > "$work/stack"
instructions=$(sed -n 's/^ROI 0: \([0-9]*\) .*/\1/p' "$work/output")
code=$(($(text_of "$work/run.elf") - $(text_of "$work/empty.elf") - $(value constants)))
stack=$(sed -n 's/^worst case of .*: \([0-9]*\) bytes/\1/p' "$work/stack")
echo "$instructions $code $(value constants) $(value ram) $stack $(value results)"
