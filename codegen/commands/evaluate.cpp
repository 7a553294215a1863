// SPDX-License-Identifier: BSL-1.0
#include "commands/evaluate.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "commands/calibrate.hpp"
#include "commands/layer_differences.hpp"
#include "commands/layers.hpp"
#include "commands/load.hpp"
#include "commands/own_form.hpp"
#include "commands/progress.hpp"
#include "commands/score.hpp"
#include "passes/passes.hpp"
#include "quantize/quantize.hpp"
#include "run/memory.hpp"
#include "run/real_numbers.hpp"
#include "run/run_network.hpp"
#include "run/sequence.hpp"
#include "run/sizes.hpp"

namespace genn::commands {

namespace {

struct answer {
  std::vector<float> output;  ///< the first one
  layer_results layers;
};

// Samples are calls: `states` is what the network keeps.
answer ask(const ir::network& n, std::vector<ir::tensor> inputs, std::vector<ir::tensor>& states,
           bool with_layers) {
  answer a;
  run::observer observe;
  if (with_layers)
    observe = [&](const ir::node& x, const ir::tensor& t) { add_result(a.layers, n, x, t); };
  const run::call network = [&](const std::vector<ir::tensor>& all) {
    return run::run_network(n, all, observe);
  };
  const std::vector<ir::tensor> outputs = run::run_call(network, std::move(inputs), states);
  a.output = run::real_numbers(n[n.outputs.front()], outputs.front());
  return a;
}

/// One form and what it showed so far.
struct contestant {
  std::string form;
  formed_network made;
  score points;
  layer_differences layers;
  std::vector<ir::tensor> states;
};

labels labels_of(const samples& data, const ir::network& border) {
  if (data.labels() == nullptr) return {};
  return read_labels(*data.labels(), data.count(), border[border.outputs.front()].type.shape);
}

class evaluator {
 public:
  evaluator(const evaluate_options& o, const form_maker& make_form)
      : options_(o),
        program_(load(o.archive)),
        data_(program_.border, o.data, samples::numbers::finite),
        labels_(labels_of(data_, program_.border)) {
    require_own_form(program_, "--forms", needs_integers());
    require_own_form(program_, "--prune", o.prune > 0.0);
    const ir::network start =
        o.prune > 0.0 ? passes::prune(program_.network, o.prune) : program_.network;
    ir::network prepared;
    if (needs_integers()) {
      prepared = quantize::prepare(passes::equalize(start));
      prepare_calibration(prepared);
    }
    // Layer by layer, integers are compared with the floats that they stand for.
    floats_ = needs_integers() && o.prune == 0.0 ? prepared : program_.network;
    for (const std::string& form : o.forms) {
      formed_network made = form == "f32" ? formed_network{start, {}}
                                          : make_form(form, prepared, *seen_, *calibration_calls_,
                                                      program_.states.size());
      contestants_.push_back(
          {form, std::move(made), score(labels_), {}, run::first_values(program_.states)});
    }
  }

  evaluation run() {
    const progress show("evaluation", data_.count());
    const bool compared = needs_integers() || options_.prune > 0.0;
    std::vector<ir::tensor> states = run::first_values(program_.states);
    for (std::int64_t s = 0; s < data_.count(); ++s) {
      const answer right = compared ? ask(floats_, data_[s], states, true) : answer{};
      for (contestant& c : contestants_) {
        if (compared && is_program(c)) {
          c.points.add(right.output);
          continue;
        }
        const answer a = ask(c.made.network, data_[s], c.states, compared);
        c.points.add(a.output);
        if (!compared) continue;
        c.points.compare(a.output, right.output);
        c.layers.add(right.layers, a.layers);
      }
      show(s);
    }
    evaluation result{data_.count(), {}};
    for (const contestant& c : contestants_) {
      result.forms.push_back(summary(c));
      if (auto sparse = without_zeros(c, result.forms.back()))
        result.forms.push_back(*std::move(sparse));
    }
    return result;
  }

 private:
  bool needs_integers() const {
    return std::any_of(options_.forms.begin(), options_.forms.end(),
                       [](const std::string& form) { return form != "f32"; });
  }
  bool is_program(const contestant& c) const { return c.form == "f32" && options_.prune == 0.0; }

  void prepare_calibration(const ir::network& n) {
    if (!options_.calibrate.empty())
      calibration_data_.emplace(program_.border, options_.calibrate, samples::numbers::finite);
    // Without samples for it, some of those that are evaluated.
    const run::sample_source all = source_of(calibration_data_ ? *calibration_data_ : data_);
    const run::sample_source calls = run::in_sequence(n, all, program_.states);
    calibration_calls_ = calibration_data_ ? calls : run::spread(calls, 256);
    seen_ = calibrate(n, *calibration_calls_);
  }

  form_evaluation summary(const contestant& c) const {
    const ir::network& n = c.made.network;
    form_evaluation f;
    f.form = program_.quantized ? "program" : c.form;
    f.accuracy = c.points.accuracy();
    f.root_mean_square_error = c.points.root_mean_square_error();
    f.agreement = c.points.agreement();
    f.largest_difference = c.points.largest_difference();
    add_sizes(f, n);
    if (const auto worst = c.layers.find_worst())
      f.worst = form_evaluation::layer{name_of(worst->layer), worst->difference};
    f.remarks = c.made.remarks;
    return f;
  }

  // The results are those of the dense form: only the sizes differ.
  std::optional<form_evaluation> without_zeros(const contestant& c, form_evaluation f) const {
    const ir::network n = emit::choose_storage(c.made.network, options_.sparse).network;
    if (!emit::is_sparse(n)) return {};
    f.sparse = true;
    f.remarks.clear();
    add_sizes(f, n);
    return f;
  }

  static void add_sizes(form_evaluation& f, const ir::network& n) {
    f.constant_bytes = constant_bytes(n);
    f.arena_bytes = run::plan_memory(passes::pool_by_rows(n)).arena_bytes;
    f.macs = 0;
    for (const ir::node& x : n.nodes) f.macs += run::macs_of(n, x);
  }

  std::string name_of(const layer_key& key) const {
    const ir::network& n = floats_;
    for (const ir::node& x : n.nodes)
      if (n[x.result].name == key.first && n[x.result].type.shape == key.second)
        return layer_name(n, x);
    return key.first;
  }

  const evaluate_options& options_;
  loaded program_;
  samples data_;
  labels labels_;
  std::optional<samples> calibration_data_;
  std::optional<run::sample_source> calibration_calls_;
  std::optional<run::calibration> seen_;
  ir::network floats_;  ///< what every form is compared with
  std::vector<contestant> contestants_;
};

}  // namespace

evaluation evaluate_forms(const evaluate_options& o, const form_maker& make_form) {
  return evaluator(o, make_form).run();
}

void evaluate(const evaluate_options& o, const form_maker& make_form) {
  const evaluation result = evaluate_forms(o, make_form);
  fmt::print("{}", o.json ? to_json(result) : to_table(result));
}

}  // namespace genn::commands
