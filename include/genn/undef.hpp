// SPDX-License-Identifier: BSL-1.0
// Takes back every macro of <genn/config.hpp> but the version.

#undef GENN_ISA
#undef GENN_JOIN_TOKENS
#undef GENN_JOIN
#undef GENN_ABI
#undef GENN_VERIFIES_SUMS
#undef GENN_NAMESPACE_BEGIN
#undef GENN_NAMESPACE_END
#undef GENN_ALWAYS_INLINE
#undef GENN_NOINLINE
#undef GENN_MAY_ALIAS
#undef GENN_CONSTANT_EVALUATED
#undef GENN_UNROLL
#undef GENN_FLOAT_LANES
#undef GENN_FLOAT_REGISTERS
#undef GENN_VECTOR
#undef GENN_UNALIGNED_VECTOR
#undef GENN_COPY_WORD
#undef GENN_HAS_DSP
#undef GENN_HAS_ARMV6M
#undef GENN_ARM
#undef GENN_TWO_OPERANDS
