#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# hls_check.py refuses each bad function of hls_bad.cpp and accepts a good one. Looked at without
# optimization (what the source says) and with (as the front ends of such tools see it).
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
clang=$(command -v clang++ || command -v clang++-14 || true)
[ -n "$clang" ] || { echo "skipped: clang++ is not installed"; exit 77; }
command -v python3 > /dev/null || { echo "skipped: python3 is not installed"; exit 77; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
status=0

# expect FUNCTION EXIT_CODE TEXT
expect() {
  local code=0
  python3 "$here/hls_check.py" "$1" "$work/unit.ll" > "$work/report" 2>&1 || code=$?
  if [ $code -eq "$2" ] && grep -q "$3" "$work/report"; then
    echo "ok   $level $1: $(sed -n 's/^FAIL \(.*\) (.*/\1/p' "$work/report" | paste -sd, -)"
  else
    echo "FAIL $level $1: exit code $code, wanted $2 and \"$3\" in:"
    cat "$work/report"
    status=1
  fi
}

for level in -O0 -O1; do
  options=(-O0 -Xclang -disable-O0-optnone)
  [ $level = -O0 ] || options=(-O1 -fno-vectorize -fno-unroll-loops)
  "$clang" -std=c++17 "${options[@]}" -fno-exceptions -fno-rtti -fno-threadsafe-statics -S -emit-llvm \
    "$here/hls_bad.cpp" -o "$work/unit.ll"
  expect good 0 "^good: 1 functions"
  expect nothing 2 "not defined"
  expect recursion_of_two 1 "FAIL recursion"
  expect call_through_pointer 1 "FAIL call through a pointer"
  expect virtual_call 1 "FAIL call through a pointer"
  expect vector 1 "FAIL heap"
  expect frame_of_variable_size 1 "FAIL stack frame of variable size"
  expect mutable_global 1 "FAIL mutable global"
  expect address_as_number 1 "FAIL cast between pointer and integer"
  expect library_call 1 "FAIL call that leaves the file"
  expect recursion 1 "FAIL"
  expect table_of_functions 1 "FAIL call through a pointer"
  # The optimizer removes these; the source has them.
  [ $level = -O1 ] || {
    expect heap 1 "FAIL heap"
    expect virtual_object 1 "FAIL RTTI or vtable"
    expect function_object 1 "FAIL call through a pointer"
  }
done
exit $status
