// SPDX-License-Identifier: BSL-1.0
// Gates and cells of integers against their functions of real numbers, and at the ends of their
// ranges, where no sum may leave its 32 bits.
#include <catch2/catch.hpp>
#include <genn/kernels/reference/integer_cells.hpp>

#include <algorithm>
#include <cmath>
#include <vector>

#include "integers.hpp"

namespace {

using genn::index_t;
namespace reference = genn::kernels::reference;
using numbers = std::vector<std::int16_t>;

double real(std::int32_t x, int places) { return std::ldexp(double(x), -places); }
double sigmoid(double x) { return 1.0 / (1.0 + std::exp(-x)); }

constexpr index_t hidden = 5;

/// What a cell reads, and what it makes of it.
struct step {
  numbers of_input, of_state, before, cells, states;
  step(index_t gates, int set, int reach)
      : of_input(filled(gates * hidden, set, reach)),
        of_state(filled(gates * hidden, set + 1, reach)),
        before(filled(hidden, set + 2, 32767)),
        cells(filled(hidden, set + 3, 32767)),
        states(hidden) {}
  static numbers filled(index_t count, int set, int reach) {
    numbers x(static_cast<std::size_t>(count));
    test::fill_between(x.data(), count, -reach, reach, set);
    return x;
  }
  template <class Cell>
  void run(const Cell& cell) {
    cell(hidden, of_input.data(), of_state.data(), before.data(), cells.data(), states.data());
  }
  double sum(index_t gate, index_t j, int places) const {
    const std::size_t at = static_cast<std::size_t>(gate * hidden + j);
    return real(of_input[at], places) + real(of_state[at], places);
  }
};

}  // namespace

TEST_CASE("gates are within two parts in 2^14 of their functions") {
  double furthest_tanh = 0.0, furthest_sigmoid = 0.0;
  for (std::int32_t x = -140000; x <= 140000; ++x) {
    furthest_tanh = std::max(furthest_tanh,
                             std::fabs(real(genn::tanh_of_gate(x), 15) - std::tanh(real(x, 12))));
    furthest_sigmoid = std::max(
        furthest_sigmoid, std::fabs(real(genn::sigmoid_of_gate(x), 15) - sigmoid(real(x, 12))));
  }
  CHECK(furthest_tanh < 1.25e-4);
  CHECK(furthest_sigmoid < 0.75e-4);
}

TEST_CASE("gates rise, and reach their ends") {
  for (std::int32_t x = -140000; x < 140000; ++x) {
    REQUIRE(genn::tanh_of_gate(x) <= genn::tanh_of_gate(x + 1));
    REQUIRE(genn::sigmoid_of_gate(x) <= genn::sigmoid_of_gate(x + 1));
    REQUIRE(genn::tanh_of_gate(x) == -genn::tanh_of_gate(-x));
  }
  for (const std::int32_t far : {140000, 1 << 28}) {
    CHECK(genn::tanh_of_gate(far) == 32768);
    CHECK(genn::sigmoid_of_gate(far) == 32768);
    CHECK(genn::sigmoid_of_gate(-far) == 0);
  }
}

TEST_CASE("cells of integers follow those of real numbers") {
  const genn::places_of_cell all[] = {{12, 12, 15}, {11, 9, 15}, {10, 12, 13}, {12, 3, 12}};
  for (const genn::places_of_cell& places : all)
    for (int set = 0; set < 50; ++set) {
      const double near = 6e-4 + std::ldexp(1.0, -places.states) + std::ldexp(1.0, -places.cells);
      step g(3, set, 20000);
      g.run(reference::integer_gru_cell{{places}});
      for (index_t j = 0; j < hidden; ++j) {
        const auto i = static_cast<std::size_t>(j);
        const double update = sigmoid(g.sum(1, j, places.gates));
        const double made = std::tanh(real(g.of_input[2 * hidden + i], places.gates) +
                                      sigmoid(g.sum(0, j, places.gates)) *
                                          real(g.of_state[2 * hidden + i], places.gates));
        const double before = real(g.before[i], places.states);
        CHECK(std::fabs((1 - update) * made + update * before - real(g.states[i], places.states)) <
              near * std::max(1.0, std::fabs(before)));
      }
      step l(4, set, 20000);
      const numbers cells = l.cells;
      l.run(reference::integer_lstm_cell{{places}});
      for (index_t j = 0; j < hidden; ++j) {
        const auto i = static_cast<std::size_t>(j);
        const double limit = real(32768, places.cells);
        const double cell =
            sigmoid(l.sum(1, j, places.gates)) * real(cells[i], places.cells) +
            sigmoid(l.sum(0, j, places.gates)) * std::tanh(l.sum(2, j, places.gates));
        const double held = std::clamp(cell, -limit, limit);
        CHECK(std::fabs(held - real(l.cells[i], places.cells)) < near * std::max(1.0, limit / 4));
        const double state =
            sigmoid(l.sum(3, j, places.gates)) * std::tanh(real(l.cells[i], places.cells));
        CHECK(std::fabs(state - real(l.states[i], places.states)) < near);
      }
      step r(1, set, 20000);
      r.run(reference::integer_rnn_cell{{places}});
      for (index_t j = 0; j < hidden; ++j)
        CHECK(std::fabs(std::tanh(r.sum(0, j, places.gates)) -
                        real(r.states[static_cast<std::size_t>(j)], places.states)) < near);
    }
}

TEST_CASE("cells of integers keep to 32 bits at the ends of all ranges") {
  const genn::places_of_cell all[] = {{0, 0, 0}, {12, 12, 15}, {0, 12, 15}, {12, 0, 0}};
  for (const genn::places_of_cell& places : all)
    for (int signs = 0; signs < 64; ++signs) {
      const auto end = [&](int bit) {
        return std::int16_t((signs >> bit & 1) != 0 ? 32767 : -32768);
      };
      step s(4, 0, 1);
      for (index_t j = 0; j < 4 * hidden; ++j) {
        s.of_input[static_cast<std::size_t>(j)] = end(int(j % 3));
        s.of_state[static_cast<std::size_t>(j)] = end(int(j % 2 + 1));
      }
      std::fill(s.before.begin(), s.before.end(), end(4));
      std::fill(s.cells.begin(), s.cells.end(), end(5));
      s.run(reference::integer_gru_cell{{places}});
      s.run(reference::integer_lstm_cell{{places}});
      s.run(reference::integer_rnn_cell{{places}});
    }
}

TEST_CASE("states become bytes by their upper halves, rounded") {
  const std::int16_t states[] = {-32768, -129, -128, 127, 128, 32639, 32640, 32767};
  const int wanted[] = {-128, -1, 0, 0, 1, 127, 127, 127};
  std::int8_t bytes[8];
  reference::narrow(8, states, bytes);
  for (int i = 0; i < 8; ++i) CHECK(int(bytes[i]) == wanted[i]);
}
