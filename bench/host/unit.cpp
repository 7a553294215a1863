// SPDX-License-Identifier: BSL-1.0
// One program of the bench: compiled with -DMODEL=NAME -DPROGRAM="…" -DFORM="…" -DFLAGS="…".
#include "entry.hpp"

#include <type_traits>

#define TEXT_OF(x) #x
#define QUOTED(x) TEXT_OF(x)
#define HEADER_OF(x) QUOTED(x.hpp)
#include HEADER_OF(HEADER)

#define JOINED(a, b) a##b
#define NAME_OF(a, b) JOINED(a, b)

namespace {

using tested = HEADER::model;
using number = tested::input<0>::type;

template <class T>
void hide(T* p) {
  asm volatile("" : : "r"(p) : "memory");
}

void run() {
  static number x[tested::input<0>::size];
  static tested::output<0>::type y[tested::output<0>::size];
  static const bool filled = [] {
    for (genn::index_t i = 0; i < tested::input<0>::size; ++i)
      x[i] = static_cast<number>(i % 101 - 50);
    return true;
  }();
  static_cast<void>(filled);
  hide(x);
  tested::run(x, y);
  hide(y);
}

#if defined(__AVX512F__)
constexpr int bytes = 64;
#elif defined(__AVX__)
constexpr int bytes = 32;
#else
constexpr int bytes = 16;
#endif
typedef float floats __attribute__((vector_size(bytes)));
typedef int integers __attribute__((vector_size(bytes)));
constexpr int chains = 12, steps = 20000;

double floats_peak() {
  floats sum[chains] = {}, a = floats{} + 1.000001f, b = floats{} + 1e-9f;
  hide(&a);
  hide(&b);
  for (int i = 0; i < steps; ++i)
#pragma GCC unroll 12
    for (int c = 0; c < chains; ++c) sum[c] = sum[c] * a + b;
  for (floats& s : sum) hide(&s);
  return double(steps) * chains * (bytes / 4);
}

// The instruction that multiplies most integers of 8 bits.
double integers_peak() {
  integers sum[chains] = {}, a = {}, b = {};
  hide(&a);
  hide(&b);
  for (int i = 0; i < steps; ++i)
#pragma GCC unroll 12
    for (int c = 0; c < chains; ++c) {
#if defined(__AVX512VNNI__)
      integers s = sum[c];
      asm("vpdpbusd %2, %1, %0" : "+v"(s) : "v"(a), "v"(b));
      sum[c] = s;
#elif defined(__AVX2__)
      integers product;  // volatile: the same product again is another one
      asm volatile("vpmaddwd %2, %1, %0" : "=x"(product) : "x"(a), "x"(b));
      sum[c] += product;
#else
      integers product = a;
      asm volatile("pmaddwd %1, %0" : "+x"(product) : "x"(b));
      sum[c] += product;
#endif
    }
  for (integers& s : sum) hide(&s);
#if defined(__AVX512VNNI__)
  return double(steps) * chains * bytes;
#else
  return double(steps) * chains * (bytes / 2);
#endif
}

double read() {
  constexpr genn::index_t count = tested::flash_bytes / bytes / 8 * 8;
  alignas(64) static floats from[count > 0 ? count : 1];
  constexpr int times = 8;
  for (int round = 0; round < times; ++round) {
    floats sum[8] = {};
    for (genn::index_t i = 0; i < count; i += 8)
#pragma GCC unroll 8
      for (int c = 0; c < 8; ++c) sum[c] += from[i + c];
    for (floats& s : sum) hide(&s);
    hide(from);
  }
  return times * double(count) * bytes;
}

}  // namespace

extern const entry NAME_OF(entry_, UNIT);
const entry NAME_OF(entry_, UNIT){PROGRAM,
                                  FORM,
                                  FLAGS,
                                  double(tested::macs),
                                  double(tested::flash_bytes),
                                  run,
                                  std::is_same_v<number, float> ? floats_peak : integers_peak,
                                  read};
