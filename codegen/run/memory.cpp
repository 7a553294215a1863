// SPDX-License-Identifier: BSL-1.0
#include "run/memory.hpp"

#include <genn/kernels/overlap.hpp>
#include <genn/memory/places.hpp>
#include <map>
#include <memory>

#include "run/sizes.hpp"

namespace genn::run {

namespace {

constexpr std::size_t most_tensors = 1000, most_edges = 4000, most_outputs = 100;
using graph = tensor_graph<most_tensors, most_edges, most_outputs>;
using layout = memory_layout<most_tensors, most_edges>;

/// The overlap a node's kernel allows with operand `i`, and the operand's place in the result.
tensor_edge edge_of(const ir::network& n, const ir::node& x, std::size_t i, std::int64_t begin) {
  const auto shape = [&](ir::value_id id) -> const ir::dims& { return n[id].type.shape; };
  const ir::dims &in = shape(x.operands[i]), &out = shape(x.result);
  const auto bytes_of = [&](ir::value_id id) {
    return static_cast<index_t>(ir::element_bytes(n[id].type.type));
  };
  const index_t bytes = bytes_of(x.result);
  tensor_edge edge;
  if (const auto* p = std::get_if<ir::pool>(&x.what))
    edge.lag = lag_of_pool(sizes_of(*p, in, out), bytes);
  else if (const auto* a = std::get_if<ir::adaptive_avg_pool>(&x.what))
    edge.lag = lag_of_adaptive_pool(sizes_of(*a, in, out));
  else if (std::holds_alternative<ir::map>(x.what) ||
           std::holds_alternative<ir::integer_map>(x.what))
    edge.lag = lag_of_map(ir::count(in), ir::count(out), ir::count(in) * bytes_of(x.operands[i]),
                          ir::count(out) * bytes);
  else if (std::holds_alternative<ir::standardize>(x.what))
    edge.lag = 0;
  else if (const auto* s = std::get_if<ir::softmax>(&x.what))
    edge.lag = lag_of_softmax(around(to_extents(in), s->axis));
  else if (const auto* c = std::get_if<ir::concat>(&x.what))
    edge.place = place_in_concat(around(to_extents(out), c->axis), begin, bytes);
  else
    edge.lag = choice_of(n, x).lag;
  return edge;
}

class builder {
 public:
  explicit builder(const ir::network& n) : n_(n), graph_(std::make_unique<graph>()) {}

  std::unique_ptr<graph> build() {
    graph_->node_count = 0;
    for (const ir::value_id input : n_.inputs) add(input, tensor_role::input);
    for (const ir::node& x : n_.nodes) add(x);
    graph_->output_count = n_.outputs.size();
    for (std::size_t i = 0; i < n_.outputs.size(); ++i)
      graph_->outputs[i] = index_t(index_.at(n_.outputs[i]));
    return std::move(graph_);
  }

 private:
  tensor_fact& add(ir::value_id id, tensor_role role) {
    index_[id] = graph_->node_count;
    tensor_fact& fact = graph_->facts[graph_->node_count++];
    fact.role = role;
    fact.bytes =
        ir::count(n_[id].type.shape) * static_cast<index_t>(ir::element_bytes(n_[id].type.type));
    return fact;
  }

  void add(const ir::node& x) {
    const auto* convolution = std::get_if<ir::convolution>(&x.what);
    if (convolution != nullptr && convolution->by_rows) {
      rows_[x.result] = &x;
      add(x.result, tensor_role::rows);
      return;
    }
    const auto rows = rows_.find(x.operands.front());
    if (rows != rows_.end()) return add_pool(x, *rows->second);
    const bool view = std::holds_alternative<ir::reshape>(x.what);
    tensor_fact& fact = add(x.result, view ? tensor_role::view : tensor_role::computed);
    fact.scratch_bytes = choice_of(n_, x).scratch_bytes;
    fact.first_edge = edges_;
    std::int64_t begin = 0;
    for (std::size_t i = 0; i < x.operands.size(); ++i) {
      const auto known = index_.find(x.operands[i]);
      if (known != index_.end()) {  // not a constant
        tensor_edge& edge = graph_->edges[edges_++];
        edge = edge_of(n_, x, i, begin);
        edge.source = index_t(known->second);
      }
      if (const auto* c = std::get_if<ir::concat>(&x.what))
        begin += n_[x.operands[i]].type.shape[static_cast<std::size_t>(c->axis)];
    }
    fact.edge_count = edges_ - fact.first_edge;
  }

  // It reads what the convolution reads.
  void add_pool(const ir::node& x, const ir::node& convolution) {
    const pooled_choice choice = choice_of_pooled(n_, convolution, x);
    tensor_fact& fact = add(x.result, tensor_role::computed);
    fact.scratch_bytes = choice.scratch_bytes;
    fact.first_edge = edges_;
    fact.edge_count = 1;
    tensor_edge& edge = graph_->edges[edges_++];
    edge.source = index_t(index_.at(convolution.operands.front()));
    edge.lag = choice.lag;
  }

  const ir::network& n_;
  std::unique_ptr<graph> graph_;
  std::map<ir::value_id, const ir::node*> rows_;  ///< convolutions that are computed by rows
  std::map<ir::value_id, std::size_t> index_;
  index_t edges_ = 0;
};

}  // namespace

memory_report plan_memory(const ir::network& n) {
  std::size_t edges = 0;
  for (const ir::node& x : n.nodes) edges += x.operands.size();
  if (n.nodes.size() + n.inputs.size() > most_tensors || edges > most_edges ||
      n.outputs.size() > most_outputs)
    throw conversion_error(exit_code::unsupported,
                           {"", "the network has more than 1,000 layers", "split it in parts"});
  const std::unique_ptr<graph> g = builder(n).build();
  const auto l = std::make_unique<layout>(lay_out(*g));
  const memory_demand demand = l->demand();
  memory_report report;
  const std::size_t blocks = static_cast<std::size_t>(demand.count);
  std::vector<index_t> offset(blocks), space(2 * blocks);
  report.lower_bound = lower_bound(demand, space.data());
  for (std::size_t i = 0; i < placings_for(demand.count); ++i) {
    const index_t bytes = plan(demand, all_placings[i], offset.data(), space.data());
    if (i == 0 || bytes < report.arena_bytes) report.arena_bytes = bytes;
    if (report.arena_bytes <= report.lower_bound) break;
  }
  return report;
}

}  // namespace genn::run
