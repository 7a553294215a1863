#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Builds, runs and measures bare-metal programs on emulated microcontrollers (QEMU).
#
#   board.sh list                                    the boards
#   board.sh target BOARD                            what genn convert packs weights for (--target)
#   board.sh build [--compiler gcc|clang] BOARD OUT.elf SOURCE... [-- FLAG...]
#                                                    links the sources (.cpp, .c) with a board's startup;
#                                                    -Os unless the flags say otherwise
#   board.sh run BOARD ELF                           output and exit code of the program
#   board.sh count BOARD ELF                         exact instructions of every marked region (board.h)
#   board.sh cycles BOARD ELF [m0plus|m0|thumbulator] [1|32]
#                                                    cycles of a Cortex-M0+, Cortex-M0 or of the paper's
#                                                    simulator there; 1 or 32 for a multiplication
#
# A program that faults ends with 99; one that does not end is stopped after GENN_BOARD_TIMEOUT (300)
# seconds, with 124. Exit code 3: the image does not fit the board; 64: usage; 77: the cross compiler or
# QEMU is not installed. GENN_BOARD_CACHE is a folder for what is made once (build/boards).
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
repository=$(cd "$here/../.." && pwd)
cache=${GENN_BOARD_CACHE:-$repository/build/boards}

usage() {
  sed -n '3,20s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"
  exit "${1:-0}"
}

fail() {
  echo "board.sh: $1" >&2
  exit "${2:-1}"
}

need() { command -v "$1" > /dev/null || fail "skipped: $1 is not installed" 77; }

list() {
  cat << 'TEXT'
microbit        BBC micro:bit: 256 KB flash, 16 KB RAM (Cortex-M0+ code)
cortex-m0-big   the same code with 16 MB for constants, 4 MB RAM
cortex-m3       16 MB for constants, 4 MB RAM
cortex-m4f      the same, with a floating-point unit
f411re          Cortex-M4F with 512 KB flash, 128 KB RAM
cortex-m7       16 MB for constants, 4 MB RAM, double-precision floating-point unit
cortex-m55      64 MB for constants, 512 KB RAM, vector extension (MVE)
rv32            RISC-V rv32imc: 32 MB for code and constants, 32 MB RAM
TEXT
}

target_of() {
  case $1 in
    microbit | cortex-m0*) echo armv6m ;;
    cortex-m4f | f411re | cortex-m7) echo armv7em ;;
    cortex-m55) echo armv81m ;;
    *) echo portable ;;
  esac
}

# select_board BOARD: sets machine, linker, cpu (flags of both compilers), triple (Clang's), tools
# (prefix of the cross tools), qemu and startup.
select_board() {
  local m4f="-mcpu=cortex-m4 -mthumb -mfpu=fpv4-sp-d16 -mfloat-abi=hard"
  tools=arm-none-eabi- qemu=qemu-system-arm startup=startup_cortex_m.cpp
  case $1 in
    microbit)
      machine=microbit linker=microbit triple=thumbv6m-none-eabi
      cpu="-mcpu=cortex-m0plus -mthumb" ;;
    cortex-m0-big)
      machine=mps2-an385 linker=mps2big triple=thumbv6m-none-eabi
      cpu="-mcpu=cortex-m0plus -mthumb" ;;
    cortex-m3)
      machine=mps2-an385 linker=mps2big triple=thumbv7m-none-eabi
      cpu="-mcpu=cortex-m3 -mthumb" ;;
    cortex-m4f) machine=mps2-an386 linker=mps2big triple=thumbv7em-none-eabihf cpu=$m4f ;;
    f411re) machine=netduinoplus2 linker=f411re triple=thumbv7em-none-eabihf cpu=$m4f ;;
    cortex-m7)
      machine=mps2-an500 linker=an500big triple=thumbv7em-none-eabihf
      cpu="-mcpu=cortex-m7 -mthumb -mfpu=fpv5-d16 -mfloat-abi=hard" ;;
    cortex-m55)
      machine=mps3-an547 linker=an547big triple=thumbv8.1m.main-none-eabihf
      cpu="-mcpu=cortex-m55 -mthumb -mfloat-abi=hard" ;;
    rv32)
      machine=virt linker=virt triple="" cpu="-march=rv32imc -mabi=ilp32 -mcmodel=medany"
      tools=riscv64-unknown-elf- qemu=qemu-system-riscv32 startup=startup_riscv.cpp ;;
    *) fail "no board is called $1; see board.sh list" 64 ;;
  esac
  read -ra cpu <<< "$cpu"
}

# A folder that holds Boost and nothing else: the host's other headers must not be seen.
boost_folder() {
  local boost=""
  for folder in /usr/include /usr/local/include; do
    [ ! -d "$folder/boost/hana" ] || boost=$folder/boost
  done
  [ -n "$boost" ] || fail "skipped: Boost.Hana is not installed (libboost-dev)" 77
  local link=$cache/include/boost
  if [ "$(readlink "$link" || true)" != "$boost" ]; then
    mkdir -p "$cache/include"
    ln -s "$boost" "$link.$$" && mv -T "$link.$$" "$link"  # others may be doing the same
  fi
  echo "$cache/include"
}

# Folders of the C++ and the C library that come with the cross compiler for ARM, for compilers that
# bring none.
library_headers() {
  arm-none-eabi-g++ "$@" -x c++ -E -v - 2>&1 < /dev/null |
    sed -n '/^#include </,/^End of/s/^ //p' | xargs realpath -e | { grep -v '/lib/gcc/' || true; }
}

# compiler_commands gcc|clang: sets cc and cxx, commands with all flags that the machine needs.
compiler_commands() {
  local common=("${cpu[@]}" -ffunction-sections -fdata-sections) folder
  if [ "$startup" = startup_riscv.cpp ]; then
    [ "$1" = gcc ] || fail "rv32 is built with gcc only" 64
    cc=("${tools}gcc" "${common[@]}" -ffreestanding)
    # Debian's compiler has no C++ library; that of the ARM compiler serves.
    need arm-none-eabi-g++
    cxx=("${tools}g++" "${common[@]}" -ffreestanding -nostdinc++)
    while read -r folder; do cxx+=(-isystem "$folder"); done < <(library_headers)
  elif [ "$1" = gcc ]; then
    cc=("${tools}gcc" "${common[@]}") cxx=("${tools}g++" "${common[@]}")
  else
    local version="" name
    for name in "" -14 -15 -16; do
      if command -v "clang++$name" > /dev/null; then version=clang++$name; break; fi
    done
    [ -n "$version" ] || fail "skipped: clang++ is not installed" 77
    common+=(--target="$triple" -fshort-enums)
    local headers=()
    while read -r folder; do headers+=(-isystem "$folder"); done < <(library_headers "${cpu[@]}")
    cc=("${version/++/}" "${common[@]}" "${headers[@]}")
    cxx=("$version" "${common[@]}" -nostdinc++ "${headers[@]}")
  fi
  cxx+=(-std=c++17 -fno-exceptions -fno-rtti -fno-threadsafe-statics)
  cc+=(-std=c99)
}

# link OUT OBJECT...: a message and exit code 3 where the image does not fit.
link() {
  local out=$1 libraries=(--specs=nano.specs)
  shift
  [ "$startup" != startup_riscv.cpp ] || libraries=(-nostdlib "-Wl,--no-warn-rwx-segments")
  if ! "${tools}g++" "${cpu[@]}" -nostartfiles -L"$here/linker" -T"$linker.ld" -Wl,--gc-sections \
    -Wl,--no-warn-execstack -Wl,-Map="$out.map" "$@" "${libraries[@]}" -lgcc -o "$out" 2> "$out.log"; then
    cat "$out.log" >&2
    ! grep -qE 'overflowed by|will not fit|no room for the stack' "$out.log" || return 3
    return 1
  fi
  cat "$out.log" >&2
  rm -f "$out.log"
}

build() {
  local compiler=gcc
  if [ "${1:-}" = --compiler ]; then
    compiler=${2:-}
    [[ $compiler =~ ^(gcc|clang)$ ]] || usage 64
    shift 2
  fi
  [ $# -ge 3 ] || usage 64
  select_board "$1"
  need "${tools}g++"
  local board=$1 out=$2 sources=() cc cxx boost
  shift 2
  while [ $# -gt 0 ] && [ "$1" != -- ]; do
    sources+=("$1")
    shift
  done
  [ $# -eq 0 ] || shift
  [ ${#sources[@]} -gt 0 ] || usage 64
  compiler_commands "$compiler"
  boost=$(boost_folder)
  local flags=(-Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror -I"$here" -I"$repository/include"
    -isystem "$boost" -Os "$@")
  mkdir -p "$(dirname "$out")"
  local objects=() source
  for source in "$here/$startup" "${sources[@]}"; do
    objects+=("$out.${#objects[@]}.o")
    if [[ $source == *.c ]]; then
      "${cc[@]}" "${flags[@]}" -c "$source" -o "${objects[-1]}"
    else
      "${cxx[@]}" "${flags[@]}" -c "$source" -o "${objects[-1]}"
    fi
  done
  local code=0
  link "$out" "${objects[@]}" || code=$?
  rm -f "${objects[@]}"
  [ $code -ne 3 ] || fail "the image does not fit $board" 3
  return $code
}

# emulate BOARD ELF [OPTION...]
emulate() {
  select_board "$1"
  need "$qemu"
  [ -s "$2" ] || fail "$2: no such image"
  local elf=$2 seconds=${GENN_BOARD_TIMEOUT:-300} code=0 firmware=()
  shift 2
  [ "$qemu" = qemu-system-arm ] || firmware=(-bios none)
  # The character device brings the program's text to the standard output; QEMU's own go to the other.
  timeout "$seconds" "$qemu" -M "$machine" "${firmware[@]}" -kernel "$elf" -display none -monitor none \
    -serial none -chardev stdio,id=console,signal=off \
    -semihosting-config enable=on,target=native,chardev=console "$@" < /dev/null || code=$?
  [ $code -ne 124 ] || echo "board.sh: $elf did not end within $seconds s" >&2
  return $code
}

# plugin NAME: compiles a plugin where that has not been done; prints its path.
plugin() {
  need gcc
  local library=$cache/lib$1.so source=$here/plugins/$1.c
  if [ ! "$library" -nt "$source" ] || [ ! "$library" -nt "$here/plugins/qemu_plugin.h" ]; then
    mkdir -p "$cache"
    gcc -std=c11 -O2 -Wall -Wextra -shared -fPIC -fvisibility=hidden -o "$library.$$" "$source"
    mv "$library.$$" "$library"  # others may be doing the same
  fi
  echo "$library"
}

# symbol ELF NAME: its address.
symbol() {
  local address
  address=$("${tools}nm" "$1" | awk -v name="$2" '$3 == name { print "0x" $1; exit }')
  [ -n "$address" ] || fail "$1 has no marked region: $2 is never called"
  echo "$address"
}

# measure BOARD ELF PLUGIN OPTIONS: a run under a plugin that looks at the marked regions. What it found
# follows the program's own text.
measure() {
  select_board "$1"
  need "$qemu"
  need "${tools}nm"
  [ -s "$2" ] || fail "$2: no such image"
  local library begin end found code=0
  library=$(plugin "$3")
  begin=$(symbol "$2" board_roi_begin)
  end=$(symbol "$2" board_roi_end)
  found=$(mktemp)
  emulate "$1" "$2" -plugin "$library,begin=$begin,end=$end,out=$found$4" || code=$?
  cat "$found"
  rm -f "$found"
  return $code
}

cycles() {
  local core=${3:-m0plus} multiplication=${4:-1}
  [[ $1 =~ ^(microbit|cortex-m0-big)$ ]] || fail "cycles are known for microbit and cortex-m0-big only" 64
  [[ $core =~ ^(m0plus|m0|thumbulator)$ && $multiplication =~ ^(1|32)$ ]] || usage 64
  measure "$1" "$2" m0cycles ",core=$core,mul=$multiplication"
}

command=${1:---help}
shift || true
case $command in
  list) list ;;
  target) [ $# -eq 1 ] || usage 64; target_of "$1" ;;
  build) build "$@" ;;
  run) [ $# -eq 2 ] || usage 64; emulate "$@" ;;
  count) [ $# -eq 2 ] || usage 64; measure "$1" "$2" icount "" ;;
  cycles) [[ $# -ge 2 && $# -le 4 ]] || usage 64; cycles "$@" ;;
  -h | --help) usage ;;
  *) usage 64 ;;
esac
