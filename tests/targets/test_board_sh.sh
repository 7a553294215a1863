#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# What board.sh promises: exit codes of faults, of endless programs, of images that do not fit, and of
# wrong usage; a heap does not link.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
for tool in arm-none-eabi-g++ qemu-system-arm; do
  command -v $tool > /dev/null || { echo "skipped: $tool is not installed"; exit 77; }
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
status=0

# expect CODE TEXT ARGUMENT...: the exit code, and a piece of the output.
expect() {
  local wanted=$1 text=$2 code=0
  shift 2
  "$here/board.sh" "$@" > "$work/output" 2>&1 || code=$?
  if [ $code -eq "$wanted" ] && { [ -z "$text" ] || grep -qF -- "$text" "$work/output"; }; then
    echo "ok   exit code $code: board.sh ${*//$work\//}"
  else
    echo "FAIL exit code $code in place of $wanted, or no \"$text\": board.sh $*"
    cat "$work/output"
    status=1
  fi
}
# program NAME CODE
program() { echo "$2" > "$work/$1.cpp"; }

program empty 'int main() { return 0; }'
program misaligned 'alignas(4) char bytes[8]; int main() {
  const char* p = bytes + 1; __asm__ volatile("" : "+r"(p)); int word;
  __asm__ volatile("ldr %0, [%1]" : "=l"(word) : "l"(p)); return word; }'
program endless 'int main() { for (;;) __asm__ volatile(""); }'
program large_constant 'extern const char table[300 * 1024]; const char table[300 * 1024] = {1};
int main(int n, char**) { return *const_cast<const volatile char*>(&table[n]); }'
program large_variable 'char table[16 * 1024 - 100]; int main(int n, char**) {
  return *const_cast<volatile char*>(&table[n]); }'
program heap '#include <cstdlib>
int main() { void* volatile p = std::malloc(4); return p != nullptr; }'

build_and_run() {  # BOARD NAME CODE TEXT
  "$here/board.sh" build "$1" "$work/$2.elf" "$work/$2.cpp"
  expect "$3" "$4" run "$1" "$work/$2.elf"
}
build_and_run microbit empty 0 ""
build_and_run microbit misaligned 99 HARDFAULT
build_and_run cortex-m4f misaligned 0 ""
GENN_BOARD_TIMEOUT=1 build_and_run microbit endless 124 "did not end within 1 s"
expect 3 "does not fit microbit" build microbit "$work/x.elf" "$work/large_constant.cpp"
expect 0 "" build cortex-m0-big "$work/x.elf" "$work/large_constant.cpp"
expect 3 "does not fit microbit" build microbit "$work/x.elf" "$work/large_variable.cpp"
expect 1 "a heap was linked" build cortex-m4f "$work/x.elf" "$work/heap.cpp"
expect 1 "has no marked region" count microbit "$work/empty.elf"
expect 1 "no such image" run microbit "$work/nothing.elf"
expect 64 "no board is called cortex-m99" run cortex-m99 "$work/empty.elf"
expect 64 "board.sh build" build microbit
expect 64 "microbit" cycles cortex-m4f "$work/empty.elf"
expect 0 "cortex-m55" list
expect 0 "board.sh run BOARD ELF" --help
exit $status
