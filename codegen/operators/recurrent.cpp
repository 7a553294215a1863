// SPDX-License-Identifier: BSL-1.0
// RNN, GRU and LSTM: one layer a direction and level; cells are sequences of one step.
#include "operators/pieces.hpp"
#include "operators/table.hpp"

namespace genn::operators {

namespace {

using cell = ir::recurrent::cell;

struct weights {
  ir::value_id of_input, of_state, bias_input, bias_state;
  std::optional<ir::value_id> projection;
};

struct states {
  ir::value_id output, last;
  std::optional<ir::value_id> cells;  ///< of an LSTM
};

// One direction: x [time, batch, inputs], h [batch, out], c [batch, hidden].
states run(lowering& l, ir::recurrent what, ir::value_id x, ir::value_id h,
           std::optional<ir::value_id> c, const weights& w) {
  for (const ir::value_id weight : {w.of_input, w.of_state, w.bias_input, w.bias_state})
    if (l.depends_on_input(weight))
      throw limit{"its weights are computed from inputs", "give it parameters as weights"};
  const std::int64_t time = l.shape(x)[0], batch = l.shape(x)[1];
  const std::int64_t out = l.shape(h).back();
  std::vector<ir::value_id> operands{x, h};
  if (c) operands.push_back(*c);
  operands.insert(operands.end(), {w.of_input, w.of_state, w.bias_input, w.bias_state});
  if (w.projection) operands.push_back(*w.projection);
  const ir::dims outputs{time, batch, out};
  states s{x, x, std::nullopt};
  if (what.gives_cells) {
    const std::int64_t size = ir::count(outputs), hidden = l.shape(*c).back();
    const ir::value_id both = l.add(what, operands, {size + batch * hidden});
    s.output = l.reshape(slice(l, both, 0, 0, size), outputs);
    s.cells = l.reshape(slice(l, both, 0, size, batch * hidden), {batch, hidden});
  } else {
    s.output = l.add(what, operands, outputs);
  }
  s.last = l.reshape(slice(l, s.output, 0, what.reverse ? 0 : time - 1, 1), {batch, out});
  return s;
}

cell cell_of(const std::string& target) {
  if (target.find("lstm") != std::string::npos) return cell::lstm;
  if (target.find("gru") != std::string::npos) return cell::gru;
  return target.find("relu") != std::string::npos ? cell::relu : cell::tanh;
}

// [1, batch, width] parts joined along the first axis.
ir::value_id stacked(lowering& l, std::vector<ir::value_id> parts) {
  ir::dims shape = l.shape(parts.front());
  for (ir::value_id& p : parts) p = l.reshape(p, {1, shape[0], shape[1]});
  if (parts.size() == 1) return parts.front();
  return l.add(ir::concat{0}, parts, {static_cast<std::int64_t>(parts.size()), shape[0], shape[1]});
}

void lower_sequence(lowering& l) {
  const cell what = cell_of(l.target());
  if (l.boolean("train") && l.number("dropout") != 0.0)
    throw limit{"it was exported in train mode", "call model.eval() before torch.export.export"};
  ir::value_id x = l.tensor("input");
  const bool cells_are_read = what == cell::lstm && l.is_read(2);
  const bool batch_first = l.boolean("batch_first"), biased = l.boolean("has_biases");
  const bool both = l.boolean("bidirectional");
  l.require(l.shape(x).size() == 3, "the input is no sequence of vectors");
  if (batch_first) x = l.permute(x, {1, 0, 2});
  const std::vector<ir::value_id> first =
      what == cell::lstm ? l.tensors("hx") : std::vector<ir::value_id>{l.tensor("hx")};
  const std::vector<ir::value_id> params = l.tensors("params");
  const std::size_t directions = both ? 2 : 1;
  l.require(l.integer("num_layers") > 0, "there are no layers");
  const std::size_t levels = static_cast<std::size_t>(l.integer("num_layers"));
  const std::size_t each = params.size() / (levels * directions);
  l.require(!first.empty() && (what != cell::lstm || first.size() == 2) &&
                each * levels * directions == params.size() && each >= (biased ? 4u : 2u),
            "the weights are not those of the layers");
  std::vector<ir::value_id> last, cells;
  for (std::size_t level = 0; level < levels; ++level) {
    std::vector<ir::value_id> outputs;
    for (std::size_t d = 0; d < directions; ++d) {
      const std::size_t at = level * directions + d;
      const ir::value_id* p = &params[at * each];
      const std::size_t weights_and_biases = biased ? 4 : 2;
      l.require(l.shape(p[0]).size() == 2, "a weight is no matrix");
      const ir::dims rows{l.shape(p[0])[0]};
      const auto bias = [&](std::size_t i) {
        return biased ? p[i]
                      : l.add_constant(l.module_name("bias"), rows,
                                       std::vector<float>(static_cast<std::size_t>(rows[0]), 0.0f));
      };
      weights w{p[0], p[1], bias(2), bias(3), std::nullopt};
      if (each > weights_and_biases) w.projection = p[weights_and_biases];
      const auto begin = [&](ir::value_id all) {
        const ir::dims shape = l.shape(all);
        l.require(shape.size() == 3, "a first state has not three axes");
        return l.reshape(slice(l, all, 0, static_cast<std::int64_t>(at), 1), {shape[1], shape[2]});
      };
      std::optional<ir::value_id> c;
      if (what == cell::lstm) c = begin(first[1]);
      const states s = run(l, {what, d == 1, cells_are_read}, x, begin(first[0]), c, w);
      outputs.push_back(s.output);
      last.push_back(s.last);
      if (s.cells) cells.push_back(*s.cells);
    }
    x = outputs.front();
    if (both) {
      ir::dims shape = l.shape(x);
      shape.back() *= 2;
      x = l.add(ir::concat{2}, outputs, shape);
    }
  }
  l.finish(batch_first ? l.permute(x, {1, 0, 2}) : x, 0);
  if (l.is_read(1)) l.finish(stacked(l, last), 1);
  if (cells_are_read) l.finish(stacked(l, cells), 2);
}

void lower_cell(lowering& l) {
  const cell what = cell_of(l.target());
  const ir::value_id input = l.tensor("input");
  const std::vector<ir::value_id> first =
      what == cell::lstm ? l.tensors("hx") : std::vector<ir::value_id>{l.tensor("hx")};
  l.require(l.shape(input).size() == 2 && first.size() == (what == cell::lstm ? 2u : 1u),
            "the input is no vector of each sample");
  const ir::value_id x = l.reshape(input, {1, l.shape(input)[0], l.shape(input)[1]});
  const ir::value_id weight = l.tensor("w_ih");
  l.require(l.shape(weight).size() == 2, "a weight is no matrix");
  const auto bias = [&](const char* name) {
    const ir::dims rows{l.shape(weight)[0]};
    return l.has(name)
               ? l.tensor(name)
               : l.add_constant(l.module_name("bias"), rows,
                                std::vector<float>(static_cast<std::size_t>(rows[0]), 0.0f));
  };
  const weights w{weight, l.tensor("w_hh"), bias("b_ih"), bias("b_hh"), std::nullopt};
  std::optional<ir::value_id> c;
  if (what == cell::lstm) c = first[1];
  const states s = run(l, {what, false, c && l.is_read(1)}, x, first[0], c, w);
  l.finish(s.last, 0);
  if (s.cells) l.finish(*s.cells, 1);
}

}  // namespace

std::vector<row> recurrent_rows() {
  return {
      {"aten.lstm.input", "recurrent", lower_sequence},
      {"aten.gru.input", "recurrent", lower_sequence},
      {"aten.rnn_tanh.input", "recurrent", lower_sequence},
      {"aten.rnn_relu.input", "recurrent", lower_sequence},
      {"aten.lstm_cell.default", "recurrent", lower_cell},
      {"aten.gru_cell.default", "recurrent", lower_cell},
      {"aten.rnn_tanh_cell.default", "recurrent", lower_cell},
      {"aten.rnn_relu_cell.default", "recurrent", lower_cell},
  };
}

}  // namespace genn::operators
