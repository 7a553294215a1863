#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Instructions, code, memory and worst-case stack of one run of programs on emulated boards: tables.
# Weights are packed for each board (genn convert --target).
#
#   run.sh [OPTION...] [MODEL.pt2...]           default: the programs that the file `programs` lists
#
#   --forms F,…        some of i8,i16,f32; own for what PyTorch quantized (default: all but own)
#   --boards B,…       names of board.sh (default: cortex-m0-big,cortex-m3,cortex-m4f,cortex-m55,rv32)
#   --calibrate DATA   samples for the integer forms (default: random numbers, the same every time)
#   --sparse STORAGE   as for genn convert
#   --flags "-O3 …"    of the compiler (default: -O2)
#   --store            keeps the figures in the file `baselines` and in bench/README.md
#   --check            compares them with `baselines`: exit code 1 if anything has grown, 77 if nothing
#                      can be compared, for the compilers are others
#
# GENN names another generator than build/tool/codegen/genn.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
usage() {
  sed -n '3,18s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"
  exit "$1"
}

forms="" boards=cortex-m0-big,cortex-m3,cortex-m4f,cortex-m55,rv32 calibrate="" sparse=auto flags=-O2
action=show programs=()
while [ $# -gt 0 ]; do
  case $1 in
    --store | --check) action=${1#--} ;;
    --forms | --boards | --calibrate | --sparse | --flags)
      [ $# -ge 2 ] || usage 64
      declare "${1#--}=$2"
      shift ;;
    -h | --help) usage 0 ;;
    -*) usage 64 ;;
    *) programs+=("$(realpath -e "$1") i8,i16,f32") ;;
  esac
  shift
done
[ "$action" = show ] || [ "$calibrate$sparse$flags" = auto-O2 ] ||
  { echo "run.sh: baselines are those of the default options" >&2; exit 64; }
if [ ${#programs[@]} -eq 0 ]; then
  mapfile -t programs < <(sed "/^#/d; s|^|$root/|" "$here/programs")
fi
for tool in arm-none-eabi-g++ qemu-system-arm python3; do
  command -v $tool > /dev/null || { echo "skipped: $tool is not installed"; exit 77; }
done
if [[ $boards == *rv32* ]] && ! command -v riscv64-unknown-elf-g++ qemu-system-riscv32 > /dev/null; then
  echo "no RISC-V: riscv64-unknown-elf-g++ or qemu-system-riscv32 is not installed" >&2
  boards=${boards//,rv32/}
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export here work flags

# measure NAME FORM BOARD: a row, if the image fits.
measure() {
  local code=0 compiler=arm-none-eabi-g++ folder
  folder=$work/$1.$2.$("$here/../../tests/targets/board.sh" target "$3")
  [ "$3" != rv32 ] || compiler=riscv64-unknown-elf-g++
  # shellcheck disable=SC2086
  "$here/measure.sh" "$folder" "$3" $flags > "$folder/$3" 2> "$folder/$3.log" || code=$?
  [ $code -eq 0 ] || cat "$folder/$3.log" >&2
  case $code in
    0) echo "$1 $2 $3 $(cat "$folder/$3") $("$compiler" --version | head -1)" > "$folder/$3.row" ;;
    3) ;;
    *) return 255 ;;  # ends xargs
  esac
}
export -f measure

cases=() rows=()
for line in "${programs[@]}"; do
  read -r archive listed <<< "$line"
  for form in $(tr , ' ' <<< "${forms:-$listed}"); do
    name=$(basename "$archive" .pt2)
    for machine in $(tr , ' ' <<< "$boards"); do
      target=$("$root/tests/targets/board.sh" target "$machine")
      folder=$work/$name.$form.$target
      [ -d "$folder" ] || "$here/../convert.sh" "$archive" "$form" "$folder" ${calibrate:+"$calibrate"} -- \
        --sparse "$sparse" --target "$target"
      cases+=("$name $form $machine") rows+=("$folder/$machine.row")
    done
  done
done
# shellcheck disable=SC2016
printf '%s\n' "${cases[@]}" | xargs -P "$(nproc)" -I{} bash -c 'measure $1' measure {}
for row in "${rows[@]}"; do
  [ ! -f "$row" ] || cat "$row"
done | python3 "$here/table.py" "$action" "$here/baselines" "$here/../README.md"
