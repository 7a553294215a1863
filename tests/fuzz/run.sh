#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Damages archives at random and converts them, under the sanitizers: no crash, no hang (10 s), no
# more than 2 GB, and no header that does not compile.
#
#   bash tests/fuzz/run.sh [RUNS]        default 100000; needs clang++ with libFuzzer
#
# Builds in build/fuzz. What is found lies in build/fuzz/found; put it into tests/fuzz/findings,
# where a test replays it. build/fuzz/corpus is kept: the next run goes on from there.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
runs=${1:-100000}
folder=build/fuzz
rm -rf $folder/headers
mkdir -p $folder/corpus $folder/found $folder/headers $folder/seeds

echo 'extern "C" int LLVMFuzzerTestOneInput(const unsigned char*, unsigned long) { return 0; }' > $folder/probe.cpp
if ! clang++ -fsanitize=fuzzer $folder/probe.cpp -o $folder/probe > /dev/null 2>&1; then
  echo "skipped: clang++ has no libFuzzer here (Debian: clang libclang-rt-14-dev)"
  exit 77
fi
flags="-fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all -O1 -g1"
cmake -S . -B $folder -DCMAKE_BUILD_TYPE=None -DCMAKE_CXX_COMPILER=clang++ -DCMAKE_C_COMPILER=clang \
  "-DCMAKE_CXX_FLAGS=$flags" "-DCMAKE_C_FLAGS=$flags" -DGENN_BUILD_FUZZER=ON -DGENN_BOARD_TESTS=OFF > $folder/configure.log
cmake --build $folder --target fuzz_convert -j "$(nproc)" > $folder/build.log

# Small archives mutate faster.
find tests/data -name '*.pt2' -size -24k -exec cp {} $folder/seeds \;
GENN_FUZZ_HEADERS=$folder/headers $folder/tests/fuzz/fuzz_convert $folder/corpus $folder/seeds \
  -runs="$runs" -max_len=65536 -timeout=10 -rss_limit_mb=2048 -artifact_prefix=$folder/found/ \
  -print_final_stats=1 -close_fd_mask=3

echo "compiling $(find $folder/headers -name '*.hpp' | wc -l) headers"
compile() {
  echo "#include \"$1\"" | g++ -std=c++17 -fsyntax-only -Iinclude "-I$PWD" -x c++ - || { cp "$1" build/fuzz/found; return 1; }
}
export -f compile
find $folder/headers -name '*.hpp' -print0 | xargs -0 -P "$(nproc)" -I{} bash -c 'compile {}'
echo "all compile"
