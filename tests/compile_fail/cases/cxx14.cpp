// SPDX-License-Identifier: BSL-1.0
// expect: genn: needs C++17; compile with -std=c++17
// flags: -std=c++14
#include <genn/genn.hpp>
