// SPDX-License-Identifier: BSL-1.0
// Tensors that hold few different numbers whatever the inputs are: conditions and what is made of
// them.
#pragma once

#include <map>
#include <optional>
#include <set>

#include "ir/network.hpp"

namespace genn::quantize {

class few_values {
 public:
  explicit few_values(const ir::network& n) : n_(n), producers_(find_producers(n)) {}

  /// All numbers that a tensor may hold, if they are few.
  const std::optional<std::set<float>>& of(ir::value_id id);

 private:
  std::optional<std::set<float>> find(ir::value_id id);
  std::optional<std::set<float>> of_map(const ir::node& x, const ir::map& m);
  std::optional<std::set<float>> of_all(const ir::node& x, std::size_t from);

  const ir::network& n_;
  const std::vector<int> producers_;
  std::map<ir::value_id, std::optional<std::set<float>>> known_;
};

}  // namespace genn::quantize
