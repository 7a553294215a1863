#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# genn evaluate: its table, its JSON, and what it says of data that do not fit.
#
#   test_evaluate.sh GENN DATA_FOLDER
set -uo pipefail
genn=$1 data=$2
# shellcheck source=tests/cli/expect.sh
source "$(dirname "$0")/expect.sh"

model=$data/programs/conv2d.pt2
python3 "$(dirname "$0")/arrays.py" "$work" 2,6,7

expect 0 "3 samples" "$genn" evaluate "$model" "$work/good.npz"
expect 0 "accuracy" "$genn" evaluate "$model" "$work/good.npz"
expect 0 "3 samples" "$genn" evaluate "$model" "$work/integers.npz"
expect 0 "as f32" "$genn" evaluate "$model" "$work/plain.npz" --prune 0.9
expect 0 "f32 sparse" "$genn" evaluate "$model" "$work/plain.npz" --prune 0.9
expect 0 "worst layer" "$genn" evaluate "$model" "$work/plain.npz" --prune 0.9
"$genn" evaluate "$model" "$work/good.npz" --prune 0.5 --json |
  python3 -c 'import json, sys; all = json.load(sys.stdin); assert all["samples"] == 3 and 0 <= all["forms"][0]["agreement"] <= 1' ||
  wrong "--json"
"$genn" evaluate "$model" "$work/good.npz" --forms f32 > "$work/a" 2> "$work/noise"
[ ! -s "$work/noise" ] || wrong "evaluate counts on a stderr that is no terminal"

expect 1 "no such file" "$genn" evaluate "$model" "$work/missing.npz"
expect 1 "no such file" "$genn" evaluate "$work/missing.pt2" "$work/good.npz"
expect 1 "not a .npz" "$genn" evaluate "$model" "$work/a"
expect 1 "its shape is [3, 1, 1]" "$genn" evaluate "$model" "$work/shape.npz"
expect 1 "it holds no samples" "$genn" evaluate "$model" "$work/none.npz"
expect 1 "0 arrays for 1 inputs" "$genn" evaluate "$model" "$work/nothing.npz"
expect 1 "sample 2 holds NaN at element 83" "$genn" evaluate "$model" "$work/nan.npz"
expect 1 "sample 0 holds infinity at element 0" "$genn" evaluate "$model" "$work/infinity.npz"
expect 1 "the class of sample 0 is 1000000" "$genn" evaluate "$model" "$work/class.npz"
expect 1 "there are 3 samples" "$genn" evaluate "$model" "$work/count.npz"
expect 1 "array target: its shape is float32[3, 1]" "$genn" evaluate "$model" "$work/target.npz"
expect 64 "f33" "$genn" evaluate "$model" "$work/good.npz" --forms f32,f33
expect 64 "--prune" "$genn" evaluate "$model" "$work/good.npz" --prune 1.5
expect 64 "required" "$genn" evaluate "$model"

[ $status -eq 0 ] && echo "evaluate does what its help says"
exit $status
