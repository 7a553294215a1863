// SPDX-License-Identifier: BSL-1.0
#include "commands/labels.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "ir/diagnostic.hpp"

namespace genn::commands {

namespace {

[[noreturn]] void fail(const readers::named_array& a, const std::string& what,
                       const std::string& remedy) {
  throw conversion_error(exit_code::input, {"array " + a.name, what, remedy});
}

ir::dims without_ones(ir::dims shape) {
  shape.erase(std::remove(shape.begin(), shape.end(), 1), shape.end());
  return shape;
}

labels read_classes(const readers::named_array& a, std::int64_t classes) {
  const std::vector<std::int64_t>& numbers = a.values.integers();
  for (std::size_t i = 0; i < numbers.size(); ++i)
    if (numbers[i] < 0 || numbers[i] >= classes)
      fail(a,
           fmt::format("the class of sample {} is {}, the output has {} numbers", i, numbers[i],
                       classes),
           "count classes from 0");
  return {numbers, {}};
}

labels read_targets(const readers::named_array& a) {
  labels result;
  if (ir::is_floating(a.values.type.type))
    result.targets = a.values.floats();
  else
    result.targets.assign(a.values.integers().begin(), a.values.integers().end());
  for (std::size_t i = 0; i < result.targets.size(); ++i)
    if (!std::isfinite(result.targets[i]))
      fail(a, fmt::format("its element {} is not a finite number", i),
           "leave out what is not a number");
  return result;
}

}  // namespace

labels read_labels(const readers::named_array& a, std::int64_t samples, const ir::dims& output) {
  const ir::dims& shape = a.values.type.shape;
  ir::dims targets{samples};
  targets.insert(targets.end(), output.begin(), output.end());
  const bool a_number_each = ir::count(shape) == samples && without_ones(shape).size() <= 1;
  const std::int64_t classes = ir::count(output);
  if (!ir::is_floating(a.values.type.type) && classes > 1) {
    if (a_number_each) return read_classes(a, classes);
  } else if (without_ones(shape) == without_ones(targets)) {
    return read_targets(a);
  }
  fail(a,
       fmt::format("its shape is {}, there are {} samples, and the output is {}",
                   ir::to_string(a.values.type), samples, ir::to_string(output)),
       "give one integer class or one float output a sample");
}

}  // namespace genn::commands
