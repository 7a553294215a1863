#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# worst_stack.py finds planted recursion, calls through pointers and frames without a bound; and a
# network needs a stack that is known and small.
#
#   test_worst_stack.sh GENN MODEL.pt2...
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
genn=$1
shift
for tool in arm-none-eabi-g++ python3; do
  command -v $tool > /dev/null || { echo "skipped: $tool is not installed"; exit 77; }
done
allowed=512
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
status=0

# compile NAME SOURCE: makes NAME.ci.
compile() {
  rm -f "$work"/*.ci
  "$here/board.sh" build cortex-m4f "$work/image.elf" "$2" -- -I"$work" -fcallgraph-info=su,da
  cat "$work"/image.elf.*.ci > "$work/$1.calls"
}
# expect TEXT EXIT_CODE CODE: what is said of main of a planted program.
expect() {
  local code=0
  echo "$3" > "$work/planted.cpp"
  compile planted "$work/planted.cpp"
  python3 "$here/worst_stack.py" main "$work/planted.calls" > "$work/report" || code=$?
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
[ "$(sed -n 's/^worst case of main: \([0-9]*\) .*/\1/p' "$work/report")" -ge 200 ] || { echo "FAIL less than 200 bytes"; status=1; }
expect '^FAIL recursion: ' 1 'volatile int n; int f(int); int f(int k) { return k < 2 ? 1 : f(k - 1) * f(k - 2); }
int main() { return f(n); }'
expect '^FAIL call through a pointer' 1 'int (*volatile p)(); int main() { return p() + 1; }'
expect '^FAIL frame without a bound' 1 'volatile int n; int main() {
  volatile char* room = static_cast<volatile char*>(__builtin_alloca(unsigned(n))); room[0] = 1; return room[n / 2]; }'
python3 "$here/worst_stack.py" nothing "$work/planted.calls" 2> /dev/null && { echo "FAIL no such function"; status=1; }

for archive in "$@"; do
  name=$(basename "$archive" .pt2)
  "$genn" convert "$archive" --output "$work" --name model --c-api > /dev/null
  printf '#include "model.h"\nextern const float x[4096]; float y[4096];\nconst float x[4096] = {0};\nint main() { model_run(x, y); return 0; }\n' > "$work/call.c"
  "$here/board.sh" build cortex-m4f "$work/image.elf" "$work/call.c" "$work/model.cpp" -- -I"$work" -fcallgraph-info=su,da
  python3 "$here/worst_stack.py" model_run "$work"/image.elf.*.ci > "$work/report" || { echo "FAIL $name"; cat "$work/report"; status=1; continue; }
  bytes=$(sed -n 's/^worst case of .*: \([0-9]*\) bytes/\1/p' "$work/report")
  if [ "$bytes" -le $allowed ]; then
    echo "ok   $name: $bytes bytes of stack on a Cortex-M4F, library calls apart"
  else
    echo "FAIL $name: $bytes bytes of stack, $allowed allowed"
    cat "$work/report"
    status=1
  fi
done
exit $status
