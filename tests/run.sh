#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Passes all tests, after installing what they need (Debian).
#
#   bash tests/run.sh [--compiler CXX] [--sanitize] [--only REGEX]
#
#   --compiler CXX  with this compiler only (g++, clang++, clang++-16 …)
#   --sanitize      with the address and undefined-behaviour sanitizers, without the boards
#   --only REGEX    the tests whose names match
#
# By default g++ with the emulated boards, then clang++ without them. Builds in build/tests-gcc,
# build/tests-clang and build-sanitize, whose folder logs/ holds what the tools said. Tests that cannot
# run here are listed with the reason; what fails is shown at the end.
# Exit code 1: something failed.
set -euo pipefail

compiler="" sanitize="" only=""
while [ $# -gt 0 ]; do
  case $1 in
    --compiler) compiler=${2:?--compiler needs the name of a C++ compiler}; shift ;;
    --sanitize) sanitize=yes ;;
    --only) only=${2:?--only needs a regular expression}; shift ;;
    -h | --help) sed -n '3,14s/^# \{0,1\}//p' "$0"; exit 0 ;;
    *) echo "unknown argument: $1 (see --help)" >&2; exit 64 ;;
  esac
  shift
done
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=tests/packages.sh
source tests/packages.sh

say() { echo "== $*"; }

# PyTorch makes some tests possible; without it they are skipped.
torch_venv() {
  local venv=build/venv log=build/venv.log
  mkdir -p build
  ! "$venv/bin/python" -c 'import torch, numpy' 2> /dev/null || return 0
  say "installing PyTorch into $venv"
  # The packages for the CPU only are a tenth of the others.
  if ! { python3 -m venv --clear "$venv" &&
    "$venv/bin/pip" install --retries 1 --extra-index-url https://download.pytorch.org/whl/cpu \
      -r tests/requirements.txt; } > "$log" 2>&1; then
    grep -i '^error' "$log" | tail -1 || true
    say "PyTorch cannot be installed here ($log); its tests are skipped"
    rm -rf "$venv"
  fi
}

# Lines of a build, down to one for each tenth of it ("[ 30%] …" of make, "[3/10] …" of ninja).
tenths() {
  awk '
    match($0, /^\[ *[0-9]+%\]/)    { part = int(substr($0, 2) / 10) }
    match($0, /^\[[0-9]+\/[0-9]+\]/) { split(substr($0, 2), n, /[\/\]]/); part = int(10 * n[1] / n[2]) }
    part > shown { shown = part; printf "   built %d %%\n", 10 * part; fflush() }'
}

configure() {
  cmake -S . -B "$@" > "$folder/logs/configure.log" 2>&1 ||
    { grep -A12 'CMake Error' "$folder/logs/configure.log" | head -40; return 1; }
}
build() {
  cmake --build "$folder" -j "$(nproc)" 2>&1 | tee "$folder/logs/build.log" | tenths ||
    { grep -E -A5 'error|FAILED|\*\*\*' "$folder/logs/build.log" | head -60; return 1; }
}
run_tests() {
  ctest --test-dir "$folder" --no-tests=error --output-on-failure -j "$(nproc)" ${only:+-R "$only"} 2>&1 |
    tee "$folder/logs/test.log" | { grep --line-buffered -E 'Test +#|tests passed|tests failed' || true; }
}
show_failures() {
  grep -vE '^ *[0-9]+/[0-9]+ Test.*(Passed|Skipped)|^ +Start|^$' "$folder/logs/test.log" | head -200 || true
}

# "name: why" of each test that did not run: ctest knows the names, its log what they said.
skipped_tests() {
  awk '
    FNR == NR { if (/\(Skipped\)$/) skipped[$3]; next }
    /^[0-9]+\/[0-9]+ Test: / { name = $3 }
    /^(board.sh: )?skipped: / && !(name in why) { why[name] = $0; sub(/.*skipped: /, "", why[name]) }
    END { for (name in skipped) print "   " name ": " (name in why ? why[name] : "no reason given") }
  ' "$folder/logs/test.log" "$folder/Testing/Temporary/LastTest.log" | sort || true
}

# c_compiler CXX: the C compiler beside it (clang++-16: clang-16).
c_compiler() { sed -E 's/clang\+\+/clang/; s/g\+\+/gcc/' <<< "$1"; }

# build_and_test FOLDER CXX [CMAKE_ARGUMENT...]
build_and_test() {
  local folder=$1 cxx=$2 cc from=$SECONDS skipped failed=""
  shift 2
  cc=$(c_compiler "$cxx")
  mkdir -p "$folder/logs"
  say "$cxx: building in $folder"
  # For the time it takes; what has to be compiled as users do it asks for more.
  configure "$folder" -DCMAKE_BUILD_TYPE=Release -DCMAKE_CXX_FLAGS_RELEASE=-O1 -DGENN_PRECOMPILE_HEADERS=ON \
    -DCMAKE_CXX_COMPILER="$cxx" -DCMAKE_C_COMPILER="$cc" "$@"
  build
  say "$cxx: testing"
  run_tests || failed=yes
  skipped=$(skipped_tests)
  if [ -n "$skipped" ]; then
    say "$cxx: skipped"
    echo "$skipped"
  fi
  if [ -n "$failed" ]; then
    show_failures
    say "$cxx: tests failed; all they said is in $folder/logs/test.log"
    return 1
  fi
  say "$cxx: passed in $((SECONDS - from)) s"
}

need_packages "${packages_core[@]}" "${packages_tests[@]}" "${packages_boards[@]}"
torch_venv

if [ -n "$sanitize" ]; then
  flags="-fsanitize=address,undefined -fno-sanitize-recover=all -O1"
  build_and_test build-sanitize "${compiler:-g++}" "-DCMAKE_CXX_FLAGS=$flags" "-DCMAKE_C_FLAGS=$flags" \
    -DGENN_BOARD_TESTS=OFF
elif [ -n "$compiler" ]; then
  build_and_test "build/tests-$(basename "$(c_compiler "$compiler")")" "$compiler"
else
  build_and_test build/tests-gcc g++
  if command -v clang++ > /dev/null; then
    build_and_test build/tests-clang clang++ -DGENN_BOARD_TESTS=OFF
  else
    say "skipped: clang++ is not installed"
  fi
fi
say "all tests passed"
