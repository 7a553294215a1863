// SPDX-License-Identifier: BSL-1.0
#include "run/channels_last.hpp"

namespace genn::run {

template <class T>
std::vector<T> channels_last(const std::vector<T>& weight, const ir::dims& shape) {
  const std::size_t features = static_cast<std::size_t>(shape[0]);
  const std::size_t channels = static_cast<std::size_t>(shape[1]);
  const std::size_t window = weight.size() / (features * channels);
  std::vector<T> result(weight.size());
  auto to = result.begin();
  for (std::size_t feature = 0; feature < features; ++feature)
    for (std::size_t place = 0; place < window; ++place)
      for (std::size_t channel = 0; channel < channels; ++channel)
        *to++ = weight[(feature * channels + channel) * window + place];
  return result;
}

template std::vector<float> channels_last(const std::vector<float>&, const ir::dims&);
template std::vector<std::int64_t> channels_last(const std::vector<std::int64_t>&, const ir::dims&);

}  // namespace genn::run
