// SPDX-License-Identifier: BSL-1.0
// The kernel of products of two matrices of integers against the reference over random sizes, on
// the machine that this is built for: bytes and 16 bits, every remainder of rows, columns and what
// is summed, matrices that repeat.
#include "random_axis.hpp"
#include "report_case.hpp"

#include <genn/genn.hpp>

namespace {

namespace kernels = genn::kernels;
using board::between;
using board::fail;
using genn::index_t;

constexpr index_t most = 4096;
std::int8_t bytes_a[most], bytes_b[most], bytes_y[most], bytes_expected[most];
std::int16_t words_a[most], words_b[most], words_y[most], words_expected[most];
alignas(16) unsigned char scratch[16384];

genn::matmul_sizes random_sizes() {
  for (;;) {
    const index_t batch = between(1, 3), rows = between(1, 9), columns = between(1, 40);
    const index_t inner = between(0, 3) == 0 ? between(1, 400) : between(1, 40);
    if (batch * rows * inner <= most && batch * inner * columns <= most &&
        batch * rows * columns <= most)
      return {batch,
              rows,
              inner,
              columns,
              between(0, 3) == 0 ? 0 : rows * inner,
              between(0, 3) == 0 ? 0 : inner * columns};
  }
}

template <class T>
void fill(T* to, index_t reach) {
  for (index_t i = 0; i < most; ++i) to[i] = T(between(-reach, reach - 1));
}

genn::matmul_numbers random_numbers(std::int32_t zero_a, std::int32_t zero_b, std::int32_t reach) {
  const auto shift = std::int32_t(between(1, 16)),
             left = std::int32_t(between(0, 1) * between(1, 8));
  return {{shift, std::int32_t{1} << (shift - 1), -reach, reach - 1, left,
           left > 0 ? (0x7fffffff >> left) : 0},
          std::int32_t(between(512, 32767)),
          {zero_a, zero_b}};
}

template <class A, class B, class Y>
bool compare(const char* what, index_t number, const A* a, const B* b, Y* y, Y* expected) {
  const genn::matmul_sizes n = random_sizes();
  const auto zero = [](std::size_t size) {
    return size == 1 ? std::int32_t(between(-128, 127)) : 0;
  };
  const genn::matmul_numbers how =
      random_numbers(zero(sizeof(A)), zero(sizeof(B)), sizeof(Y) == 1 ? 128 : 32768);
  const index_t room = kernels::matmul_scratch(n).bytes(n.inner);
  for (index_t i = 0; i < 16; ++i) scratch[room + i] = 0xa5;
  kernels::reference::integer_matmul(n, a, b, expected, how);
  kernels::portable::integer_matmul(n, a, b, y, how, scratch);
  for (index_t i = 0; i < n.batch * n.rows * n.columns; ++i)
    if (y[i] != expected[i]) return fail(what, number);
  for (index_t i = 0; i < 16; ++i)
    if (scratch[room + i] != 0xa5) return fail("scratch", number);
  return true;
}

}  // namespace

int main() {
  bool right = true;
  for (index_t number = 0; number < 300 && right; ++number) {
    fill(bytes_a, 128);
    fill(bytes_b, 128);
    // 400 products of 11 and 12 bits, of 16 bits and a byte, fit 32.
    fill(words_a, number % 2 == 0 ? 2048 : 16384);
    fill(words_b, 1024);
    right = compare("i8", number, bytes_a, bytes_b, bytes_y, bytes_expected) &&
            compare("i8 to i16", number, bytes_a, bytes_b, words_y, words_expected) &&
            compare("i16 by i8", number, words_a, bytes_b, bytes_y, bytes_expected) &&
            (number % 2 != 0 || compare("i16", number, words_a, words_b, words_y, words_expected));
  }
  board_puts(right ? "the same integers\n" : "");
  return right ? 0 : 1;
}
