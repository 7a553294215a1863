// SPDX-License-Identifier: BSL-1.0
// Whole pruned programs: every storage computes what the generator says, to the bit in the integer
// forms, in no more flash than the dense weights take.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <random>

#include "commands/layers.hpp"
#include "commands/make_form.hpp"
#include "emit/choose_storage.hpp"
#include "run/real_numbers.hpp"
#include "run/run_network.hpp"
#include "run/sizes.hpp"
#include "sparse_program.hpp"

namespace {

namespace ir = genn::ir;
namespace commands = genn::commands;

std::string title(const sparse_program& p) {
  return std::string(p.program) + " in " + p.form + ", " + p.storage;
}

std::vector<sparse_program> programs_of(const std::string& program, const std::string& form) {
  std::vector<sparse_program> some;
  for (const sparse_program& p : all_programs())
    if (p.program == program && p.form == form) some.push_back(p);
  return some;
}

ir::network network_of(const sparse_program& p, const commands::loaded& loaded) {
  commands::form_options o;
  o.form = p.form;
  return commands::in_form(loaded, o);
}

std::vector<ir::tensor> random_inputs(const ir::network& border) {
  static std::mt19937 engine{99};
  std::uniform_real_distribution<float> number{-0.5f, 1.5f};
  std::vector<ir::tensor> inputs;
  for (const ir::value_id id : border.inputs) {
    ir::tensor t;
    t.type = border[id].type;
    std::vector<float> numbers(static_cast<std::size_t>(ir::count(t.type.shape)));
    for (float& x : numbers) x = number(engine);
    t.data = std::move(numbers);
    inputs.push_back(std::move(t));
  }
  return inputs;
}

std::vector<float> run(const sparse_program& p, const std::vector<ir::tensor>& inputs,
                       std::size_t outputs) {
  std::vector<float> y(outputs);
  std::vector<const float*> from;
  for (const ir::tensor& t : inputs) from.push_back(t.floats().data());
  float* const to[] = {y.data()};
  p.run(from.data(), to);
  return y;
}

void expect_near(const std::vector<float>& a, const std::vector<float>& b) {
  for (std::size_t i = 0; i < a.size(); ++i)
    REQUIRE(std::abs(a[i] - b[i]) <= 1e-4f * std::max(1.0f, std::abs(b[i])));
}

const char* const forms[] = {"f32", "i16", "i8"};
const char* const names[] = {"mnist_mlp_pruned", "mnist_cnn_pruned", "keywords_dscnn_pruned",
                             "ecg_residual_pruned", "har_gates_pruned"};

}  // namespace

TEST_CASE("every storage computes what the generator computes") {
  for (const char* name : names) {
    const commands::loaded loaded = commands::load(std::string(PROGRAMS) + "/" + name + ".pt2");
    for (const std::string form : forms) {
      const std::vector<sparse_program> some = programs_of(name, form);
      REQUIRE(some.size() == 4);
      const ir::network n = network_of(some.front(), loaded);
      REQUIRE(n.outputs.size() == 1);
      for (int trial = 0; trial < 20; ++trial) {
        const std::vector<ir::tensor> inputs = random_inputs(loaded.border);
        const std::vector<float> right = genn::run::real_numbers(
            n[n.outputs.front()], genn::run::run_network(n, inputs).front());
        for (const sparse_program& p : some) {
          INFO(title(p));
          const std::vector<float> y = run(p, inputs, right.size());
          if (form == "f32")
            expect_near(y, right);
          else
            REQUIRE(y == right);
        }
      }
    }
  }
}

TEST_CASE("no storage takes more flash than dense; the report counts the same bytes and MACs") {
  for (const char* name : names) {
    const commands::loaded loaded = commands::load(std::string(PROGRAMS) + "/" + name + ".pt2");
    for (const char* form : forms) {
      const std::vector<sparse_program> some = programs_of(name, form);
      const sparse_program &off = some[0], &automatic = some[1];
      for (const sparse_program& p : some) {
        INFO(title(p));
        CHECK(p.flash_bytes <= off.flash_bytes);
        CHECK(automatic.flash_bytes <= p.flash_bytes + p.flash_bytes / 16);
      }
      const ir::network n = network_of(off, loaded);
      const ir::network sparse = choose_storage(n, genn::emit::sparse_storage::automatic).network;
      INFO(title(automatic));
      CHECK(genn::emit::is_sparse(sparse));
      CHECK(commands::constant_bytes(n) == off.flash_bytes);
      CHECK(commands::constant_bytes(sparse) == automatic.flash_bytes);
      std::uint64_t macs = 0;
      for (const ir::node& x : sparse.nodes) macs += genn::run::macs_of(sparse, x);
      CHECK(macs == automatic.macs);
    }
  }
}

TEST_CASE("bytes a kept weight of a layer of 784 taps with 90 % zeros") {
  const genn::index_t tenths[] = {51, 31, 21};
  for (std::size_t i = 0; i < 3; ++i) {
    const sparse_program p = programs_of("mnist_mlp_pruned", forms[i])[1];
    const auto fc1 = std::find_if(p.layers.begin(), p.layers.end(), [](const auto& row) {
      return std::string(row.name) == "fc1" && row.kept_weights > 0;
    });
    REQUIRE(fc1 != p.layers.end());
    CHECK(fc1->kept_weights == 10035);
    CHECK(fc1->weight_bytes * 10 <= fc1->kept_weights * tenths[i]);
  }
}
