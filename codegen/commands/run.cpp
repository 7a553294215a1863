// SPDX-License-Identifier: BSL-1.0
#include "commands/run.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <map>

#include "commands/load.hpp"
#include "emit/names.hpp"
#include "readers/npz.hpp"
#include "run/run_network.hpp"

namespace genn::commands {

namespace {

using readers::named_array;

ir::tensor as_floats(const ir::tensor& t) {
  ir::tensor result{{ir::element::f32, t.type.shape}, {}};
  if (ir::is_floating(t.type.type))
    result.data = t.floats();
  else
    result.data = std::vector<float>(t.integers().begin(), t.integers().end());
  return result;
}

/// One array an input: by its name, or in the program's order.
std::vector<ir::tensor> match(const ir::network& border, const std::vector<named_array>& arrays) {
  std::vector<ir::tensor> matched;
  if (arrays.size() < border.inputs.size())
    throw conversion_error(
        exit_code::input,
        {"", fmt::format("{} arrays for {} inputs", arrays.size(), border.inputs.size()),
         "give one array for each input"});
  for (std::size_t i = 0; i < border.inputs.size(); ++i) {
    const named_array* found = &arrays[i];
    for (const named_array& a : arrays)
      if (a.name == border[border.inputs[i]].name) found = &a;
    matched.push_back(as_floats(found->values));
  }
  return matched;
}

/// Samples of an input: the array is one sample, or holds samples along its first axis, in which
/// the program's own batch of one may be left out.
std::int64_t samples_in(const ir::value& input, const ir::tensor& array) {
  const std::int64_t each = ir::count(input.type.shape), all = ir::count(array.type.shape);
  const ir::dims &want = input.type.shape, &have = array.type.shape;
  // Is `have` one axis of samples and then `want` from its axis `first` on?
  const auto holds_samples = [&](std::size_t first) {
    return want.size() >= first && have.size() == want.size() - first + 1 &&
           std::equal(want.begin() + static_cast<std::ptrdiff_t>(first), want.end(),
                      have.begin() + 1);
  };
  const bool no_batch = !want.empty() && want.front() == 1 && holds_samples(1);
  if (have == want || holds_samples(0) || no_batch) return all / each;
  throw conversion_error(exit_code::input, {"array for input " + input.name,
                                            "its shape is " + ir::to_string(have) +
                                                ", the input's " + ir::to_string(want),
                                            "give one sample, or samples along the first axis"});
}

ir::tensor slice(const ir::tensor& array, const ir::dims& shape, std::int64_t sample) {
  const std::ptrdiff_t each = ir::count(shape);
  const auto begin = array.floats().begin() + sample * each;
  ir::tensor one;
  one.type.shape = shape;
  one.data = std::vector<float>(begin, begin + each);
  return one;
}

/// Results of all samples under one name, stacked along a new first axis unless there is one
/// sample.
class collector {
 public:
  explicit collector(std::int64_t samples) : samples_(samples) {}
  void add(const std::string& name, const ir::tensor& t) {
    const auto [at, fresh] = index_.emplace(name, arrays_.size());
    if (fresh) {
      ir::dims shape;
      if (samples_ != 1) shape.push_back(samples_);
      for (const std::int64_t extent : t.type.shape) shape.push_back(extent);
      ir::tensor empty{{ir::element::f32, std::move(shape)}, std::vector<float>{}};
      arrays_.push_back({name, std::move(empty)});
    }
    std::vector<float>& all = arrays_[at->second].values.floats();
    all.insert(all.end(), t.floats().begin(), t.floats().end());
  }
  std::vector<named_array> take() { return std::move(arrays_); }

 private:
  std::int64_t samples_;
  std::map<std::string, std::size_t> index_;
  std::vector<named_array> arrays_;
};

}  // namespace

void run(const run_options& o) {
  const loaded program = load(o.archive);
  const ir::network &border = program.border, &n = program.network;
  const std::vector<ir::tensor> arrays = match(border, readers::read_arrays(o.data));
  std::int64_t samples = 1;
  for (std::size_t i = 0; i < arrays.size(); ++i) {
    const std::int64_t here = samples_in(border[border.inputs[i]], arrays[i]);
    if (i > 0 && here != samples)
      throw conversion_error(exit_code::input, {"array for input " + border[border.inputs[i]].name,
                                                "it holds another number of samples",
                                                "give as many samples for each input"});
    samples = here;
  }
  const bool progress = isatty(STDERR_FILENO) != 0 && samples > 100;
  collector results(samples);
  for (std::int64_t s = 0; s < samples; ++s) {
    std::vector<ir::tensor> inputs;
    for (std::size_t i = 0; i < arrays.size(); ++i)
      inputs.push_back(slice(arrays[i], n[n.inputs[i]].type.shape, s));
    emit::unique_names names;
    genn::run::observer observe;
    if (o.layers)
      observe = [&](const ir::node& x, const ir::tensor& t) {
        const std::string name = x.where.module.empty() ? n[x.result].name : x.where.module;
        results.add("layer_" + names.make(name), t);
      };
    std::vector<ir::tensor> outputs = genn::run::run_network(n, std::move(inputs), observe);
    for (std::size_t i = 0; i < outputs.size(); ++i) {
      outputs[i].type.shape = border[border.outputs[i]].type.shape;
      results.add(fmt::format("output_{}", i), outputs[i]);
    }
    if (progress && s % 100 == 0) fmt::print(stderr, "\r{} of {} samples", s, samples);
  }
  if (progress) fmt::print(stderr, "\r{} samples          \n", samples);
  const std::vector<named_array> all = results.take();
  readers::write_npz(o.output, all);
  fmt::print("{}: {} arrays, {} samples\n", o.output.string(), all.size(), samples);
}

}  // namespace genn::commands
