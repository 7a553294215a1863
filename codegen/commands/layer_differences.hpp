// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <map>
#include <optional>
#include <string>

#include "ir/network.hpp"

namespace genn::commands {

/// A tensor that two forms of one program share: by its name and shape.
using layer_key = std::pair<std::string, ir::dims>;
using layer_results = std::map<layer_key, std::vector<float>>;

/// Adds the result of a layer, as real numbers; views aside, which show the same numbers again.
void add_result(layer_results& results, const ir::network& n, const ir::node& x,
                const ir::tensor& t);

/// Compares the layers of a form with those of the f32 program, sample by sample.
class layer_differences {
 public:
  void add(const layer_results& f32, const layer_results& form);

  struct worst {
    layer_key layer;
    double difference;  ///< the largest one, as a share of the layer's largest number in f32
  };
  std::optional<worst> find_worst() const;

 private:
  struct extremes {
    double difference = 0.0, number = 0.0;
  };
  std::map<layer_key, extremes> seen_;
};

}  // namespace genn::commands
