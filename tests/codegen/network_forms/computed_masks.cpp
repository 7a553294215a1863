// SPDX-License-Identifier: BSL-1.0
// Attention under masks that the program computes from an input of booleans: integers throughout,
// what is hidden has no weight at all.
#include "../calibration/tiny_networks.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "quantize/quantize.hpp"
#include "run/real_numbers.hpp"
#include "run/run_network.hpp"

namespace {

using genn::form;
namespace ir = genn::ir;
namespace run = genn::run;

constexpr std::int64_t keys = 6, width = 5;
constexpr float infinity = INFINITY;

// How scores that the input hides are hidden, `safe` with weights of 0 where it hides all.
enum class way { added, scaled, filled, kept, safe };

/// softmax(x x^T) x, where positions of x are hidden.
class attention {
 public:
  attention(way how, float hidden) {
    const ir::value_id x = value("x", {1, keys, width}), mask = value("mask", {1, 1, keys});
    n_.inputs = {x, mask};
    n_[mask].exact = true;
    n_[mask].whole = ir::element::boolean;
    const ir::value_id turned = add(ir::permute{{0, 2, 1}}, {x}, {1, width, keys});
    ir::value_id scores = add(ir::matmul{}, {x, turned}, square);
    const ir::value_id zero = number(0.0f), far = number(hidden);
    if (how == way::added) {
      const ir::value_id added = map("where", {mask, far, zero}, {1, 1, keys});
      const ir::value_id causal = constant_of({0, 0, 0, 0, 0, 0});
      scores = map("add", {scores, map("add", {causal, added}, {1, 1, keys})}, square);
    } else if (how == way::scaled) {
      const ir::value_id added = add(ir::map{{{"mul_scalar", {hidden}}}}, {mask}, {1, 1, keys});
      scores = map("add", {added, scores}, square);
    } else if (how == way::kept) {
      const ir::value_id shown = map("logical_not", {mask}, {1, 1, keys});
      scores = map("where", {shown, scores, far}, square);
    } else {
      scores = map("where", {mask, far, scores}, square);
    }
    ir::value_id weights = add(ir::softmax{2}, {scores}, square);
    if (how == way::safe) {
      const ir::value_id flat = add(ir::reshape{}, {mask}, {keys, 1});
      const ir::value_id none = add(ir::reduce{"minimum"}, {flat}, {1});
      const ir::value_id some = map("logical_not", {none}, {1});
      weights = map("where", {some, weights, zero}, square);
    }
    n_.outputs = {add(ir::matmul{}, {weights, x}, {1, keys, width})};
    ir::verify(n_, "building");
  }
  const ir::network& network() const { return n_; }

 private:
  const ir::dims square{1, keys, keys};
  ir::value_id value(const char* name, ir::dims shape) {
    return n_.add({name, {ir::element::f32, std::move(shape)}, nullptr});
  }
  ir::value_id number(float x) {
    auto t = std::make_shared<ir::tensor>(tiny::tensor({}, {x}));
    return n_.add({"number", t->type, t});
  }
  ir::value_id constant_of(std::vector<float> numbers) {
    auto t = std::make_shared<ir::tensor>(tiny::tensor({keys}, std::move(numbers)));
    return n_.add({"constant", t->type, t});
  }
  ir::value_id add(ir::layer what, std::vector<ir::value_id> operands, ir::dims shape) {
    const ir::value_id y = value("y", std::move(shape));
    n_.nodes.push_back({std::move(what), std::move(operands), y, {}});
    return y;
  }
  ir::value_id map(const char* f, std::vector<ir::value_id> operands, ir::dims shape) {
    return add(ir::map{{{f, {}}}}, std::move(operands), std::move(shape));
  }

  ir::network n_;
};

struct answer {
  std::vector<std::string> notes;
  double error = 0.0;  // as a share of the range
  std::int64_t hidden_weight = 0;
  std::vector<float> of_whole_rows;
};

std::vector<ir::tensor> inputs_of(int seed, std::uint32_t hidden) {
  std::mt19937 generator(static_cast<unsigned>(seed));
  std::vector<float> mask;
  for (std::int64_t k = 0; k < keys; ++k) mask.push_back((hidden >> k & 1) != 0 ? 1.0f : 0.0f);
  return {tiny::random({1, keys, width}, generator, -2.0f, 2.0f),
          tiny::tensor({1, 1, keys}, std::move(mask))};
}

answer ask(way how, float hidden, form f) {
  const ir::network n = genn::quantize::prepare(attention(how, hidden).network());
  const run::sample_source source{
      8, [](std::int64_t s) { return inputs_of(static_cast<int>(s), 7 * std::uint32_t(s) % 63); }};
  genn::quantize::options o;
  o.what = f;
  const genn::quantize::result made =
      genn::quantize::quantize(n, run::observe(n, source), source, o);
  const ir::network& integers = made.network;
  answer a;
  for (const genn::quantize::note& note : made.notes) a.notes.push_back(note.layer + note.what);
  double range = 0.0;
  for (std::uint32_t mask = 0; mask < 63; ++mask) {
    const std::vector<ir::tensor> x = inputs_of(9, mask);
    const std::vector<float> right = run::run_network(n, x).front().floats();
    const auto look = [&](const ir::node& node, const ir::tensor& t) {
      if (!std::holds_alternative<ir::softmax>(node.what)) return;
      for (std::size_t i = 0; i < keys * keys; ++i)
        if (x[1].floats()[i % keys] != 0.0f)
          a.hidden_weight = std::max(a.hidden_weight, t.integers()[i]);
    };
    const std::vector<float> y = run::real_numbers(integers[integers.outputs.front()],
                                                   run::run_network(integers, x, look).front());
    for (std::size_t i = 0; i < y.size(); ++i) {
      range = std::max(range, std::fabs(static_cast<double>(right[i])));
      a.error = std::max(a.error, std::fabs(static_cast<double>(y[i] - right[i])));
    }
  }
  a.error /= range;
  a.of_whole_rows = run::real_numbers(integers[integers.outputs.front()],
                                      run::run_network(integers, inputs_of(9, 63)).front());
  return a;
}

}  // namespace

TEST_CASE("what a computed mask hides has no weight") {
  for (const form f : {form::i16, form::i8})
    for (const auto& [how, hidden] :
         {std::make_pair(way::added, -infinity), std::make_pair(way::added, -10000.0f),
          std::make_pair(way::scaled, -10000.0f), std::make_pair(way::filled, -infinity),
          std::make_pair(way::filled, -1e9f), std::make_pair(way::kept, -infinity),
          std::make_pair(way::safe, -infinity)}) {
      INFO(static_cast<int>(how) << " " << hidden);
      const answer a = ask(how, hidden, f);
      CHECK(a.notes == std::vector<std::string>{});
      CHECK(a.hidden_weight == 0);
      CHECK(a.error < (f == form::i8 ? 0.05 : 0.003));
    }
}

TEST_CASE("a row of which a computed mask hides all weighs its values alike, or gives 0") {
  for (const form f : {form::i16, form::i8}) {
    for (const float y : ask(way::safe, -infinity, f).of_whole_rows) CHECK(y == 0.0f);
    const std::vector<float> x = inputs_of(9, 63)[0].floats();
    const std::vector<float> alike = ask(way::filled, -1e9f, f).of_whole_rows;
    for (std::size_t i = 0; i < alike.size(); ++i) {
      float mean = 0.0f;
      for (std::size_t k = 0; k < keys; ++k) mean += x[k * width + i % width] / float(keys);
      CHECK(alike[i] == Approx(mean).margin(f == form::i8 ? 0.05 : 0.002));
    }
  }
}
