// SPDX-License-Identifier: BSL-1.0
// complaint: no line `// expect: <text>`
#if !defined(GENN_CONTROL)
static_assert(sizeof(int) == 0, "wrong");
#endif
