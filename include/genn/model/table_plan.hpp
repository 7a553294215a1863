// SPDX-License-Identifier: BSL-1.0
// Which nodes of a network are rows of a table, and which rows one loop runs through. Plain values:
// no layer is known here.
#pragma once

#include <cstddef>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace detail {

/// What a node is to a table: the number of its kernel, or one of these.
inline constexpr int no_row = -1;             ///< a step with code of its own
inline constexpr int no_step = -2;            ///< nothing is computed there
inline constexpr std::size_t least_rows = 4;  ///< that are worth a loop

/// Which nodes are rows, and by which of the kernels they are computed.
template <std::size_t Nodes>
struct table_plan {
  std::size_t rows = 0, kernels = 0;
  bool has[Nodes] = {};
  std::size_t before[Nodes] = {};      ///< rows of earlier nodes
  std::size_t end[Nodes] = {};         ///< of the loop that a node begins, or 0
  std::size_t node[Nodes + 1] = {};    ///< of a row
  std::size_t kernel[Nodes + 1] = {};  ///< of a row
  std::size_t first[Nodes + 1] = {};   ///< node that a kernel computes
};

template <std::size_t Nodes>
constexpr table_plan<Nodes> plan_table(const int (&numbers)[Nodes]) {
  table_plan<Nodes> p{};
  for (std::size_t n = 0; n < Nodes; ++n) {
    p.before[n] = p.rows;
    p.has[n] = numbers[n] >= 0;
    if (!p.has[n]) continue;
    std::size_t kernel = 0;
    while (kernel < p.kernels && numbers[p.first[kernel]] != numbers[n]) ++kernel;
    if (kernel == p.kernels) p.first[p.kernels++] = n;
    p.node[p.rows] = n;
    p.kernel[p.rows++] = kernel;
  }
  if (p.rows < least_rows) return {};
  std::size_t begin = Nodes;  // of the loop that goes on
  for (std::size_t n = 0; n < Nodes; ++n) {
    if (numbers[n] == no_row) begin = Nodes;
    if (p.has[n] && begin == Nodes) begin = n;
    if (p.has[n]) p.end[begin] = p.before[n] + 1;
  }
  return p;
}

}  // namespace detail

GENN_NAMESPACE_END

#include <genn/undef.hpp>
