#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Passes all tests, after installing what they need (Debian).
#
#   bash tests/run.sh [--sanitize] [--only REGEX]
#
#   --sanitize     with the address and undefined-behaviour sanitizers, in build-sanitize/
#   --only REGEX   the tests whose names match
#
# Builds in build/tests-gcc and build/tests-clang. Tests that cannot run here are listed with the reason.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=tests/packages.sh
source tests/packages.sh

sanitize="" only=""
while [ $# -gt 0 ]; do
  case $1 in
    --sanitize) sanitize=yes ;;
    --only) only=${2:?--only needs a regular expression}; shift ;;
    -h | --help) sed -n '3,11s/^# \{0,1\}//p' "$0"; exit 0 ;;
    *) echo "unknown argument: $1 (see --help)" >&2; exit 64 ;;
  esac
  shift
done

need_packages "${packages_core[@]}" "${packages_tests[@]}" "${packages_boards[@]}"

# PyTorch makes some tests possible; without it they are skipped.
torch_venv() {
  local venv=build/venv
  [ -x $venv/bin/python ] && $venv/bin/python -c 'import torch' 2> /dev/null && return 0
  echo "installing PyTorch into $venv"
  python3 -m venv $venv > /dev/null && $venv/bin/pip install -q -r tests/requirements.txt > build/venv.log 2>&1
}
mkdir -p build
torch_venv || echo "PyTorch cannot be installed here (build/venv.log); its tests are skipped"

# build_and_test FOLDER CXX CC [CMAKE_ARGUMENT...]
build_and_test() {
  local folder=$1 cxx=$2 cc=$3
  shift 3
  echo "== $cxx: building in $folder"
  cmake -S . -B "$folder" -DCMAKE_BUILD_TYPE=Release -DCMAKE_CXX_COMPILER="$cxx" \
    -DCMAKE_C_COMPILER="$cc" "$@" > "$folder.configure.log" 2>&1 || { tail -30 "$folder.configure.log"; return 1; }
  cmake --build "$folder" -j "$(nproc)" > "$folder.build.log" 2>&1 || { grep -E -A5 'error|FAILED' "$folder.build.log" | head -60; return 1; }
  echo "== $cxx: testing"
  ctest --test-dir "$folder" --output-on-failure -j "$(nproc)" ${only:+-R "$only"} | tee "$folder.test.log" |
    grep -E 'Test +#|tests passed|tests failed|Skipped' || true
  if ! grep -q '100% tests passed' "$folder.test.log"; then
    grep -vE '^ *[0-9]+/[0-9]+ Test.*Passed|^ +Start' "$folder.test.log" | head -200
    return 1
  fi
  grep -hE '^skipped: ' "$folder.test.log" "$folder"/Testing/Temporary/LastTest.log 2> /dev/null | sort -u || true
}

if [ -n "$sanitize" ]; then
  flags="-fsanitize=address,undefined -fno-sanitize-recover=all -O1"
  build_and_test build-sanitize g++ gcc "-DCMAKE_CXX_FLAGS=$flags" "-DCMAKE_C_FLAGS=$flags" -DGENN_BOARD_TESTS=OFF
else
  build_and_test build/tests-gcc g++ gcc
  build_and_test build/tests-clang clang++ clang -DGENN_BOARD_TESTS=OFF
fi
echo "all tests passed"
