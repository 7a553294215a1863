#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# What a generated header costs to compile: a header of 2.2 million weights, 200 layers in one list, and, where
# PyTorch is, a transformer encoder layer.
#
#   bash bench/compile/run.sh [--genn GENN --python PYTHON] [COMPILER...]        (default: g++ and clang++)
set -euo pipefail
case ${1:-} in -h | --help) sed -n '3,7s/^# \{0,1\}//p' "$0"; exit 0 ;; esac
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
genn="" python=""
while [ $# -gt 0 ]; do
  case $1 in
    --genn) genn=${2:?--genn needs the generator}; shift 2 ;;
    --python) python=${2:?--python needs one that has torch}; shift 2 ;;
    *) break ;;
  esac
done
compilers=("$@")
[ ${#compilers[@]} -gt 0 ] || compilers=(g++ clang++)
work=build/bench/compile
mkdir -p $work

g++ -std=c++17 -O1 bench/compile/make_headers.cpp -o $work/make_headers
$work/make_headers $work
units=(weights_2200000 layers_200)
if [ -n "$genn" ] && [ -n "$python" ]; then
  "$python" bench/compile/encoder_layer.py $work/encoder_layer.pt2
  "$genn" convert $work/encoder_layer.pt2 --c-api --output $work > /dev/null
  units+=(encoder_layer)
fi

# CPU seconds, megabytes, characters of the longest symbol, kilobytes of the object
printf '%-10s %-22s %9s %9s %14s %11s\n' compiler header 'CPU s' 'peak MB' 'longest symbol' 'object KB'
for compiler in "${compilers[@]}"; do
  command -v "$compiler" > /dev/null || { echo "skipped: $compiler is not installed"; continue; }
  for unit in "${units[@]}"; do
    object=$work/$unit.$(basename "$compiler").o
    debug=""
    [ "$unit" = layers_200 ] && debug=-g
    python3 - "$object.cost" "$compiler" -std=c++17 -O2 $debug -Iinclude -c "$work/$unit.cpp" -o "$object" << 'PYTHON'
import resource, subprocess, sys
code = subprocess.call(sys.argv[2:])
used = resource.getrusage(resource.RUSAGE_CHILDREN)
seconds = used.ru_utime + used.ru_stime  # of the processor, whatever else it does
peak = used.ru_maxrss / 1024
open(sys.argv[1], "w").write(f"{seconds:.2f} {peak:.0f}\n")
sys.exit(code)
PYTHON
    read -r seconds peak < "$object.cost"
    symbol=$(nm "$object" | awk '{ if (length($NF) > longest) longest = length($NF) } END { print longest }')
    printf '%-10s %-22s %9s %9s %14s %11s\n' "$compiler" "$unit" "$seconds" "$peak" "$symbol" \
      $(($(stat -c %s "$object") / 1024))
  done
done
