// SPDX-License-Identifier: BSL-1.0
// Copies of a few bytes, sixteen an instruction (Armv8.1-M, MVE).
#pragma once

#include <genn/shape/shape.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::armv81m {

GENN_ALWAYS_INLINE void copy_bytes([[maybe_unused]] void* to, [[maybe_unused]] const void* from,
                                   [[maybe_unused]] index_t count) {
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
GENN_ALWAYS_INLINE void fill_with([[maybe_unused]] std::int8_t* to,
                                  [[maybe_unused]] std::int8_t value,
                                  [[maybe_unused]] index_t count) {
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
GENN_ALWAYS_INLINE void fill_with([[maybe_unused]] std::int16_t* to,
                                  [[maybe_unused]] std::int16_t value,
                                  [[maybe_unused]] index_t count) {
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
