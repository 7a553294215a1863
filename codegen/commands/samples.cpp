// SPDX-License-Identifier: BSL-1.0
#include "commands/samples.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace genn::commands {

namespace {

using readers::named_array;
using arrays = std::vector<named_array>;

bool is_input(const ir::network& border, const std::string& name) {
  return std::any_of(border.inputs.begin(), border.inputs.end(),
                     [&](ir::value_id id) { return border[id].name == name; });
}

std::string describe(const ir::value& input, const named_array& a) {
  return a.name.empty() || a.name == input.name ? "array for input " + input.name
                                                : "array " + a.name + " for input " + input.name;
}

ir::tensor as_floats(ir::tensor t) {
  if (!ir::is_floating(t.type.type))
    t.data = std::vector<float>(t.integers().begin(), t.integers().end());
  t.type.type = ir::element::f32;
  return t;
}

/// Which array each input reads: the one of its name, or the next that no input has the name of.
std::vector<std::size_t> match(const ir::network& border, const arrays& all) {
  std::vector<std::size_t> unnamed;
  for (std::size_t i = 0; i < all.size(); ++i)
    if (!is_input(border, all[i].name)) unnamed.push_back(i);
  std::vector<std::size_t> found;
  std::vector<std::string> missing;
  auto next = unnamed.begin();
  for (const ir::value_id id : border.inputs) {
    const auto same = std::find_if(all.begin(), all.end(),
                                   [&](const named_array& a) { return a.name == border[id].name; });
    if (same != all.end())
      found.push_back(static_cast<std::size_t>(same - all.begin()));
    else if (next != unnamed.end())
      found.push_back(*next++);
    else
      missing.push_back(border[id].name);
  }
  if (missing.empty()) return found;
  throw conversion_error(exit_code::input,
                         {missing.size() == border.inputs.size() ? "" : "input " + missing.front(),
                          fmt::format("{} arrays for {} inputs", all.size(), border.inputs.size()),
                          "give one array for each input"});
}

/// The array of labels, taken out of `all`, if the others are enough for the inputs.
std::optional<named_array> take_labels(const ir::network& border, arrays& all) {
  const auto labels = std::find_if(all.begin(), all.end(), [&](const named_array& a) {
    return names_labels(a.name) && !is_input(border, a.name);
  });
  if (labels == all.end() || all.size() <= border.inputs.size()) return std::nullopt;
  named_array taken = std::move(*labels);
  all.erase(labels);
  return taken;
}

void require_finite(const ir::value& input, const named_array& a, std::vector<diagnostic>& wrong) {
  if (!ir::is_floating(a.values.type.type)) return;
  const std::vector<float>& numbers = a.values.floats();
  const auto bad =
      std::find_if(numbers.begin(), numbers.end(), [](float x) { return !std::isfinite(x); });
  if (bad == numbers.end()) return;
  const std::int64_t at = bad - numbers.begin(), each = ir::count(input.type.shape);
  wrong.push_back({describe(input, a),
                   fmt::format("sample {} holds {} at element {}", at / each,
                               std::isnan(*bad) ? "NaN" : "infinity", at % each),
                   "leave out what is not a number"});
}

}  // namespace

bool names_labels(const std::string& name) {
  const char* const names[] = {"labels", "label", "y", "targets", "target"};
  return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

std::optional<std::int64_t> samples_in(const ir::dims& have, const ir::dims& want) {
  if (have == want) return 1;
  const auto ends_in = [&](const ir::dims& one) {
    return have.size() == one.size() + 1 && std::equal(one.begin(), one.end(), have.begin() + 1);
  };
  if (ends_in(want)) return have.front();
  if (want.empty() || want.front() != 1) return std::nullopt;
  const ir::dims without_batch(want.begin() + 1, want.end());
  if (ends_in(without_batch)) return have.front();
  if (have == without_batch) return 1;
  return std::nullopt;
}

samples::samples(const ir::network& border, const std::filesystem::path& file, numbers allowed)
    : samples(border, readers::read_arrays(file), allowed) {}

samples::samples(const ir::network& border, arrays all, numbers allowed) {
  labels_ = take_labels(border, all);
  const std::vector<std::size_t> of_input = match(border, all);
  std::vector<diagnostic> wrong;
  for (std::size_t i = 0; i < of_input.size(); ++i) {
    const ir::value& input = border[border.inputs[i]];
    named_array& a = all[of_input[i]];
    // Integers of the network that are none are floats.
    if (!is_plain(input)) a.values = as_floats(std::move(a.values));
    const auto here = samples_in(a.values.type.shape, input.type.shape);
    if (!here)
      wrong.push_back({describe(input, a),
                       "its shape is " + ir::to_string(a.values.type.shape) + ", the input's " +
                           ir::to_string(input.type.shape),
                       "give one sample, or samples along the first axis"});
    else if (*here == 0)
      wrong.push_back({describe(input, a), "it holds no samples", "give at least one"});
    else if (i > 0 && wrong.empty() && *here != count_)
      wrong.push_back(
          {describe(input, a),
           fmt::format("it holds another number of samples, {} in place of {}", *here, count_),
           "give as many samples for each input"});
    else if (allowed == numbers::finite)
      require_finite(input, a, wrong);
    if (here && i == 0) count_ = *here;
    shapes_.push_back(input.type.shape);
    inputs_.push_back(std::move(a.values));
  }
  if (!wrong.empty()) throw conversion_error(exit_code::input, std::move(wrong));
}

std::vector<ir::tensor> samples::operator[](std::int64_t sample) const {
  std::vector<ir::tensor> one;
  for (std::size_t i = 0; i < inputs_.size(); ++i) {
    const std::ptrdiff_t each = ir::count(shapes_[i]);
    ir::tensor slice{{inputs_[i].type.type, shapes_[i]}, {}};
    std::visit(
        [&](const auto& all) {
          const auto begin = all.begin() + sample * each;
          slice.data = std::decay_t<decltype(all)>(begin, begin + each);
        },
        inputs_[i].data);
    one.push_back(std::move(slice));
  }
  return one;
}

}  // namespace genn::commands
