// SPDX-License-Identifier: BSL-1.0
// The machines that a header can be packed for. It runs on every other, too.
#pragma once

#include <genn/kernels/select.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

struct target {
  const char* name;
  machine kind;
};

/// `portable` comes first: what serves every machine.
inline constexpr target targets[] = {
    {"portable", {8, 16}},
    {"armv6m", {1, 0}},
    {"armv7em", {1, 32, false, false, 0, 0, true}},
    {"armv8m", {1, 32, false, false, 0, 0, true}},
    {"armv81m", {4, 8}},
    {"avx2", {8, 16, false, true}},
    {"avx512", {16, 32, false, true}},
    {"neon", {4, 32}},
};

GENN_NAMESPACE_END

#include <genn/undef.hpp>
