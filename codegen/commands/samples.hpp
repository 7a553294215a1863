// SPDX-License-Identifier: BSL-1.0
// Arrays of a NumPy file as samples of a program's inputs.
#pragma once

#include <filesystem>
#include <optional>

#include "ir/network.hpp"
#include "readers/npz.hpp"

namespace genn::commands {

/// Names of arrays that hold labels, unless an input has the name or needs the array.
bool names_labels(const std::string& name);

/// Does `have` hold samples of shape `want` along its first axis? One sample may do without that
/// axis, and a batch of one in `want` may be left out. The number of samples, or nothing.
std::optional<std::int64_t> samples_in(const ir::dims& have, const ir::dims& want);

class samples {
 public:
  enum class numbers {
    any,
    finite  ///< NaN and infinity are refused: no integer stands for them
  };

  /// One array an input: by its name, and those left in the program's order. Integers become
  /// floats. Throws conversion_error with everything that does not fit.
  samples(const ir::network& border, const std::filesystem::path& file, numbers allowed);
  samples(const ir::network& border, std::vector<readers::named_array> arrays, numbers allowed);

  std::int64_t count() const { return count_; }

  /// The inputs of one sample, in the program's shapes.
  std::vector<ir::tensor> operator[](std::int64_t sample) const;

  /// The array of labels, as it stands in the file; nullptr if there is none.
  const readers::named_array* labels() const { return labels_ ? &*labels_ : nullptr; }

 private:
  std::vector<ir::tensor> inputs_;  ///< of all samples
  std::vector<ir::dims> shapes_;    ///< of one
  std::optional<readers::named_array> labels_;
  std::int64_t count_ = 1;
};

}  // namespace genn::commands
