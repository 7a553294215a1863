#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Every integer of every layer is the same everywhere: in the generator, in constant expressions, on
# this PC by GCC and Clang, and on emulated Cortex-M0+, M3, M4F, M7, M55 and RISC-V. Images for the
# Cortex-M0+ hold no float arithmetic.
#
#   test_same_integers.sh GENN short|all
#
# short: four programs in i8 and i16; all: every program of the list.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
genn=$1
for tool in arm-none-eabi-g++ qemu-system-arm python3; do
  command -v $tool > /dev/null || { echo "skipped: $tool is not installed"; exit 77; }
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
forms=(i8 i16)

programs=(tests/data/programs/network_residual_1d tests/data/programs/network_squeeze_excite
  tests/data/programs/network_shuffle bench/accuracy/programs/har_gates_pruned)
# The compiler computes those of few multiplications.
small=(network_residual_1d network_shuffle network_squeeze_excite network_last_channels)
[ "${2:-}" != all ] || programs+=(examples/mnist/{mlp,cnn,residual}
  bench/accuracy/programs/{ecg_residual,har_gates,keywords_dscnn}
  bench/accuracy/programs/{ecg_residual,keywords_dscnn,mnist_cnn,mnist_mlp}_pruned
  tests/data/programs/network_{autoencoder,dense,inception,last_channels,lenet,lenet_batch3,mobilenet,residual_2d})
boards=(cortex-m0-big cortex-m3 cortex-m4f cortex-m7 cortex-m55)
if command -v riscv64-unknown-elf-g++ qemu-system-riscv32 > /dev/null; then
  boards+=(rv32)
else
  echo "no RISC-V: riscv64-unknown-elf-g++ or qemu-system-riscv32 is not installed"
fi

fail() {
  echo "$1"
  exit 1
}

# convert FOLDER PROGRAM FORM NAME [OPTION...]: calibrated on random numbers.
convert() {
  "$genn" convert "$root/$2.pt2" --output "$1" --name "$4" --form "$3" --calibrate "$1/$(basename "$2").npz" \
    --c-api "${@:5}" > /dev/null
}

# list_models FOLDER NAME...: what the programs are compiled with.
list_models() {
  local folder=$1 name
  shift
  for name in "$@"; do echo "#include \"$name.hpp\""; done > "$folder/models.hpp"
  echo "#define MODELS(use) $(printf 'use(%s) ' "$@")" >> "$folder/models.hpp"
}

on_host() {
  local compiler=$1 folder=$2
  shift 2
  "$compiler" -std=c++17 -Wall -Wextra -Wconversion -Wshadow -Werror -I"$root/include" -I"$here" -I"$folder" "$@"
}
layers() { grep '^layer ' "$1" || true; }

# same FOLDER MACHINE: what the machine printed is what GCC's program did.
same() {
  layers "$1/g++" | cmp -s - "$1/$2" ||
    fail "$2 differs: $(diff <(layers "$1/g++") "$1/$2" | head -5)"
}

on_board() {
  local folder=$1 board=$2
  "$here/board.sh" build "$board" "$folder/$board.elf" "$here/print_integers.cpp" -- -I"$folder"
  "$here/board.sh" run "$board" "$folder/$board.elf" > "$folder/$board"
  same "$folder" "$board"
  case $board in
    rv32) NM=riscv64-unknown-elf-nm SIZE=riscv64-unknown-elf-size "$here/check_elf.sh" "$folder/$board.elf" ;;
    cortex-m0*) NO_FLOAT=1 "$here/check_elf.sh" "$folder/$board.elf" ;;
    *) "$here/check_elf.sh" "$folder/$board.elf" ;;
  esac > "$folder/$board.report" || fail "$board: $(cat "$folder/$board.report")"
}

# compare_all PROGRAM...: on all machines, each compiled once for all of these.
compare_all() {
  local folder program name form count names=() constant=()
  folder=$(mktemp -d -p "$work")
  for program in "$@"; do
    name=$(basename "$program")
    "$genn" convert "$root/$program.pt2" --output "$folder" --name floats --c-api > /dev/null
    python3 "$here/integers.py" random "$folder/floats.h" "$folder/$name.npz"
    for form in "${forms[@]}"; do
      convert "$folder" "$program" "$form" "${name}_$form" --no-float
      names+=("${name}_$form")
      [[ " ${small[*]} " != *" $name "* ]] || constant+=("${name}_$form")
    done
  done
  list_models "$folder" "${names[@]}"
  on_host g++ "$folder" -O2 -DVALUES "$here/print_integers.cpp" "$here/host_board.cpp" -o "$folder/host"
  "$folder/host" > "$folder/g++"
  for program in "$@"; do
    name=$(basename "$program")
    for form in "${forms[@]}"; do
      python3 "$here/integers.py" inputs "${name}_$form" "$folder/g++" "$folder/${name}_$form.h" "$folder/inputs.npz"
      "$genn" run "$root/$program.pt2" "$folder/inputs.npz" --form "$form" --calibrate "$folder/$name.npz" \
        --layers --output "$folder/layers.npz" > /dev/null
      count=$(python3 "$here/integers.py" compare "${name}_$form" "$folder/g++" "$folder/layers.npz") || fail "$count"
      echo "${name}_$form: $count integers, those of the generator"
    done
  done
  on_host g++ "$folder" -O1 -DGENN_REFERENCE_KERNELS "$here/print_integers.cpp" "$here/host_board.cpp" -o "$folder/host"
  "$folder/host" > "$folder/reference"
  same "$folder" reference
  if command -v clang++ > /dev/null; then
    on_host clang++ "$folder" -O3 "$here/print_integers.cpp" "$here/host_board.cpp" -o "$folder/host"
    "$folder/host" > "$folder/clang++"
    same "$folder" clang++
  fi
  printf '%s\n' "${boards[@]}" | xargs -P "$(nproc)" -I{} bash -c 'set -euo pipefail; on_board "$0" {}' "$folder" ||
    fail "a board differs"
  if [ ${#constant[@]} -gt 0 ]; then
    python3 "$here/integers.py" expected "$folder/g++" > "$folder/all.hpp"
    list_models "$folder" "${constant[@]}"
    grep -E "expected<($(IFS='|'; echo "${constant[*]}"))::" "$folder/all.hpp" > "$folder/expected.hpp"
    on_host g++ "$folder" -fsyntax-only -fconstexpr-ops-limit=4000000000 -fconstexpr-loop-limit=100000000 "$here/constexpr_integers.cpp"
    echo "the compiler computes the integers of ${constant[*]}"
  fi
  echo "the same bits: generator, g++, its reference kernels, clang++, ${boards[*]}"
}
export -f on_board same layers fail
export here

# The check of images sees float arithmetic: one layer kept in float is found.
plant_float() {
  local folder report
  folder=$(mktemp -d -p "$work")
  "$genn" convert "$root/$1.pt2" --output "$folder" --name planted --form i8 --keep "$2=f32" > /dev/null 2>&1
  list_models "$folder" planted
  "$here/board.sh" build cortex-m0-big "$folder/planted.elf" "$here/print_integers.cpp" -- -I"$folder"
  report=$(NO_FLOAT=1 "$here/check_elf.sh" "$folder/planted.elf") && fail "a planted float is not found"
  grep -q "FAIL float arithmetic" <<< "$report" || fail "a planted float gives: $report"
  echo "a layer kept in float is found in the image"
}

plant_float tests/data/programs/network_lenet fc1
for ((i = 0; i < ${#programs[@]}; i += 4)); do
  compare_all "${programs[@]:i:4}"
done
