#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# worst_stack.py finds planted recursion, calls through pointers and frames without a bound; and networks
# need a stack that is known and small on every kind of board, which a run on it keeps to.
#
#   test_worst_stack.sh MODEL.pt2:FORM...       forms of bench/convert.sh
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
bench=$here/../../bench
for tool in arm-none-eabi-g++ qemu-system-arm python3; do
  command -v $tool > /dev/null || { echo "skipped: $tool is not installed"; exit 77; }
done
allowed=1280
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
status=0

# build BOARD SOURCE FOLDER, and what is known of the stack of a FUNCTION then.
build() { "$here/board.sh" build "$1" "$work/image.elf" "$2" -- -I"$3" -fcallgraph-info=su,da -save-temps=obj; }
examine() { python3 "$here/worst_stack.py" "$1" "$work"/image.elf.*.{ci,s} > "$work/report"; }
worst() { sed -n 's/^worst case of .*: \([0-9]*\) bytes/\1/p' "$work/report"; }

# expect TEXT EXIT_CODE CODE: what is said of main of a planted program.
expect() {
  local code=0
  echo "$3" > "$work/planted.cpp"
  build cortex-m4f "$work/planted.cpp" "$work"
  examine main || code=$?
  if grep -qE "$1" "$work/report" && [ $code -eq "$2" ]; then
    echo "ok   $(grep -E "$1" "$work/report")"
  else
    echo "FAIL not found: $1"
    cat "$work/planted.cpp" "$work/report"
    status=1
  fi
}

expect '^worst case of main: [0-9]+ bytes' 0 'volatile int n; __attribute__((noinline)) static int f() {
  volatile char room[200] = {}; return room[n]; } int main() { return f() + 1; }'
[ "$(worst)" -ge 200 ] || { echo "FAIL less than 200 bytes"; status=1; }
expect '^FAIL recursion: ' 1 'volatile int n; int f(int); int f(int k) { return k < 2 ? 1 : f(k - 1) * f(k - 2); }
int main() { return f(n); }'
expect '^FAIL call through a pointer' 1 'int (*volatile p)(); int main() { return p() + 1; }'
expect '^FAIL frame without a bound' 1 'volatile int n; int main() {
  volatile char* room = static_cast<volatile char*>(__builtin_alloca(unsigned(n))); room[0] = 1; return room[n / 2]; }'
expect '^worst case of main: 108 bytes' 0 'int main() { __asm__ volatile("push {r4-r11, lr}\n sub sp, #8\n vpush {d8-d15}\n"
  "vpop {d8-d15}\n add sp, #8\n pop {r4-r11, lr}" ::: "memory"); return 0; }'
examine nothing 2> /dev/null && { echo "FAIL no such function"; status=1; }

# on_board MODEL.pt2 FORM BOARD: the bound of `run`, and on a Cortex-M that a run keeps to it.
on_board() {
  local name bytes all used="" startup
  name="$(basename "$1" .pt2) $2 on $3"
  build "$3" "$bench/boards/one_run.cpp" "$work/$2"
  examine run_model ||
    { echo "FAIL $name"; cat "$work/report"; status=1; return; }
  bytes=$(worst)
  if [ "$3" != rv32 ]; then
    examine main
    all=$(worst)
    startup=$(grep -hoE 'void (Reset_Handler|run_program)\(\)[^"]*' "$work"/image.elf.*.ci |
      awk -F'\\\\n' '{ sum += $3 } END { print sum }')
    used=$("$here/board.sh" run "$3" "$work/image.elf" | sed -n 's/^stack //p')
    [ "$used" -le $((all + startup)) ] ||
      { echo "FAIL $name: $used bytes used, $all of main and $startup of the startup known"; status=1; }
    used=", $((used - (all - bytes) - startup)) of them used"
  fi
  if [ "$bytes" -le $allowed ]; then
    echo "ok   $name: $bytes bytes of stack$used"
  else
    echo "FAIL $name: $bytes bytes of stack, $allowed allowed"
    cat "$work/report"
    status=1
  fi
}

boards=(cortex-m0-big cortex-m4f cortex-m55)
! command -v riscv64-unknown-elf-g++ > /dev/null || boards+=(rv32)
for model in "$@"; do
  form=${model##*:}
  "$bench/convert.sh" "${model%:*}" "$form" "$work/$form"
  for board in "${boards[@]}"; do on_board "${model%:*}" "$form" "$board"; done
done
exit $status
