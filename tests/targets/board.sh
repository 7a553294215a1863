#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Builds and runs programs on emulated microcontrollers.
#
#   board.sh list                                    the boards
#   board.sh build BOARD OUT.elf SOURCE... [-- FLAG...]
#   board.sh run BOARD ELF                           output and exit code of the program
#   board.sh count BOARD ELF                         instructions between board_roi_begin and _end
#   board.sh cycles BOARD ELF [m0plus|m0|thumbulator] [1|32]
#                                                    Cortex-M0(+) cycles there; 1 or 32 a multiplication
#
# Exit code 77: the cross compiler or QEMU is not installed.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
include=$(cd "$here/../../include" && pwd)
cache=${GENN_BOARD_CACHE:-${TMPDIR:-/tmp}/genn-boards-$(id -u)}

usage() {
  sed -n '4,14s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"
  exit "${1:-0}"
}

fail() {
  echo "board.sh: $1" >&2
  exit "${2:-1}"
}

need() { command -v "$1" > /dev/null || fail "$1 is not installed" 77; }

# machine, linker script, processor
facts() {
  case $1 in
    cortex-m0) machine=microbit linker=microbit cpu="-mcpu=cortex-m0plus -mthumb" ;;
    cortex-m0-big) machine=mps2-an385 linker=mps2big cpu="-mcpu=cortex-m0plus -mthumb" ;;
    cortex-m3) machine=mps2-an385 linker=mps2big cpu="-mcpu=cortex-m3 -mthumb" ;;
    cortex-m4f) machine=mps2-an386 linker=mps2big cpu="-mcpu=cortex-m4 -mthumb -mfpu=fpv4-sp-d16 -mfloat-abi=hard" ;;
    f411re) machine=netduinoplus2 linker=f411re cpu="-mcpu=cortex-m4 -mthumb -mfpu=fpv4-sp-d16 -mfloat-abi=hard" ;;
    cortex-m7) machine=mps2-an500 linker=an500big cpu="-mcpu=cortex-m7 -mthumb -mfpu=fpv5-d16 -mfloat-abi=hard" ;;
    cortex-m55) machine=mps3-an547 linker=an547big cpu="-mcpu=cortex-m55 -mthumb -mfloat-abi=hard" ;;
    *) fail "no board is called $1; see board.sh list" 64 ;;
  esac
}

list() {
  cat << 'TEXT'
cortex-m0       BBC micro:bit: 256 KB flash, 16 KB RAM (Cortex-M0+ code)
cortex-m0-big   the same code with 16 MB for constants
cortex-m3       16 MB for constants, 4 MB RAM
cortex-m4f      the same, with a floating-point unit
f411re          Cortex-M4F with 512 KB flash and 128 KB RAM
cortex-m7       16 MB for constants
cortex-m55      64 MB for constants, vector extension (MVE)
TEXT
}

# Boost without the host's /usr/include: a folder that holds nothing else.
boost_folder() {
  local boost=""
  for folder in /usr/include /usr/local/include; do
    [ -d "$folder/boost/hana" ] && boost=$folder/boost
  done
  [ -n "$boost" ] || fail "Boost.Hana is not installed (libboost-dev)" 77
  mkdir -p "$cache/include"
  ln -sfn "$boost" "$cache/include/boost"
  echo "$cache/include"
}

build() {
  [ $# -ge 3 ] || usage 64
  need arm-none-eabi-g++
  facts "$1"
  local out=$2 sources=() flags=(-Os)
  shift 2
  while [ $# -gt 0 ] && [ "$1" != -- ]; do
    sources+=("$1")
    shift
  done
  [ $# -gt 0 ] && shift && flags+=("$@")
  mkdir -p "$(dirname "$out")"
  local common=(-ffunction-sections -fdata-sections -Wall -Wextra -Werror -I"$here")
  local objects=() source object n=0
  for source in "$here/startup_cortex_m.cpp" "${sources[@]}"; do
    object=$out.$((n++)).o
    if [[ $source == *.c ]]; then
      # shellcheck disable=SC2086
      arm-none-eabi-gcc $cpu -std=c99 "${common[@]}" "${flags[@]}" -c "$source" -o "$object"
    else
      # shellcheck disable=SC2086
      arm-none-eabi-g++ $cpu -std=c++17 -fno-exceptions -fno-rtti -fno-threadsafe-statics \
        "${common[@]}" -I"$include" -isystem "$(boost_folder)" "${flags[@]}" -c "$source" -o "$object"
    fi
    objects+=("$object")
  done
  # shellcheck disable=SC2086
  arm-none-eabi-g++ $cpu --specs=nano.specs -nostartfiles -L"$here/linker" -T"$linker.ld" \
    -Wl,--gc-sections -Wl,-Map="$out.map" "${objects[@]}" -o "$out"
  rm -f "${objects[@]}"
}

emulate() {
  need qemu-system-arm
  [ -s "$2" ] || fail "$2: no such image"
  facts "$1"
  local elf=$2
  shift 2
  timeout "${GENN_BOARD_TIMEOUT:-300}" qemu-system-arm -M "$machine" -kernel "$elf" -nographic \
    -monitor none -serial none -semihosting-config enable=on,target=native "$@" < /dev/null 2>&1
}

symbol() { arm-none-eabi-nm "$1" | awk -v s="$2" '$3 == s { print "0x" $1; exit }'; }

# Runs with a plugin that looks at the marked regions.
measure() {
  local board=$1 elf=$2 name=$3 options=$4
  need gcc
  local plugin=$cache/lib$name.so
  mkdir -p "$cache"
  [ "$plugin" -nt "$here/plugins/$name.c" ] ||
    gcc -O2 -Wall -shared -fPIC -fvisibility=hidden -o "$plugin" "$here/plugins/$name.c"
  emulate "$board" "$elf" -plugin "$plugin,begin=$(symbol "$elf" board_roi_begin),end=$(symbol "$elf" board_roi_end)$options"
}

command=${1:---help}
shift || true
case $command in
  list) list ;;
  build) build "$@" ;;
  run) [ $# -eq 2 ] || usage 64; emulate "$@" ;;
  count) [ $# -eq 2 ] || usage 64; measure "$1" "$2" icount "" ;;
  cycles) [ $# -ge 2 ] || usage 64; measure "$1" "$2" m0cycles ",core=${3:-m0plus},mul=${4:-1}" ;;
  -h | --help) usage ;;
  *) usage 64 ;;
esac
