#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Looks at a device image: sizes, and what must not be in it.
#
#   check_elf.sh ELF [FLASH_BYTES RAM_BYTES]
#
# Fails on a heap, exceptions, RTTI, guarded statics, static constructors, vtables, stdio and double
# arithmetic; with NO_FLOAT=1 on single precision, too. Exit code 2: no image, or a stripped one.
set -euo pipefail

NM=${NM:-arm-none-eabi-nm}
SIZE=${SIZE:-arm-none-eabi-size}
elf=${1:?usage: check_elf.sh ELF [FLASH_BYTES RAM_BYTES]}
status=0

complain() {
  echo "FAIL $1"
  status=1
}

if [ ! -s "$elf" ] || [ "$("$NM" "$elf" | wc -l)" -le 5 ]; then
  echo "FAIL $elf: no image with symbols" >&2
  exit 2
fi

read -r text data bss _ < <("$SIZE" "$elf" | tail -1)
flash=$((text + data)) ram=$((data + bss))
echo "flash $flash bytes (text $text, data $data), static RAM $ram bytes (data $data, bss $bss)"
[ -z "${2:-}" ] || [ "$flash" -le "$2" ] || complain "flash: $flash bytes, $2 allowed"
[ -z "${3:-}" ] || [ "$ram" -le "$3" ] || complain "static RAM: $ram bytes, $3 allowed"

# Defined symbols whose whole name matches.
forbid() {
  local hits
  hits=$("$NM" "$elf" | awk '$(NF-1) != "U" { print $NF }' | grep -xE "$2" | sort -u | tr '\n' ' ' || true)
  if [ -n "$hits" ]; then complain "$1: $hits"; else echo "ok   no $1"; fi
}
forbid "heap" '_?(malloc|free|calloc|realloc|memalign)(_r)?|_?sbrk(_r)?|_Zn[wa][jmy].*|_Zd[la]Pv.*|__malloc_.*|__nano_(malloc|free).*'
forbid "exceptions" '__cxa_(throw|allocate_exception|begin_catch|rethrow).*|_Unwind_RaiseException|__gxx_personality_v0'
forbid "RTTI" '_ZT[IS].*|__dynamic_cast'
forbid "guarded statics" '__cxa_guard_.*'
forbid "static constructors" '_GLOBAL__sub_I_.*|_Z41__static_initialization_and_destruction_0.*'
forbid "vtables" '_ZTV.*'
forbid "stdio" '_?v?s?n?f?i?printf(_r)?|_printf_.*|__i?_?v?fprintf|f?puts(_r)?|f?putc(har)?(_r)?|fwrite(_r)?|_ZSt4cout'
forbid "double arithmetic" '__aeabi_(d[a-z]+.*|f2d|[iul]+2d)|__(add|sub|mul|div)df3|__extendsfdf2|__truncdfsf2'
[ -z "${NO_FLOAT:-}" ] || forbid "float arithmetic" '__aeabi_f(add|sub|mul|div|rsub|cmp.*)|__aeabi_f2.*|__aeabi_(i|ui|l|ul)2f'
exit $status
