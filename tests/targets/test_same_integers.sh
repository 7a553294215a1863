#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Every integer of every layer is the same everywhere: in the generator, in constant expressions, on
# this PC by GCC and Clang, and on emulated Cortex-M0+, M3, M4F, M7, M55 and RISC-V. Images for the
# Cortex-M0+ hold no float arithmetic.
#
#   test_same_integers.sh GENN short|all|operators
#
# short: five programs in i8 and i16; all: every program of the list; operators: every program of
# tests/data/programs, between the generator and this PC.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
genn=$1
for tool in arm-none-eabi-g++ qemu-system-arm python3; do
  command -v $tool > /dev/null || { echo "skipped: $tool is not installed"; exit 77; }
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

programs=(tests/data/programs/network_residual_1d tests/data/programs/network_squeeze_excite
  tests/data/programs/network_{recurrent,attention} bench/accuracy/programs/har_gates_pruned)
# The compiler computes those of few multiplications.
small=(network_residual_1d network_shuffle network_squeeze_excite network_last_channels network_recurrent
  network_attention)
[ "${2:-}" != all ] || programs+=(examples/mnist/{mlp,cnn,residual}
  tests/data/programs/{network_shuffle,lstm_states,gru_states,lstm_stacked,gru_stacked,rnn_stacked}
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
    cortex-m0-big) NO_FLOAT=1 "$here/check_elf.sh" "$folder/$board.elf" ;;
    *) "$here/check_elf.sh" "$folder/$board.elf" ;;
  esac > "$folder/$board.report" || fail "$board: $(cat "$folder/$board.report")"
}

# prepare PROGRAM...: a new $folder with all that can be made of integers alone, under $names.
prepare() {
  local program name form
  folder=$(mktemp -d -p "$work")
  names=()
  for program in "$@"; do
    name=$(basename "$program")
    "$genn" convert "$root/$program.pt2" --output "$folder" --name floats --c-api > /dev/null
    python3 "$here/integers.py" random "$folder/floats.h" "$folder/$name.npz"
    for form in i8 i16; do
      if convert "$folder" "$program" "$form" "${name}_$form" --no-float 2> "$folder/log"; then
        names+=("${name}_$form")
      else
        grep -q "no integer kernel" "$folder/log" || fail "$name in $form: $(cat "$folder/log")"
      fi
    done
  done
  list_models "$folder" "${names[@]}"
}

# compare_with_generator PROGRAM...: each of $names, run by GCC's program, to $folder/g++.
compare_with_generator() {
  local name program count
  on_host g++ "$folder" -O2 -DVALUES "$here/print_integers.cpp" "$here/host_board.cpp" -o "$folder/host"
  "$folder/host" > "$folder/g++"
  for program in "$@"; do
    for name in "${names[@]}"; do
      [ "${name%_*}" = "$(basename "$program")" ] || continue
      python3 "$here/integers.py" inputs "$name" "$folder/g++" "$folder/$name.h" "$folder/inputs.npz"
      "$genn" run "$root/$program.pt2" "$folder/inputs.npz" --form "${name##*_}" \
        --calibrate "$folder/$(basename "$program").npz" --layers --output "$folder/layers.npz" > /dev/null
      count=$(python3 "$here/integers.py" compare "$name" "$folder/g++" "$folder/layers.npz" 2>&1) || fail "$count"
      echo "$name: $count integers, those of the generator"
    done
  done
}

# compare_machines: each compiled once for all of $names.
compare_machines() {
  local name constant=() machines=(g++ "its reference kernels")
  on_host g++ "$folder" -O1 -DGENN_REFERENCE_KERNELS "$here/print_integers.cpp" "$here/host_board.cpp" -o "$folder/host"
  "$folder/host" > "$folder/reference"
  same "$folder" reference
  if command -v clang++ > /dev/null; then
    on_host clang++ "$folder" -O3 "$here/print_integers.cpp" "$here/host_board.cpp" -o "$folder/host"
    "$folder/host" > "$folder/clang++"
    same "$folder" clang++
    machines+=(clang++)
  fi
  printf '%s\n' "${boards[@]}" | xargs -P "$(nproc)" -I{} bash -c 'set -euo pipefail; on_board "$0" {}' "$folder" ||
    fail "a board differs"
  for name in "${names[@]}"; do
    [[ " ${small[*]} " != *" ${name%_*} "* ]] || constant+=("$name")
  done
  if [ ${#constant[@]} -gt 0 ]; then
    list_models "$folder" "${constant[@]}"
    python3 "$here/integers.py" expected "$folder/g++" "${constant[@]}" > "$folder/expected.hpp"
    on_host g++ "$folder" -fsyntax-only -fconstexpr-ops-limit=4000000000 -fconstexpr-loop-limit=100000000 \
      "$here/constexpr_integers.cpp"
    echo "the compiler computes the integers of ${constant[*]}"
  fi
  machines+=("${boards[@]}")
  echo "the same bits: $(printf '%s, ' "${machines[@]}" | sed 's/, $//')"
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

if [ "${2:-}" = operators ]; then
  mapfile -t programs < <(cd "$root" && printf '%s\n' tests/data/programs/*.pt2 | sed 's/\.pt2$//')
  for ((i = 0; i < ${#programs[@]}; i += 20)); do
    prepare "${programs[@]:i:20}"
    compare_with_generator "${programs[@]:i:20}"
  done
  exit
fi

plant_float tests/data/programs/network_lenet fc1
for ((i = 0; i < ${#programs[@]}; i += 4)); do
  some=("${programs[@]:i:4}")
  prepare "${some[@]}"
  [ ${#names[@]} -eq $((2 * ${#some[@]})) ] || fail "${some[*]}: not all of integers, but ${names[*]}"
  compare_with_generator "${some[@]}"
  compare_machines
done
