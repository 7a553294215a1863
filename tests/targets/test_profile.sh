#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# bench/profile: on a board the layers add up to a run as it is, within a part in a thousand, and have
# PyTorch's names; this PC's times have the same layers.
#
#   test_profile.sh MODEL.pt2 FORM LAYER...     the layers in any order
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
archive=$1 form=$2
shift 2
for tool in arm-none-eabi-g++ qemu-system-arm python3; do
  command -v $tool > /dev/null || { echo "skipped: $tool is not installed"; exit 77; }
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
wanted=$(printf '%s\n' "$@" | sort)
for machine in cortex-m4f host; do
  bash "$here/../../bench/profile/run.sh" "$archive" --form "$form" --machine $machine > "$work/table"
  names=$(awk -F'|' '/^\|/ && !/---/ { gsub(/ /, "", $2); print $2 }' "$work/table" | sed '1d; $d' | sort)
  [ "$names" = "$wanted" ] || { echo "$machine: other layers than $*:"; cat "$work/table"; exit 1; }
  [ $machine = host ] || awk -F'|' '
    /^\|/ && !/---/ && !/instructions/ { gsub(/,/, "", $6); last = $6 + 0; sum += last }
    END { difference = sum - 2 * last; if (difference < 0) difference = -difference
          print sum - last " instructions of the layers, " last " of a run"
          exit !(last > 0 && difference * 1000 <= last) }' "$work/table" || { cat "$work/table"; exit 1; }
done
