// SPDX-License-Identifier: BSL-1.0
// complaint: compiles, but must not
// expect: whatever
int number = 1;
