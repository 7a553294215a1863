#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# The largest errors of the mathematical functions against libm in long double, in units of the last place.
#
#   run.sh [STRIDE [NAME]]     every STRIDE-th float (default 61), of all functions or one
set -euo pipefail
case ${1:-} in -h | --help) sed -n '3,5s/^# \{0,1\}//p' "$0"; exit 0 ;; esac
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
g++ -std=c++17 -O2 -ffp-contract=off -I"$root/include" "$root/bench/math/errors.cpp" -o "$work/errors"
"$work/errors" "$@"
