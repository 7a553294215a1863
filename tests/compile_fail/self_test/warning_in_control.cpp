// SPDX-License-Identifier: BSL-1.0
// complaint: the control compiles with a warning
// expect: wrong
inline int rounded(double number) { return number; }
#if !defined(GENN_CONTROL)
static_assert(sizeof(int) == 0, "wrong");
#endif
