// SPDX-License-Identifier: BSL-1.0
// complaint: 2 errors, not one
// expect: wrong
#if !defined(GENN_CONTROL)
static_assert(sizeof(int) == 0, "wrong");
static_assert(sizeof(long) == 0, "wrong");
#endif
