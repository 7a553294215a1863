// SPDX-License-Identifier: BSL-1.0
// Quantized programs of tests/data/quantized and what PyTorch computes with them
// (make_quantized.py).
#pragma once

#include <algorithm>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "commands/load.hpp"
#include "readers/npz.hpp"

namespace golden {

namespace ir = genn::ir;

inline const std::filesystem::path folder = QUANTIZED;

inline std::vector<std::string> names() {
  std::vector<std::string> all;
  for (const auto& file : std::filesystem::directory_iterator(folder))
    if (file.path().extension() == ".pt2") all.push_back(file.path().stem().string());
  std::sort(all.begin(), all.end());
  return all;
}

inline genn::commands::loaded load(const std::string& name) {
  return genn::commands::load(folder / (name + ".pt2"));
}

/// Arrays by name, samples along their first axis.
class arrays {
 public:
  explicit arrays(const std::filesystem::path& file) {
    for (genn::readers::named_array& a : genn::readers::read_arrays(file))
      all_[a.name] = std::move(a.values);
  }
  bool has(const std::string& name) const { return all_.count(name) > 0; }
  const ir::tensor& operator[](const std::string& name) const { return all_.at(name); }
  std::int64_t samples(const std::string& name) const { return all_.at(name).type.shape.front(); }

  ir::tensor sample(const std::string& name, std::int64_t i) const {
    const ir::tensor& t = all_.at(name);
    ir::tensor one;
    one.type = {t.type.type, {t.type.shape.begin() + 1, t.type.shape.end()}};
    const std::ptrdiff_t each = ir::count(one.type.shape);
    std::visit(
        [&](const auto& numbers) {
          const auto begin = numbers.begin() + i * each;
          one.data = std::decay_t<decltype(numbers)>(begin, begin + each);
        },
        t.data);
    return one;
  }

  std::vector<ir::tensor> inputs(std::int64_t i) const {
    std::vector<ir::tensor> all;
    for (int k = 0; has("input_" + std::to_string(k)); ++k)
      all.push_back(sample("input_" + std::to_string(k), i));
    return all;
  }

 private:
  std::map<std::string, ir::tensor> all_;
};

inline arrays results(const std::string& name) { return arrays(folder / (name + ".npz")); }

/// How many integers were compared, differ, and differ by more than one.
struct tally {
  std::int64_t values = 0, different = 0, far = 0;
  void operator+=(const tally& other) {
    values += other.values;
    different += other.different;
    far += other.far;
  }
  double equal_share() const {
    return values == 0 ? 1.0 : 1.0 - static_cast<double>(different) / static_cast<double>(values);
  }
};

inline tally compare(const std::vector<std::int64_t>& a, const std::vector<std::int64_t>& b) {
  tally t;
  for (std::size_t i = 0; i < a.size(); ++i) {
    ++t.values;
    t.different += a[i] != b[i] ? 1 : 0;
    t.far += std::abs(a[i] - b[i]) > 1 ? 1 : 0;
  }
  return t;
}

}  // namespace golden
