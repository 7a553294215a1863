#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Writes FOLDER/model.hpp, which what is measured is compiled with. Integers are calibrated on samples,
# or on random numbers, the same every time, where none are given.
#
#   convert.sh MODEL.pt2 f32|i16|i8|own FOLDER [SAMPLES.npz] [-- OPTION...]
#
# own: the form that PyTorch gave the program. The options are those of genn convert. GENN names another
# generator than build/tool/codegen/genn.
set -euo pipefail
case ${1:---help} in -h | --help) sed -n '3,9s/^# \{0,1\}//p' "$0"; exit 0 ;; esac
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
genn=${GENN:-$root/build/tool/codegen/genn}
[ -x "$genn" ] || { echo "build the generator first: bash examples/mnist/run.sh; or set GENN" >&2; exit 1; }
archive=$1 form=$2 folder=$3 samples=""
shift 3
if [ $# -gt 0 ] && [ "$1" != -- ]; then
  samples=$1
  shift
fi
[ $# -eq 0 ] || shift

# convert OPTION...: shows what the generator said only if it fails.
convert() {
  "$genn" convert "$archive" --output "$folder" --name model "$@" > "$folder/convert.log" 2>&1 ||
    { cat "$folder/convert.log" >&2; exit 1; }
}

mkdir -p "$folder"
case $form in
  f32 | own) convert "$@" ;;
  *)
    if [ -z "$samples" ]; then
      convert --c-api  # its header tells the shapes
      samples=$folder/samples.npz
      python3 "$root/tests/targets/integers.py" random "$folder/model.h" "$samples"
    fi
    convert --form "$form" --calibrate "$samples" "$@" ;;
esac
