#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# The code of integer networks beyond their constants stays within bounds, for speed and for size; layers
# of many sizes take no more than layers of one; and small kernels give the same integers as fast ones.
#
#   test_code_size.sh MODEL.pt2          the keyword model
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
bench=$here/../../bench
for tool in arm-none-eabi-g++ qemu-system-arm python3; do
  command -v $tool > /dev/null || { echo "skipped: $tool is not installed"; exit 77; }
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
status=0

# within BYTES MOST WHAT
within() {
  if [ "$1" -le "$2" ]; then
    echo "ok   $3: $1 of $2 bytes"
  else
    echo "FAIL $3: $1 bytes, more than $2"
    status=1
  fi
}

"$bench/convert.sh" "$1" i8 "$work/model"
# model_on BOARD LEVEL MOST: its code; leaves the checksum of its results in $results.
model_on() {
  local code
  read -r _ code _ _ _ results <<< "$("$bench/boards/measure.sh" "$work/model" "$1" "$2")"
  within "$code" "$3" "$1 $2, the keyword model"
}
for board in cortex-m4f cortex-m0-big; do
  model_on $board -O2 8000
  fast=$results
  model_on $board -Os 4500
  [ "$fast" = "$results" ] || { echo "FAIL $board: other results with -Os"; status=1; }
done

# layers_on BOARD LEVEL MOST: the convolutions of sizes.sh.
layers_on() {
  local one many mobilenet
  read -r one many mobilenet <<< "$("$bench/boards/sizes.sh" "$1" "$2" |
    sed -n 's/.*one size \([0-9]*\) B.*20 sizes \([0-9]*\) B.*MobileNet \([0-9]*\) B$/\1 \2 \3/p')"
  within "$many" $((one * 13 / 10)) "$1 $2, 20 convolutions of 20 sizes"
  within "$mobilenet" "$3" "$1 $2, the convolutions of a MobileNet"
}
layers_on cortex-m4f -O2 6400
layers_on cortex-m0-big -Os 3800
exit $status
