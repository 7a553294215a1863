// SPDX-License-Identifier: BSL-1.0
// expect: linear: the weight; it [rains]
#if !defined(GENN_CONTROL)
static_assert(sizeof(int) == 0, "linear: the weight; it [rains]");
#endif
