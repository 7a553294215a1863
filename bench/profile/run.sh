#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Where a program spends its instructions (emulated boards, exact) or its time (this machine): a table of
# its layers by PyTorch's names, beside their multiplications. Weights are packed for the board.
#
#   run.sh MODEL.pt2 [OPTION...]
#
#   --form F           f32 (default), i16, i8; own for what PyTorch quantized
#   --machine M        a name of board.sh (default: cortex-m4f), or host
#   --calibrate DATA   samples for the integer forms (default: random numbers, which is said)
#   --sparse STORAGE   as for genn convert
#   --flags "-O3 …"    of the compiler (default: -O2 for boards, -O3 -march=native for the host)
#
# GENN names another generator than build/tool/codegen/genn.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
targets=$here/../../tests/targets
usage() {
  sed -n '3,14s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"
  exit "$1"
}

form=f32 machine=cortex-m4f calibrate="" sparse=auto flags="" archive=""
while [ $# -gt 0 ]; do
  case $1 in
    --form | --machine | --calibrate | --sparse | --flags)
      [ $# -ge 2 ] || usage 64
      declare "${1#--}=$2"
      shift ;;
    -h | --help) usage 0 ;;
    -*) usage 64 ;;
    *) [ -z "$archive" ] || usage 64; archive=$1 ;;
  esac
  shift
done
[ -n "$archive" ] || usage 64
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
target=portable
[ "$machine" = host ] || target=$("$targets/board.sh" target "$machine")
"$here/../convert.sh" "$archive" "$form" "$work" ${calibrate:+"$calibrate"} -- --sparse "$sparse" --target "$target"

if [ "$machine" = host ]; then
  read -ra flags <<< "${flags:--O3 -march=native}"
  compiler=${CXX:-g++} unit=ns
  "$compiler" -std=c++17 "${flags[@]}" -I"$targets" -I"$targets/../../include" -I"$work" "$here/on_host.cpp" \
    "$targets/host_board.cpp" -o "$work/profile"
  "$work/profile" > "$work/output"
else
  read -ra flags <<< "${flags:--O2}"
  compiler=arm-none-eabi-g++ unit=instructions
  [ "$machine" != rv32 ] || compiler=riscv64-unknown-elf-g++
  "$targets/board.sh" build "$machine" "$work/profile.elf" "$here/on_board.cpp" -- -I"$work" "${flags[@]}"
  "$targets/board.sh" count "$machine" "$work/profile.elf" > "$work/output"
fi
echo "$(basename "$archive"), $form, $machine: $("$compiler" --version | head -1), ${flags[*]}"
[[ $form != i* || -n $calibrate ]] || echo "calibrated on random numbers: good for what it costs, not for its answers"
echo
python3 "$here/table.py" $unit < "$work/output"
