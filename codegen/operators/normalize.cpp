// SPDX-License-Identifier: BSL-1.0
#include <cmath>
#include <limits>

#include "operators/pieces.hpp"
#include "operators/table.hpp"

namespace genn::operators {

namespace {

std::vector<float> known_floats(lowering& l, const char* name) {
  auto numbers = l.known(l.tensor(name));
  if (!numbers)
    throw limit{std::string(name) + " is not constant", "keep it in a parameter or a buffer"};
  return std::move(*numbers);
}

// x * weight + bias, where they are given, broadcast as `shape` says.
ir::value_id with_weights(lowering& l, ir::value_id x, const ir::dims& shape) {
  const ir::dims out = l.shape(x);
  if (l.has("weight")) x = l.apply({"mul", {}}, {x, l.reshape(l.tensor("weight"), shape)}, out);
  if (l.has("bias")) x = l.apply({"add", {}}, {x, l.reshape(l.tensor("bias"), shape)}, out);
  return x;
}

// Rows of x standardized, and their weights with them where those are constants of one number a
// channel, which has `inner` numbers.
ir::value_id standardized(lowering& l, ir::standardize how, ir::value_id rows) {
  std::vector<ir::value_id> operands{rows};
  const ir::dims shape = l.shape(rows);
  for (const char* name : {"weight", "bias"}) {
    if (!l.has(name)) continue;
    const ir::value_id given = l.tensor(name);
    operands.push_back(l.reshape(given, {ir::count(l.shape(given))}));
  }
  return l.add(std::move(how), std::move(operands), shape);
}
bool has_constant_weights(lowering& l) {
  const auto constant = [&](const char* name) {
    return l.has(name) && l.known(l.tensor(name)).has_value();
  };
  return constant("weight") && (constant("bias") || !l.has("bias"));
}

// Results 1 and 2 of the native norms, where they are read: the mean of each row, and
// 1 / sqrt(variance + eps).
void finish_statistics(lowering& l, ir::value_id rows) {
  if (!l.is_read(1) && !l.is_read(2)) return;
  const ir::value_id mean = mean_of_columns(l, l.permute(rows, {1, 0}));
  const ir::value_id distance = join(l, "sub", rows, l.reshape(mean, {l.shape(rows)[0], 1}));
  const ir::value_id variance =
      mean_of_columns(l, l.permute(map(l, {"square", {}}, distance), {1, 0}));
  l.finish(l.reshape(mean, l.result_type(1).shape), 1);
  l.finish(l.reshape(map(l, {"rsqrt", {}}, join(l, "add", variance, l.number("eps"))),
                     l.result_type(2).shape),
           2);
}

void standardize_last(lowering& l, const ir::standardize& how) {
  const ir::value_id x = l.tensor("input");
  const ir::dims shape = l.shape(x), last = l.integers("normalized_shape");
  const std::int64_t length = ir::count(last);
  l.require(length > 0, "its shape is empty");
  const ir::value_id rows = l.reshape(x, {ir::count(shape) / length, length});
  if (has_constant_weights(l)) {
    l.finish(l.reshape(standardized(l, how, rows), shape));
  } else {
    const ir::value_id y = l.add(how, {rows}, l.shape(rows));
    l.finish(with_weights(l, l.reshape(y, shape), last));
  }
  if (how.center) finish_statistics(l, rows);
}
void lower_layer_norm(lowering& l) {
  standardize_last(l, {static_cast<float>(l.number("eps")), true});
}
void lower_rms_norm(lowering& l) {
  const float eps = l.has("eps") ? static_cast<float>(l.number("eps")) : 1.1920929e-07f;
  standardize_last(l, {eps, false});
}

// Statistics of each channel over the whole batch (track_running_stats=False).
void standardize_channels(lowering& l) {
  const ir::value_id x = l.tensor("input");
  const ir::dims shape = l.shape(x);
  l.require(shape.size() >= 2, "its input has no channels");
  const ir::value_id rows = front(l, x, 1);
  const ir::value_id y =
      l.add(ir::standardize{static_cast<float>(l.number("eps")), true}, {rows}, l.shape(rows));
  ir::dims per_channel(shape.size(), 1);
  per_channel[1] = shape[1];
  l.finish(with_weights(l, back(l, y, shape, 1), per_channel));
  finish_statistics(l, rows);
}

bool has_known_statistics(lowering& l) {
  for (const char* name : {"running_mean", "running_var", "weight", "bias"})
    if (l.has(name) && !l.known(l.tensor(name))) return false;
  return true;
}

// By statistics that are computed: (x - mean) / sqrt(var + eps) * weight + bias.
void normalize_channels(lowering& l) {
  const ir::value_id x = l.tensor("input");
  const ir::dims shape = l.shape(x);
  l.require(shape.size() >= 2, "its input has no channels");
  ir::dims per_channel(shape.size(), 1);
  per_channel[1] = shape[1];
  const ir::value_id mean = l.reshape(l.tensor("running_mean"), per_channel);
  const ir::value_id variance = l.reshape(l.tensor("running_var"), per_channel);
  const ir::value_id root = map(l, {"sqrt", {}}, join(l, "add", variance, l.number("eps")));
  l.finish(with_weights(l, join(l, "div", join(l, "sub", x, mean), root), per_channel));
}

// y = x * scale + shift, scale = weight / sqrt(var + eps), shift = bias - mean * scale, as PyTorch
// itself computes it at inference.
void lower_batch_norm(lowering& l) {
  if (!l.has("running_mean") || !l.has("running_var")) return standardize_channels(l);
  if (l.has("training") && l.boolean("training"))
    throw limit{"it was exported in train mode", "call model.eval() before torch.export.export"};
  if (!has_known_statistics(l)) return normalize_channels(l);
  const std::vector<float> mean = known_floats(l, "running_mean");
  const std::vector<float> variance = known_floats(l, "running_var");
  const std::vector<float> weights =
      l.has("weight") ? known_floats(l, "weight") : std::vector<float>(mean.size(), 1.0f);
  const std::vector<float> biases =
      l.has("bias") ? known_floats(l, "bias") : std::vector<float>(mean.size(), 0.0f);
  const ir::value_id x = l.tensor("input");
  l.require(l.shape(x).size() >= 2, "its input has no channels");
  l.require(variance.size() == mean.size() && weights.size() == mean.size() &&
                biases.size() == mean.size(),
            "its constants have different sizes");
  const double eps = l.number("eps");
  std::vector<float> scale, shift;
  for (std::size_t c = 0; c < mean.size(); ++c) {
    const double factor = double{weights[c]} / std::sqrt(double{variance[c]} + eps);
    scale.push_back(static_cast<float>(factor));
    shift.push_back(static_cast<float>(double{biases[c]} - double{mean[c]} * factor));
  }
  ir::dims per_channel(l.shape(x).size(), 1);
  per_channel[1] = static_cast<std::int64_t>(mean.size());
  l.finish(l.apply({"scale_shift", {}},
                   {x, l.add_constant(l.module_name("scale"), per_channel, std::move(scale)),
                    l.add_constant(l.module_name("shift"), per_channel, std::move(shift))},
                   l.shape(x)));
}

// Statistics of `groups` parts of the channels, [batch, channels, ...].
void standardize_groups(lowering& l, std::int64_t groups) {
  const ir::value_id x = l.tensor("input");
  const ir::dims shape = l.shape(x);
  l.require(shape.size() >= 2 && shape[0] > 0 && shape[1] > 0 && groups > 0,
            "its input has no channels");
  const std::int64_t rows = shape[0] * groups;
  const ir::value_id flat = l.reshape(x, {rows, ir::count(shape) / rows});
  ir::standardize how{static_cast<float>(l.number("eps")), true};
  if (has_constant_weights(l)) {
    how.inner = ir::count(shape) / (shape[0] * shape[1]);
    l.finish(l.reshape(standardized(l, how, flat), shape));
  } else {
    const ir::value_id y = l.add(how, {flat}, l.shape(flat));
    ir::dims per_channel(shape.size(), 1);
    per_channel[1] = shape[1];
    l.finish(with_weights(l, l.reshape(y, shape), per_channel));
  }
  finish_statistics(l, flat);
}
void lower_group_norm(lowering& l) { standardize_groups(l, l.integer("num_groups")); }
void lower_native_group_norm(lowering& l) { standardize_groups(l, l.integer("group")); }
void lower_instance_norm(lowering& l) {
  if (!l.boolean("use_input_stats")) return lower_batch_norm(l);
  const ir::dims shape = l.shape(l.tensor("input"));
  l.require(shape.size() >= 2, "its input has no channels");
  standardize_groups(l, shape[1]);
}

// v * g / |v|, the norm of each slice along one axis.
void lower_weight_norm(lowering& l) {
  const ir::value_id v = l.tensor("v"), g = l.tensor("g");
  const ir::dims shape = l.shape(v);
  const std::size_t axis = lowering::axis_of(l.integer("dim"), shape.size());
  ir::dims others, per_slice(shape.size(), 1);
  for (std::size_t i = 0; i < shape.size(); ++i)
    if (i != axis) others.push_back(static_cast<std::int64_t>(i));
  per_slice[axis] = shape[axis];
  const ir::value_id norm = l.reshape(norm_of_columns(l, as_columns(l, v, others), 2.0), per_slice);
  l.finish(join(l, "mul", v, join(l, "div", l.reshape(g, per_slice), norm)));
  if (l.is_read(1)) l.finish(norm, 1);
}

template <bool Logarithm>
void lower_softmax(lowering& l) {
  const ir::value_id x = l.as_floats(l.tensor("self"));
  if (l.shape(x).empty()) {
    const ir::value_id one = l.reshape(x, {1});
    return l.finish(l.reshape(l.add(ir::softmax{0, Logarithm}, {one}, {1}), {}));
  }
  l.finish(l.add(ir::softmax{l.axis("dim", l.shape(x).size()), Logarithm}, {x}, l.shape(x)));
}

// Rows of minus infinity alone give zeros.
void lower_safe_softmax(lowering& l) {
  const ir::value_id x = l.tensor("self");
  const ir::dims shape = l.shape(x);
  const std::int64_t axis = l.axis("dim", shape.size());
  ir::dims one = shape;
  one[static_cast<std::size_t>(axis)] = 1;
  const ir::value_id most = l.reshape(reduce_columns(l, "maximum", as_columns(l, x, {axis})), one);
  const ir::value_id seen = join(l, "gt", most, -std::numeric_limits<double>::infinity());
  const ir::value_id y = l.add(ir::softmax{axis, false}, {x}, shape);
  l.finish(choose(l, seen, y, l.number(0.0)));
}

}  // namespace

std::vector<row> normalize_rows() {
  return {
      {"aten.batch_norm.default", "normalize", lower_batch_norm, "eval mode"},
      {"aten.native_batch_norm.default", "normalize", lower_batch_norm, "eval mode"},
      {"aten._native_batch_norm_legit_no_training.default", "normalize", lower_batch_norm},
      {"aten._native_batch_norm_legit.no_stats", "normalize", lower_batch_norm},
      {"aten.native_layer_norm.default", "normalize", lower_layer_norm},
      {"aten.native_group_norm.default", "normalize", lower_native_group_norm},
      {"aten._weight_norm.default", "normalize", lower_weight_norm},
      {"aten._weight_norm_interface.default", "normalize", lower_weight_norm},
      {"aten.layer_norm.default", "normalize", lower_layer_norm},
      {"aten.rms_norm.default", "normalize", lower_rms_norm},
      {"aten.group_norm.default", "normalize", lower_group_norm},
      {"aten.instance_norm.default", "normalize", lower_instance_norm},
      {"aten.softmax.int", "normalize", lower_softmax<false>},
      {"aten._safe_softmax.default", "normalize", lower_safe_softmax},
      {"aten._softmax.default", "normalize", lower_softmax<false>},
      {"aten.log_softmax.int", "normalize", lower_softmax<true>},
      {"aten._log_softmax.default", "normalize", lower_softmax<true>},
  };
}

}  // namespace genn::operators
