#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Measures the eight networks of programs/ in six forms, f32, i16 and i8, each dense and sparse: accuracy,
# size, memory, and instructions and cycles on emulated boards; the same integers everywhere.
#
#   run.sh --data FOLDER [--genn PROGRAM] [--jobs N]    all: results.md, figures/ and the README's table
#   run.sh --quick [--genn PROGRAM] [--jobs N]          two networks on the few samples of quick/; prints
#                                                       its results, writes none of these files
#
# FOLDER: the data sets (README.md of this folder). The whole needs numpy and matplotlib, of build/venv if
# that is there. Results are kept in build/suite, so a killed run goes on. GENN_SUITE_WORK is another folder
# for that, GENN another generator. Exit codes: 1 a machine computes something else, a cell failed or
# integers lose too many right answers; 64 usage; 77 a tool is missing.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
genn=${GENN:-$root/build/tool/codegen/genn}
data="" quick=() jobs=$(nproc)

usage() {
  sed -n '3,13s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"
  exit "${1:-0}"
}
while [ $# -gt 0 ]; do
  case $1 in
    --quick) quick=(--quick) ;;
    --data) data=${2:?--data needs a folder}; shift ;;
    --genn) genn=${2:?--genn needs a program}; shift ;;
    --jobs) jobs=${2:?--jobs needs a number}; shift ;;
    -h | --help) usage ;;
    *) usage 64 >&2 ;;
  esac
  shift
done
[ ${#quick[@]} -gt 0 ] || [ -n "$data" ] || usage 64 >&2

for tool in arm-none-eabi-g++ qemu-system-arm g++ python3; do
  command -v $tool > /dev/null || { echo "skipped: $tool is not installed"; exit 77; }
done
[ -x "$genn" ] || { echo "no generator at $genn: build it (bash examples/mnist/run.sh), or give --genn" >&2; exit 1; }

work=${GENN_SUITE_WORK:-$root/build/suite}
export GENN_BOARD_CACHE=${GENN_BOARD_CACHE:-$root/build/boards}
mkdir -p "$work"

if [ ${#quick[@]} -gt 0 ]; then
  python3 "$here/measure.py" --genn "$genn" --arrays "$here/quick" --work "$work/quick" --jobs "$jobs" --quick
  code=0
  python3 "$here/report.py" --work "$work/quick" --out "$work/quick/results.md" --quick || code=$?
  cat "$work/quick/results.md"
  exit $code
fi

python=$root/build/venv/bin/python
[ -x "$python" ] || python=python3
"$python" -c 'import numpy, matplotlib' 2> /dev/null ||
  { echo "skipped: numpy and matplotlib are not installed"; exit 77; }
"$python" "$here/write_arrays.py" --data "$data" --out "$work/arrays"
code=0
"$python" "$here/measure.py" --genn "$genn" --arrays "$work/arrays" --work "$work" --jobs "$jobs" || code=$?
"$python" "$here/report.py" --work "$work" --readme "$root/README.md" || code=$?
"$python" "$here/figures.py" --work "$work" --out "$here/figures"
exit $code
