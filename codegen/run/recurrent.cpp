// SPDX-License-Identifier: BSL-1.0
#include "run/recurrent.hpp"

#include <genn/functions/activation.hpp>
#include <genn/functions/hyperbolic.hpp>
#include <genn/kernels/reference/contract.hpp>
#include <genn/kernels/reference/recurrent.hpp>
#include <genn/kernels/reference/recurrent_cells.hpp>

#include <stdexcept>

#include "run/sizes.hpp"

namespace genn::run {

namespace {

namespace reference = kernels::reference;
using number = std::int64_t;

// Room for the steps, as long as it is asked for.
template <class T>
struct step_room {
  explicit step_room(const recurrent_sizes& n)
      : of_input(vector_of(n.rows())),
        of_state(vector_of(n.rows())),
        cells(vector_of(n.batch * n.hidden)),
        wide(vector_of(n.hidden)) {}
  static std::vector<T> vector_of(index_t size) {
    return std::vector<T>(static_cast<std::size_t>(size));
  }
  std::vector<T> of_input, of_state, cells, wide;
};

struct float_products {
  const recurrent_sizes& n;
  const float* x;
  std::vector<const float*> weights;

  void of_input(index_t row, float* gates) const {
    contract(n.inputs, n.rows(), x + row * n.inputs, weights[0], weights[2], gates);
  }
  void of_state(const float* state, float* gates) const {
    contract(n.out, n.rows(), state, weights[1], weights[3], gates);
  }
  void project(const float* wide, float* state) const {
    contract(n.hidden, n.out, wide, weights[4], reference::zero_bias{}, state);
  }
  template <class Bias>
  static void contract(index_t inputs, index_t outputs, const float* in, const float* weight,
                       Bias bias, float* out) {
    reference::contract<row_major>({1, inputs, outputs}, in, weight, bias, out, identity{});
  }
};

struct integer_products {
  const recurrent_sizes& n;
  const ir::integer_recurrent& how;
  const number* x;
  std::vector<const number*> weights;
  std::vector<number>& bytes;

  void of_input(index_t row, number* gates) const {
    contract(how.of_input, n.inputs, x + row * n.inputs, 0, gates);
  }
  void of_state(const number* state, number* gates) const {
    if (n.narrows) reference::narrow(n.out, state, bytes.data());
    contract(how.of_state, n.out, n.narrows ? bytes.data() : state, 1, gates);
  }
  void project(const number*, number*) const { throw std::logic_error("integers do not project"); }
  void contract(const ir::integer_sum& s, index_t inputs, const number* in, std::size_t part,
                number* out) const {
    const contract_sizes sizes{1, inputs, n.rows()};
    const reference::shifted_bias<const number*> bias{weights[2 + part], s.bias_shift};
    if (n.narrows)
      reference::contract<row_major>(
          sizes, in, weights[part], bias, out,
          reference::rescale_by_channel<const number*>{s.rescale, weights[4 + part]});
    else
      reference::contract<row_major>(sizes, in, weights[part], bias, out,
                                     reference::rescale_by_shift<>{s.rescale});
  }
};

const std::vector<float>& numbers_of(const ir::tensor& t, float) { return t.floats(); }
const std::vector<number>& numbers_of(const ir::tensor& t, number) { return t.integers(); }

template <class T>
std::vector<const T*> weights_among(const ir::recurrent& r,
                                    const std::vector<const ir::tensor*>& operands) {
  std::vector<const T*> weights;
  for (std::size_t i = r.first_weight(); i < operands.size(); ++i)
    weights.push_back(numbers_of(*operands[i], T{}).data());
  return weights;
}

template <class T, class Products, class Cell>
void run_steps(const recurrent_sizes& n, const std::vector<const ir::tensor*>& operands,
               const Products& products, const Cell& cell, step_room<T>& room, T* y) {
  if (n.has_cells) room.cells = numbers_of(*operands[2], T{});
  const reference::recurrent_memory<T> memory{room.of_input.data(), room.of_state.data(),
                                              room.cells.data(), room.wide.data()};
  reference::recurrent(n, numbers_of(*operands[1], T{}).data(), products, cell, memory, y);
  if (n.gives_cells) std::copy(room.cells.begin(), room.cells.end(), y + n.states());
}

// A cell that is seen.
template <class Cell>
struct observed_cell {
  const step_room<float>& room;
  const step_observer& observe;
  void operator()(index_t hidden, float* x, float* h, const float* before, float* cells,
                  float* y) const {
    const std::vector<float> of_input = room.of_input;  // the cell works there
    Cell{}(hidden, x, h, before, cells, y);
    observe(of_input, room.of_state, room.cells);
  }
};

}  // namespace

void run_recurrent(const ir::network& network, const ir::node& x, const ir::recurrent& r,
                   const std::vector<const ir::tensor*>& operands, std::vector<float>& results,
                   const step_observer& observe) {
  const recurrent_sizes n = sizes_of(network, x, r);
  const float_products products{n, operands[0]->floats().data(), weights_among<float>(r, operands)};
  step_room<float> room(n);
  const auto run = [&](auto cell) {
    if (observe)
      run_steps(n, operands, products, observed_cell<decltype(cell)>{room, observe}, room,
                results.data());
    else
      run_steps(n, operands, products, cell, room, results.data());
  };
  switch (r.what) {
    case ir::recurrent::cell::lstm:
      return run(reference::lstm_cell<>{});
    case ir::recurrent::cell::gru:
      return run(reference::gru_cell<>{});
    case ir::recurrent::cell::tanh:
      return run(reference::rnn_cell<tanh>{});
    case ir::recurrent::cell::relu:
      return run(reference::rnn_cell<relu>{});
  }
}

void run_recurrent(const ir::network& network, const ir::node& x, const ir::recurrent& r,
                   const std::vector<const ir::tensor*>& operands, std::vector<number>& results) {
  const recurrent_sizes n = sizes_of(network, x, r);
  std::vector<number> bytes(static_cast<std::size_t>(n.out));
  const integer_products products{n, *r.integer, operands[0]->integers().data(),
                                  weights_among<number>(r, operands), bytes};
  step_room<number> room(n);
  const auto run = [&](auto cell) { run_steps(n, operands, products, cell, room, results.data()); };
  switch (r.what) {
    case ir::recurrent::cell::lstm:
      return run(reference::integer_lstm_cell{{r.integer->places}});
    case ir::recurrent::cell::gru:
      return run(reference::integer_gru_cell{{r.integer->places}});
    case ir::recurrent::cell::tanh:
      return run(reference::integer_rnn_cell{{r.integer->places}});
    case ir::recurrent::cell::relu:
      throw std::logic_error("an RNN of relu has no integer form");
  }
}

}  // namespace genn::run
