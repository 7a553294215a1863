// SPDX-License-Identifier: BSL-1.0
#include "commands/run.hpp"

#include <fmt/format.h>

#include <map>

#include "commands/load.hpp"
#include "commands/progress.hpp"
#include "commands/samples.hpp"
#include "emit/names.hpp"
#include "readers/npz.hpp"
#include "run/real_numbers.hpp"
#include "run/run_network.hpp"
#include "run/sequence.hpp"

namespace genn::commands {

namespace {

using readers::named_array;

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
      const bool floats = ir::is_floating(t.type.type);
      ir::tensor empty{{floats ? ir::element::f32 : ir::element::i64, std::move(shape)}, {}};
      if (!floats) empty.data = std::vector<std::int64_t>{};
      arrays_.push_back({name, std::move(empty)});
    }
    std::visit(
        [&](auto& all) {
          const auto& more = std::get<std::decay_t<decltype(all)>>(t.data);
          all.insert(all.end(), more.begin(), more.end());
        },
        arrays_[at->second].values.data);
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
  const ir::network& border = program.border;
  const ir::network n = in_form(program, o.form);
  const samples data(border, o.data, samples::numbers::any);
  const progress show("run", data.count());
  collector results(data.count());
  // Samples are calls, one after the other.
  std::vector<ir::tensor> states = genn::run::first_values(program.states);
  for (std::int64_t s = 0; s < data.count(); ++s) {
    emit::unique_names names;
    genn::run::observer observe;
    if (o.layers)
      observe = [&](const ir::node& x, const ir::tensor& t) {
        const std::string name = x.where.module.empty() ? n[x.result].name : x.where.module;
        results.add("layer_" + names.make(name), t);
      };
    const genn::run::call network = [&](const std::vector<ir::tensor>& inputs) {
      return genn::run::run_network(n, inputs, observe);
    };
    const std::vector<ir::tensor> outputs = genn::run::run_call(network, data[s], states);
    for (std::size_t i = 0; i < outputs.size(); ++i) {
      const ir::value& v = n[n.outputs[i]];
      ir::tensor real = outputs[i];  // PyTorch's integers stay what they are
      if (v.quant) real = {{}, genn::run::real_numbers(v, outputs[i])};
      real.type.shape = border[border.outputs[i]].type.shape;
      results.add(fmt::format("output_{}", i), real);
    }
    show(s);
  }
  const std::vector<named_array> all = results.take();
  readers::write_npz(o.output, all);
  fmt::print("{}: {} arrays, {} samples\n", o.output.string(), all.size(), data.count());
}

}  // namespace genn::commands
