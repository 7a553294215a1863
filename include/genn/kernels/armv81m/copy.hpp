// SPDX-License-Identifier: BSL-1.0
// Copies of a few bytes, sixteen an instruction (Armv8.1-M, MVE).
#pragma once

#include <genn/shape/shape.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::armv81m {

GENN_ALWAYS_INLINE void copy_bytes(void* to, const void* from, index_t count) {
  GENN_ARM(
      volatile(".syntax unified\n"
               "wlstp.8 lr, %2, 1f\n"
               "0:\n"
               "vldrb.8 q0, [%1], #16\n"
               "vstrb.8 q0, [%0], #16\n"
               "letp lr, 0b\n"
               "1:\n"
               : "+r"(to), "+r"(from)
               : "r"(count)
               : "lr", "cc", "memory", "q0"));
}
GENN_ALWAYS_INLINE void fill_with(std::int8_t* to, std::int8_t value, index_t count) {
  GENN_ARM(
      volatile(".syntax unified\n"
               "vdup.8 q0, %1\n"
               "wlstp.8 lr, %2, 1f\n"
               "0:\n"
               "vstrb.8 q0, [%0], #16\n"
               "letp lr, 0b\n"
               "1:\n"
               : "+r"(to)
               : "r"(value), "r"(count)
               : "lr", "cc", "memory", "q0"));
}
GENN_ALWAYS_INLINE void fill_with(std::int16_t* to, std::int16_t value, index_t count) {
  GENN_ARM(
      volatile(".syntax unified\n"
               "vdup.16 q0, %1\n"
               "wlstp.16 lr, %2, 1f\n"
               "0:\n"
               "vstrh.16 q0, [%0], #16\n"
               "letp lr, 0b\n"
               "1:\n"
               : "+r"(to)
               : "r"(value), "r"(count)
               : "lr", "cc", "memory", "q0"));
}

}  // namespace kernels::armv81m

GENN_NAMESPACE_END

#include <genn/undef.hpp>
