// SPDX-License-Identifier: BSL-1.0
// The only header with compiler conditions. It has no include guard: every header of the library
// includes it first, and <genn/undef.hpp> last, so that none of these macros reaches user code.

#if defined(_MSVC_LANG) ? _MSVC_LANG < 201703L : __cplusplus < 201703L
// A missing header is the one error after which every compiler stops at once.
#  include "genn: needs C++17; compile with -std=c++17"
#endif

#define GENN_VERSION_MAJOR 0
#define GENN_VERSION_MINOR 1

// Instruction set: part of the inline namespace, so that units built for different machines, or for
// size and for speed, never share a function at link time.
#if defined(__AVX512VNNI__) && defined(__AVX512VL__) && defined(__AVX512BW__) && defined(__FMA__)
#  define GENN_ISA avx512vnni
#elif defined(__AVX512F__) && defined(__FMA__)
#  define GENN_ISA avx512
#elif defined(__AVX2__) && defined(__FMA__)
#  define GENN_ISA avx2
#elif defined(__AVX__)
#  define GENN_ISA avx
#elif defined(__SSE2__)
#  define GENN_ISA sse2
#elif defined(__aarch64__)
#  define GENN_ISA neon64
#elif defined(__ARM_FEATURE_MVE)
#  define GENN_ISA mve
#elif defined(__ARM_NEON)
#  define GENN_ISA neon32
#elif defined(__ARM_FEATURE_DSP)
#  define GENN_ISA armv7em
#elif defined(__ARM_ARCH_6M__)
#  define GENN_ISA armv6m
#elif defined(__arm__)
#  define GENN_ISA arm
#else
#  define GENN_ISA generic
#endif

// Whether integer kernels are chosen for small code rather than for speed: what -Os asks for, or
// GENN_SMALL_CODE, 0 or 1. The numbers and the memory are the same.
#if defined(GENN_SMALL_CODE) ? GENN_SMALL_CODE : defined(__OPTIMIZE_SIZE__)
#  define GENN_IS_SMALL true
#  define GENN_AIM _small
#else
#  define GENN_IS_SMALL false
#  define GENN_AIM
#endif

#define GENN_JOIN_TOKENS(version, isa, aim, suffix) version##_##isa##aim##suffix
#define GENN_JOIN(version, isa, aim, suffix) GENN_JOIN_TOKENS(version, isa, aim, suffix)
#if defined(GENN_REFERENCE_KERNELS)
#  define GENN_ABI GENN_JOIN(v0_1, GENN_ISA, GENN_AIM, _reference)
#else
#  define GENN_ABI GENN_JOIN(v0_1, GENN_ISA, GENN_AIM, )
#endif

// Whether the compiler adds up the weights of integer layers, in place of the generator.
#if defined(GENN_VERIFY_CONSTANTS)
#  define GENN_VERIFIES_SUMS true
#else
#  define GENN_VERIFIES_SUMS false
#endif

#define GENN_NAMESPACE_BEGIN \
  namespace genn {           \
  inline namespace GENN_ABI {
#define GENN_NAMESPACE_END \
  }                        \
  }

#if defined(__GNUC__) || defined(__clang__)
#  define GENN_ALWAYS_INLINE inline __attribute__((always_inline))
#  define GENN_NOINLINE __attribute__((noinline))
#  define GENN_INLINED __attribute__((always_inline))  // behind the parameters of a lambda
#  define GENN_MAY_ALIAS __attribute__((may_alias))
#  define GENN_CONSTANT_EVALUATED() __builtin_is_constant_evaluated()
#  define GENN_COPY_WORD(to, from) __builtin_memcpy(&(to), &(from), 4)
#  define GENN_IS_KNOWN(what) (__builtin_constant_p(what) && (what))
#else
#  define GENN_ALWAYS_INLINE inline
#  define GENN_NOINLINE
#  define GENN_INLINED
#  define GENN_MAY_ALIAS
#  define GENN_CONSTANT_EVALUATED() true
#  define GENN_COPY_WORD(to, from)
#  define GENN_IS_KNOWN(what) false
#endif
// Floats in one register, and registers, of the instruction set: what the portable kernels fill.
#if !defined(__GNUC__)
#  define GENN_FLOAT_LANES 1
#elif defined(__AVX512F__)
#  define GENN_FLOAT_LANES 16
#elif defined(__AVX__)
#  define GENN_FLOAT_LANES 8
#elif defined(__SSE2__) || defined(__ARM_NEON) || \
    (defined(__ARM_FEATURE_MVE) && (__ARM_FEATURE_MVE & 2))
#  define GENN_FLOAT_LANES 4
#else
#  define GENN_FLOAT_LANES 1
#endif
// Where constants begin: units of one program agree, so the instruction set has no say.
#if defined(__x86_64__) || defined(__aarch64__)
#  define GENN_CONSTANT_ALIGNMENT 64
#else
#  define GENN_CONSTANT_ALIGNMENT 16
#endif
#if defined(__AVX512F__) || defined(__aarch64__)
#  define GENN_FLOAT_REGISTERS 32
#elif defined(__SSE2__) || defined(__ARM_NEON)
#  define GENN_FLOAT_REGISTERS 16
#elif defined(__ARM_FEATURE_MVE) && (__ARM_FEATURE_MVE & 2)
#  define GENN_FLOAT_REGISTERS 8
#elif defined(__ARM_FP) || defined(__riscv_flen)
#  define GENN_FLOAT_REGISTERS 32
#else
#  define GENN_FLOAT_REGISTERS 0  // no floating-point unit: every operation is a call
#endif
#if defined(__GNUC__)
#  define GENN_VECTOR(bytes) __attribute__((vector_size(bytes)))
#  define GENN_UNALIGNED_VECTOR(bytes) __attribute__((vector_size(bytes), aligned(4), may_alias))
#  define GENN_VECTOR_ANYWHERE(bytes) __attribute__((vector_size(bytes), aligned(1), may_alias))
#else
#  define GENN_VECTOR(bytes)
#  define GENN_UNALIGNED_VECTOR(bytes)
#  define GENN_VECTOR_ANYWHERE(bytes)
#endif

// Instructions with two operands, one of which is the result.
#if defined(__GNUC__) && defined(__SSE2__) && !defined(__AVX__)
#  define GENN_TWO_OPERANDS true
#else
#  define GENN_TWO_OPERANDS false
#endif

// Integers of x86: bytes of a register, and instructions that no operator stands for.
#if defined(__GNUC__) && defined(__AVX2__)
#  define GENN_INTEGER_BYTES 32
#elif defined(__GNUC__) && defined(__SSE2__)
#  define GENN_INTEGER_BYTES 16
#else
#  define GENN_INTEGER_BYTES 0
#endif
#if GENN_INTEGER_BYTES > 0 && defined(__AVX512VNNI__) && defined(__AVX512VL__) && \
    defined(__AVX512BW__)
#  define GENN_HAS_VNNI true
#else
#  define GENN_HAS_VNNI false
#endif
#if defined(__AVX512VL__) && defined(__AVX512BW__)
#  define GENN_X86_REGISTER "v"
#else
#  define GENN_X86_REGISTER "x"
#endif
// Place: where b is, in a register or in memory ("m").
#if defined(__AVX__)
#  define GENN_X86(name, to, a, b, place) \
    __asm__("v" name " %2, %1, %0" : "=" GENN_X86_REGISTER(to) : GENN_X86_REGISTER(a), place(b))
#else
#  define GENN_X86(name, to, a, b, place) \
    (to) = (decltype(to))(a);             \
    __asm__(name " %1, %0" : "+x"(to) : place(b))
#endif
#define GENN_X86_THREE(name, to, a, b) GENN_X86(name, to, a, b, GENN_X86_REGISTER)
#define GENN_X86_MEMORY(name, to, a, b) GENN_X86(name, to, a, b, "m")
// Elements of two vectors by their numbers, the second one's behind the first one's.
#if defined(__clang__)
#  define GENN_SHUFFLE(integers, a, b, ...) __builtin_shufflevector(a, b, __VA_ARGS__)
#elif defined(__GNUC__)
#  define GENN_SHUFFLE(integers, a, b, ...) __builtin_shuffle(a, b, integers{__VA_ARGS__})
#endif

#if defined(__clang__)
#  define GENN_UNROLL _Pragma("clang loop unroll(full)")
#elif defined(__GNUC__)
#  define GENN_UNROLL _Pragma("GCC unroll 64")
#else
#  define GENN_UNROLL
#endif

// Instructions for integers of Cortex-M, and a way to write them that other machines do not read.
#if defined(__GNUC__) && defined(__thumb2__) && defined(__ARM_FEATURE_DSP)
#  define GENN_HAS_DSP true
#else
#  define GENN_HAS_DSP false
#endif
#if defined(__GNUC__) && defined(__thumb2__) && defined(__ARM_FEATURE_SAT)
#  define GENN_HAS_SATURATION true
#else
#  define GENN_HAS_SATURATION false
#endif
#if defined(__GNUC__) && defined(__ARM_ARCH_6M__)
#  define GENN_HAS_ARMV6M true
#else
#  define GENN_HAS_ARMV6M false
#endif
#if defined(__GNUC__) && defined(__ARM_FEATURE_MVE) && (__ARM_FEATURE_MVE & 1)
#  define GENN_HAS_MVE true
#else
#  define GENN_HAS_MVE false
#endif
#if defined(__GNUC__) && defined(__ARM_FEATURE_MVE) && (__ARM_FEATURE_MVE & 2)
#  define GENN_HAS_MVE_FLOAT true
#else
#  define GENN_HAS_MVE_FLOAT false
#endif
// Single registers for floats that are loaded several at a time.
#if defined(__GNUC__) && defined(__thumb2__) && defined(__ARM_FP) && GENN_FLOAT_LANES == 1
#  define GENN_HAS_VFP true
#else
#  define GENN_HAS_VFP false
#endif
#if defined(__GNUC__) && defined(__thumb__)
#  define GENN_ARM(...) __asm__ __VA_ARGS__
#else
#  define GENN_ARM(...) static_cast<void>(0)
#endif
