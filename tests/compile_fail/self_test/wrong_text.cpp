// SPDX-License-Identifier: BSL-1.0
// complaint: nowhere: linear: the weather; it [rains]
// expect: linear: the weather; it [rains]
#if !defined(GENN_CONTROL)
static_assert(sizeof(int) == 0, "linear: the weight; it [rains]");
#endif
