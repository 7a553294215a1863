#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# What it saves and costs that convolutions come by rows inside the pools that read them: RAM and
# instructions of one run with every tensor as a whole, and by rows.
#
#   by_rows.sh [MODEL.pt2...]          default: the CNN of examples/mnist, dense and pruned
#
# GENN names another generator than build/tool/codegen/genn.
set -euo pipefail
case ${1:-} in -h | --help) sed -n '3,8s/^# \{0,1\}//p' "$0"; exit 0 ;; esac
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
[ $# -gt 0 ] || set -- "$root/examples/mnist/cnn.pt2" "$root/bench/accuracy/programs/mnist_cnn_pruned.pt2"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

boards=(cortex-m0-big cortex-m4f cortex-m55)
printf '%-18s %-4s %-14s %10s %10s %12s %12s\n' program form board "RAM whole" "by rows" "run whole" "by rows"
for archive in "$@"; do
  for form in f32 i16 i8; do
    "$here/../convert.sh" "$archive" $form "$work/rows"
    mkdir -p "$work/whole"
    sed 's/, genn::by_rows//' "$work/rows/model.hpp" > "$work/whole/model.hpp"
    for board in "${boards[@]}"; do
      read -r whole _ _ whole_ram _ whole_results <<< "$("$here/measure.sh" "$work/whole" "$board" -O2)"
      read -r rows _ _ rows_ram _ rows_results <<< "$("$here/measure.sh" "$work/rows" "$board" -O2)"
      [ "$whole_results" = "$rows_results" ] || { echo "$archive $form $board: other results by rows" >&2; exit 1; }
      printf '%-18s %-4s %-14s %10s %10s %12s %12s\n' "$(basename "$archive" .pt2)" $form "$board" \
        "$whole_ram" "$rows_ram" "$whole" "$rows"
    done
  done
done
