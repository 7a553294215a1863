#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# check_elf.sh has to pass a clean image and to fail on each planted fault.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
command -v arm-none-eabi-g++ > /dev/null || { echo "skipped: arm-none-eabi-g++ is not installed"; exit 77; }

status=0
# expect WHAT CODE [FLAG...]: the image of CODE is refused for WHAT, or passes if WHAT is "nothing".
expect() {
  local what=$1 code=$2
  shift 2
  echo "$code" > "$work/planted.cpp"
  # The linker script itself refuses a heap, so the images are linked without it.
  arm-none-eabi-g++ -mcpu=cortex-m4 -mthumb -std=c++17 -Os "$@" "$work/planted.cpp" --specs=nosys.specs \
    -o "$work/planted.elf" 2> "$work/log" || { cat "$work/log"; exit 1; }
  local report code_of_check=0
  report=$("$here/check_elf.sh" "$work/planted.elf") || code_of_check=$?
  if [ "$what" = nothing ]; then
    [ $code_of_check -eq 0 ] || { echo "a clean image is refused:"; echo "$report"; status=1; }
  elif ! grep -q "FAIL $what" <<< "$report"; then
    echo "not found: $what"
    status=1
  fi
}

bare=(-fno-exceptions -fno-rtti -fno-threadsafe-statics -nostartfiles -Wl,-e,main)
expect nothing 'int main() { return 0; } int a, b, c, d, e, f; void g() {} void h() {}' "${bare[@]}"
expect heap '#include <cstdlib>
void* volatile p; int main(int n, char**) { p = std::malloc(unsigned(n)); return p != nullptr; }' "${bare[@]}"
expect exceptions 'int main(int n, char**) { if (n) throw n; }'
expect RTTI 'struct a { virtual ~a() {} }; struct b : a {}; a* x; int main() { return dynamic_cast<b*>(x) != nullptr; }'
expect "guarded statics" 'int f(); struct a { int v; a(int n) : v(n) {} ~a() {} }; int main(int n, char**) { static a x(n); return x.v; }'
expect "static constructors" 'int main(int n, char**) { return n; } volatile int seed; int made = seed + 1;'
expect stdio '#include <cstdio>
int main(int n, char**) { std::printf("%d", n); }'
expect "double arithmetic" 'volatile double x; int main() { x = x * x; }' "${bare[@]}"
[ $status -eq 0 ] && echo "all planted faults found"
exit $status
