// SPDX-License-Identifier: BSL-1.0
#include "commands/make_form.hpp"

#include <fmt/format.h>

#include "commands/calibrate.hpp"
#include "commands/own_form.hpp"
#include "passes/passes.hpp"
#include "run/bound.hpp"
#include "run/sequence.hpp"

namespace genn::commands {

namespace {

quantize::options parse(const form_options& o) {
  quantize::options parsed;
  parsed.what = form_named(o.form);
  for (const std::string& text : o.keep) {
    const std::size_t at = text.rfind('=');
    if (at == std::string::npos)
      throw conversion_error(exit_code::usage,
                             {"--keep " + text, "no form is named", "write LAYER=f32, i16 or i8"});
    parsed.keep[text.substr(0, at)] = form_named(text.substr(at + 1));
  }
  return parsed;
}

bool wants_integers(const quantize::options& o) {
  for (const auto& [layer, kept] : o.keep)
    if (kept != form::f32) return true;
  return o.what != form::f32;
}

void warn(const diagnostic& d) { fmt::print(stderr, "genn: {}\n", to_string(d)); }

quantize::result quantized(const loaded& program, const ir::network& n, const form_options& o,
                           const quantize::options& parsed) {
  if (o.calibrate.empty()) {
    if (!program.states.empty())
      throw conversion_error(exit_code::usage,
                             {"--form " + o.form,
                              "no bound tells the range of buffer " + program.states.front().name +
                                  ", which the program keeps",
                              "give --calibrate samples that follow one another"});
    warn({"--form " + o.form, "the ranges of its integers are bounds, far from what data need",
          "give --calibrate some hundred samples"});
    return quantize::quantize(n, run::bound(n), {}, parsed);
  }
  const samples data(program.border, o.calibrate, samples::numbers::finite);
  const run::sample_source calls = run::in_sequence(n, source_of(data), program.states);
  return quantize::quantize(n, calibrate(n, calls), calls, parsed);
}

void report(const std::vector<quantize::note>& notes, bool refuse) {
  std::vector<diagnostic> all;
  for (const quantize::note& n : notes)
    all.push_back({n.layer, n.what,
                   refuse ? "leave out --no-float, or change the layer" : "it stays in float"});
  if (refuse && !all.empty()) throw conversion_error(exit_code::unsupported, std::move(all));
  for (const diagnostic& d : all) warn(d);
}

}  // namespace

form form_named(const std::string& name) {
  for (const auto& [known, value] :
       {std::make_pair("f32", form::f32), std::make_pair("i16", form::i16),
        std::make_pair("i8", form::i8)})
    if (name == known) return value;
  throw conversion_error(exit_code::usage,
                         {"form " + name, "there is no such form", "use f32, i16 or i8"});
}

formed_network make_form(const std::string& form, const ir::network& prepared,
                         const run::calibration& seen, const run::sample_source& samples,
                         std::size_t states) {
  quantize::options o;
  o.what = form_named(form);
  o.states = states;
  quantize::result made = quantize::quantize(prepared, seen, samples, o);
  formed_network formed{std::move(made.network), {}};
  for (const quantize::note& n : made.notes)
    formed.remarks.push_back(n.layer + " stays in float: " + n.what);
  return formed;
}

namespace {

ir::network formed(const loaded& program, const form_options& o) {
  quantize::options parsed = parse(o);
  parsed.states = program.states.size();
  require_own_form(program, "--form " + o.form, o.form != "f32");
  require_own_form(program, "--keep", !o.keep.empty());
  require_own_form(program, "--calibrate", !o.calibrate.empty());
  require_own_form(program, "--prune", o.prune > 0.0);
  if (program.quantized) {
    report(program.notes, o.no_float);
    return program.network;
  }
  ir::network n = program.network;
  if (o.prune > 0.0) {
    warn({fmt::format("--prune {}", o.prune),
          "the smallest weights are set to 0 without retraining",
          "prune in PyTorch and retrain for use"});
    n = passes::prune(std::move(n), o.prune);
  }
  if (!wants_integers(parsed)) return n;
  const ir::network prepared = quantize::prepare(passes::equalize(std::move(n)));
  quantize::result made = quantized(program, prepared, o, parsed);
  report(made.notes, o.no_float);
  return passes::order_nodes(std::move(made.network));
}

}  // namespace

ir::network in_form(const loaded& program, const form_options& o) {
  return passes::give_types(formed(program, o), program.types);
}

}  // namespace genn::commands
