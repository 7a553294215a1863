// SPDX-License-Identifier: BSL-1.0
// Networks of a few layers, built by hand.
#pragma once

#include <memory>
#include <random>

#include "ir/network.hpp"

namespace tiny {

namespace ir = genn::ir;

inline ir::tensor tensor(ir::dims shape, std::vector<float> numbers) {
  ir::tensor t;
  t.type.shape = std::move(shape);
  t.data = std::move(numbers);
  return t;
}

inline ir::tensor random(const ir::dims& shape, std::mt19937& generator, float low = -1.0f,
                         float high = 1.0f) {
  std::vector<float> numbers(static_cast<std::size_t>(ir::count(shape)));
  for (float& x : numbers)
    x = low + (high - low) * static_cast<float>(generator() >> 8) / 16777216.0f;
  return tensor(shape, std::move(numbers));
}

/// Adds layers one behind the other; the last result is the output.
class builder {
 public:
  explicit builder(const ir::dims& input) {
    last_ = n_.add({"x", {ir::element::f32, input}, nullptr});
    n_.inputs = {last_};
  }
  ir::value_id constant(ir::tensor t) {
    auto shared = std::make_shared<ir::tensor>(std::move(t));
    return n_.add({"constant" + std::to_string(n_.values.size()), shared->type, shared});
  }
  builder& add(ir::layer what, const ir::dims& result, const std::vector<ir::value_id>& more = {}) {
    std::vector<ir::value_id> operands{last_};
    operands.insert(operands.end(), more.begin(), more.end());
    last_ = n_.add({"t" + std::to_string(n_.values.size()), {ir::element::f32, result}, nullptr});
    n_.nodes.push_back({std::move(what), operands, last_, {}});
    return *this;
  }
  ir::network done() {
    n_.outputs = {last_};
    ir::verify(n_, "building");
    return n_;
  }

 private:
  ir::network n_;
  ir::value_id last_{0};
};

}  // namespace tiny
