#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Looks at a device image: its sizes, and what must not be in it.
#
#   check_elf.sh ELF [FLASH_BYTES RAM_BYTES]
#
# Fails on a heap, exceptions, RTTI, guarded statics, static constructors, vtables, stdio and library
# calls for double arithmetic; with NO_FLOAT=1 also on those for single precision. All but the
# constructors (a section) are found by the symbols of the image. NM and SIZE name other tools than those
# for ARM. Exit code 2: no image, or a stripped one.
set -euo pipefail

NM=${NM:-arm-none-eabi-nm}
SIZE=${SIZE:-arm-none-eabi-size}
status=0

case ${1:---help} in
  -h | --help) sed -n '3,11s/^# \{0,1\}//p' "$0"; exit 0 ;;
esac
elf=$1 flash_allowed=${2:-} ram_allowed=${3:-}

complain() {
  echo "FAIL $1"
  status=1
}

# within WHAT BYTES ALLOWED
within() { [ -z "$3" ] || [ "$2" -le "$3" ] || complain "$1: $2 bytes, $3 allowed"; }

# forbid WHAT REGULAR_EXPRESSION: no defined symbol whose whole name matches.
forbid() {
  local found
  found=$(grep -xE "$2" <<< "$symbols" | tr '\n' ' ' || true)
  if [ -n "$found" ]; then complain "$1: $found"; else echo "ok   no $1"; fi
}

# forbid_sections WHAT NAME...: these are absent or empty.
forbid_sections() {
  local what=$1 name bytes found=""
  for name in "${@:2}"; do
    bytes=$("$SIZE" -A "$elf" | awk -v name="$name" '$1 == name { print $2 }')
    [ "${bytes:-0}" -eq 0 ] || found+="$name of $bytes bytes "
  done
  if [ -n "$found" ]; then complain "$what: $found"; else echo "ok   no $what"; fi
}

symbols=$([ ! -s "$elf" ] || "$NM" "$elf" 2> /dev/null | awk '$(NF-1) != "U" { print $NF }' | sort -u)
if [ "$(wc -l <<< "$symbols")" -le 5 ]; then
  echo "FAIL $elf: no image with symbols" >&2
  exit 2
fi

read -r text data bss _ < <("$SIZE" "$elf" | tail -1)
flash=$((text + data)) ram=$((data + bss))
echo "flash $flash bytes (text $text, data $data), static RAM $ram bytes (data $data, bss $bss)"
within "flash" $flash "$flash_allowed"
within "static RAM" $ram "$ram_allowed"

forbid "heap" '_?(malloc|free|calloc|realloc|memalign|aligned_alloc|posix_memalign)(_r)?|_?sbrk(_r)?|_Zn[wa][jmy].*|_Zd[la]Pv.*|__malloc_.*|__nano_(malloc|free).*'
forbid "exceptions" '__cxa_(throw|allocate_exception|begin_catch|rethrow).*|_Unwind_RaiseException|__gxx_personality_v0'
forbid "RTTI" '_ZT[IS].*|__dynamic_cast'
forbid "guarded statics" '__cxa_guard_.*'
forbid_sections "static constructors" .preinit_array .init_array .ctors
forbid "vtables" '_ZTV.*'
forbid "stdio" '_?v?s?n?f?i?printf(_r)?|_printf_.*|__i?_?v?fprintf|f?puts(_r)?|f?putc(har)?(_r)?|fwrite(_r)?|_ZSt4cout'
forbid "double arithmetic" '__aeabi_(d[a-z]+.*|f2d|[iul]+2d)|__(add|sub|mul|div)df3|__extendsfdf2|__truncdfsf2'
[ -z "${NO_FLOAT:-}" ] || forbid "float arithmetic" '__aeabi_f(add|sub|mul|div|rsub|cmp.*)|__aeabi_f2.*|__aeabi_(i|ui|l|ul)2f'
exit $status
