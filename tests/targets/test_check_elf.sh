#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# check_elf.sh passes a clean image and finds each planted fault.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
command -v arm-none-eabi-g++ > /dev/null || { echo "skipped: arm-none-eabi-g++ is not installed"; exit 77; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
status=0

# plant CODE: the source of the next image.
plant() { echo "$1" > "$work/planted.cpp"; }

# link_on_board [FLAG...]: as the images of the tests are linked.
link_on_board() { "$here/board.sh" build cortex-m3 "$work/planted.elf" "$work/planted.cpp" -- "$@"; }

# link_alone FLAG...: for faults that the linker script of the boards refuses itself, or that need more
# of the library than it brings.
link_alone() {
  arm-none-eabi-g++ -mcpu=cortex-m3 -mthumb -std=c++17 -Os "$@" "$work/planted.cpp" --specs=nosys.specs \
    -Wl,--gc-sections,--no-warnings -o "$work/planted.elf" 2> "$work/log" || { cat "$work/log"; exit 1; }
}

# expect KIND... -- [ARGUMENT...]: what check_elf.sh finds, exactly; nothing if no KIND is given.
expect() {
  local wanted=() found code=0
  while [ "$1" != -- ]; do wanted+=("$1"); shift; done
  shift
  "$here/check_elf.sh" "$work/planted.elf" "$@" > "$work/report" || code=$?
  found=$(sed -n 's/^FAIL \([^:]*\):.*/\1/p' "$work/report" | sort)
  if [ "$found" != "$(printf '%s\n' "${wanted[@]}" | sort)" ] ||
    [ $code -ne $((${#wanted[@]} > 0)) ]; then
    echo "FAIL exit code $code, and not just ${wanted[*]:-nothing} in:"
    cat "$work/planted.cpp" "$work/report"
    status=1
  else
    echo "ok   found: ${wanted[*]:-nothing}"
  fi
}

plant 'int table[4] = {1, 2}; int main() { return table[1]; }'
link_on_board
expect --
expect -- 4096 4096
expect "flash" "static RAM" -- 64 4

plant 'volatile int seed; struct thing { int value; thing() : value(seed) {} };
thing made; int main() { return made.value; }'
link_on_board
expect "static constructors" --

plant 'volatile int seed; __attribute__((constructor)) static void early() { seed = 1; }
int main() { return seed; }'
link_on_board
expect "static constructors" --

plant 'volatile int seed;
int main() { struct thing { int value; thing() : value(seed) {} }; static thing made; return made.value; }'
link_on_board -fthreadsafe-statics
expect "guarded statics" --

plant 'volatile double x = 2; int main() { x = x * x; return 0; }'
link_on_board
expect "double arithmetic" --

plant 'volatile float x = 2; int main() { x = x * x; return 0; }'
link_on_board
expect --
NO_FLOAT=1 expect "float arithmetic" --

plant 'struct base { virtual int f() { return 1; } }; struct derived : base { int f() override; };
int derived::f() { return 2; } base* volatile where; int main() { derived d; where = &d; return where->f(); }'
link_on_board
expect "vtables" --

plant '#include <cstdlib>
void* volatile p; int main() { p = std::malloc(4); return 0; }'
link_alone -fno-exceptions -nostartfiles -Wl,-e,main
expect "heap" --

# Of these the library brings more than the one fault, so it has to be among what is found.
expect_among() {
  "$here/check_elf.sh" "$work/planted.elf" > "$work/report" && { echo "FAIL passed: $1"; status=1; }
  if grep -q "^FAIL $1:.*$2" "$work/report"; then
    echo "ok   found: $1 ($2)"
  else
    echo "FAIL $1 ($2) is not found:"
    cat "$work/report"
    status=1
  fi
}
plant 'int* volatile p; int main() { p = new int; delete p; return 0; }'
link_alone
expect_among "heap" _Znwj
plant 'int main(int n, char**) { if (n > 1) throw n; }'
link_alone
expect_among "exceptions" __cxa_throw
plant 'struct a { virtual ~a() {} }; struct b : a {}; a* volatile x; int main() { return dynamic_cast<b*>(x) != nullptr; }'
link_alone
expect_among "RTTI" __dynamic_cast
plant '#include <cstdio>
int main(int n, char**) { std::printf("%d", n); }'
link_alone
expect_among "stdio" printf

# Never good on a missing or stripped image.
arm-none-eabi-strip "$work/planted.elf"
for image in "$work/planted.elf" "$work/nothing.elf"; do
  code=0
  "$here/check_elf.sh" "$image" > /dev/null 2>&1 || code=$?
  [ $code -eq 2 ] || { echo "FAIL exit code $code for $(basename "$image"), stripped or missing"; status=1; }
done
exit $status
