// SPDX-License-Identifier: BSL-1.0
// complaint: the control does not compile
// expect: wrong
static_assert(sizeof(int) == 0, "wrong");
