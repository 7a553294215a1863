// SPDX-License-Identifier: BSL-1.0
// Losses, for programs that score themselves.
#include <cmath>

#include "operators/pieces.hpp"
#include "operators/table.hpp"

namespace genn::operators {

namespace {

ir::value_id plus(lowering& l, ir::value_id x, double number) {
  return map(l, {"add_scalar", {static_cast<float>(number)}}, x);
}
ir::value_id negative(lowering& l, ir::value_id x) { return scaled(l, x, -1.0); }
ir::value_id relu(lowering& l, ir::value_id x) { return map(l, {"relu", {}}, x); }

ir::value_id total(lowering& l, ir::value_id x) {
  return l.reshape(reduce_columns(l, "add", l.reshape(x, {ir::count(l.shape(x)), 1})), {});
}

constexpr std::int64_t none = 0, mean = 1, sum = 2;

// A number, or the name of one; of losses without the argument, none.
std::int64_t reduction_of(lowering& l) {
  if (!l.is_given("reduction")) return none;
  if (l.is_number("reduction")) return l.integer("reduction");
  const std::string name = l.text("reduction");
  return name == "mean" ? mean : name == "sum" ? sum : none;
}

// Reduction of one number an element.
void finish_loss(lowering& l, ir::value_id each) {
  const std::int64_t reduction = reduction_of(l);
  if (reduction == none) return l.finish(l.reshape(each, l.result_type().shape));
  const double share =
      reduction == mean ? 1.0 / static_cast<double>(ir::count(l.shape(each))) : 1.0;
  l.finish(scaled(l, total(l, each), share));
}

ir::value_id distance(lowering& l) {
  return map(l, {"abs", {}}, join(l, "sub", l.tensor("self"), l.tensor("target")));
}

void lower_mse(lowering& l) { finish_loss(l, map(l, {"square", {}}, distance(l))); }
void lower_l1(lowering& l) { finish_loss(l, distance(l)); }

// A parabola up to `knee`, then a straight line.
void lower_smooth_l1(lowering& l) {
  const double beta = l.number("beta");
  const ir::value_id d = distance(l);
  if (beta == 0.0) return finish_loss(l, d);
  const ir::value_id inner = scaled(l, map(l, {"square", {}}, d), 0.5 / beta);
  finish_loss(l, choose(l, join(l, "lt", d, beta), inner, plus(l, d, -0.5 * beta)));
}
void lower_huber(lowering& l) {
  const double delta = l.number("delta");
  const ir::value_id d = distance(l);
  const ir::value_id inner = scaled(l, map(l, {"square", {}}, d), 0.5);
  const ir::value_id outer = scaled(l, plus(l, d, -0.5 * delta), delta);
  finish_loss(l, choose(l, join(l, "le", d, delta), inner, outer));
}

ir::value_id weighted(lowering& l, ir::value_id each) {
  return l.has("weight") ? join(l, "mul", each, l.tensor("weight")) : each;
}

// Logarithms are limited to -100.
void lower_bce(lowering& l) {
  const ir::value_id x = l.tensor("self"), target = l.tensor("target");
  const auto logarithm = [&](ir::value_id p) {
    return map(l, {"clamp_min", {-100.0f}}, map(l, {"log", {}}, p));
  };
  const ir::value_id yes = join(l, "mul", target, logarithm(x));
  const ir::value_id no =
      join(l, "mul", plus(l, negative(l, target), 1.0), logarithm(plus(l, negative(l, x), 1.0)));
  finish_loss(l, weighted(l, negative(l, join(l, "add", yes, no))));
}

// (1 - t) x - w log(sigmoid(x)), w = 1 + (p - 1) t
void lower_bce_with_logits(lowering& l) {
  const ir::value_id x = l.tensor("self"), target = l.tensor("target");
  ir::value_id yes = negative(l, map(l, {"log_sigmoid", {}}, x));
  if (l.has("pos_weight")) {
    const ir::value_id more = join(l, "mul", plus(l, l.tensor("pos_weight"), -1.0), target);
    yes = join(l, "mul", plus(l, more, 1.0), yes);
  }
  const ir::value_id no = join(l, "mul", plus(l, negative(l, target), 1.0), x);
  finish_loss(l, weighted(l, join(l, "add", no, yes)));
}

void lower_kl_div(lowering& l) {
  const ir::value_id x = l.tensor("self"), target = l.tensor("target");
  if (l.boolean("log_target"))
    return finish_loss(l, join(l, "mul", map(l, {"exp", {}}, target), join(l, "sub", target, x)));
  // target * log(target), 0 where the target is.
  const ir::value_id own = choose(l, join(l, "eq", target, 0.0), l.number(0.0),
                                  join(l, "mul", target, map(l, {"log", {}}, target)));
  finish_loss(l, join(l, "sub", own, join(l, "mul", target, x)));
}

void lower_soft_margin(lowering& l) {
  const ir::value_id margin = join(l, "mul", l.tensor("self"), l.tensor("target"));
  finish_loss(l, negative(l, map(l, {"log_sigmoid", {}}, margin)));
}

void lower_hinge(lowering& l) {
  const ir::value_id x = l.tensor("self"), target = l.tensor("target");
  const ir::value_id far = relu(l, plus(l, negative(l, x), l.number("margin")));
  const ir::value_id apart = choose(l, join(l, "ne", target, 1.0), far, l.number(0.0));
  const ir::value_id together = choose(l, join(l, "ne", target, -1.0), x, l.number(0.0));
  finish_loss(l, join(l, "add", apart, together));
}

void lower_margin_ranking(lowering& l) {
  const ir::value_id way = join(l, "sub", l.tensor("input1"), l.tensor("input2"));
  const ir::value_id y = negative(l, join(l, "mul", l.tensor("target"), way));
  finish_loss(l, relu(l, plus(l, y, l.number("margin"))));
}

void lower_cosine_embedding(lowering& l) {
  constexpr double eps = 1e-12;
  const ir::value_id a = l.tensor("input1"), b = l.tensor("input2"), target = l.tensor("target");
  const auto dot = [&](ir::value_id x, ir::value_id y) {
    return sum_of_last(l, join(l, "mul", x, y));
  };
  const ir::value_id lengths = join(l, "mul", plus(l, dot(a, a), eps), plus(l, dot(b, b), eps));
  const ir::value_id cosine = join(l, "div", dot(a, b), map(l, {"sqrt", {}}, lengths));
  const ir::value_id together = plus(l, negative(l, cosine), 1.0);
  const ir::value_id apart = relu(l, plus(l, cosine, -l.number("margin")));
  finish_loss(l, choose(l, join(l, "eq", target, 1.0), together,
                        choose(l, join(l, "eq", target, -1.0), apart, l.number(0.0))));
}

void lower_triplet(lowering& l) {
  const ir::value_id anchor = l.tensor("anchor"), positive = l.tensor("positive");
  const ir::value_id other = l.tensor("negative");
  const auto far = [&](ir::value_id a, ir::value_id b) {
    const ir::value_id way = plus(l, join(l, "sub", a, b), l.number("eps"));
    ir::dims shape = l.shape(way);
    l.require(!shape.empty(), "an operand has no axes");
    const ir::dims last{static_cast<std::int64_t>(shape.size()) - 1};
    shape.pop_back();
    return l.reshape(norm_of_columns(l, as_columns(l, way, last), l.number("p")), shape);
  };
  ir::value_id apart = far(anchor, other);
  if (l.boolean("swap")) apart = join(l, "minimum", apart, far(positive, other));
  const ir::value_id y = join(l, "sub", far(anchor, positive), apart);
  finish_loss(l, relu(l, plus(l, y, l.number("margin"))));
}

void lower_poisson(lowering& l) {
  const ir::value_id x = l.tensor("input"), target = l.tensor("target");
  ir::value_id y{0};
  if (l.boolean("log_input")) {
    y = join(l, "sub", map(l, {"exp", {}}, x), join(l, "mul", target, x));
  } else {
    const ir::value_id log = map(l, {"log", {}}, plus(l, x, l.number("eps")));
    y = join(l, "sub", x, join(l, "mul", target, log));
  }
  if (l.boolean("full")) {  // Stirling's formula
    const ir::value_id log = map(l, {"log", {}}, target);
    const ir::value_id stirling =
        join(l, "add", join(l, "sub", join(l, "mul", target, log), target),
             scaled(l, map(l, {"log", {}}, scaled(l, target, 6.283185307179586)), 0.5));
    y = join(l, "add", y, choose(l, join(l, "gt", target, 1.0), stirling, l.number(0.0)));
  }
  finish_loss(l, y);
}

// Classes of [batch, classes, ...] or [classes] as rows [classes, samples].
struct scores {
  ir::value_id rows;
  std::int64_t classes, samples;
};
scores scores_of(lowering& l, ir::value_id x) {
  const ir::dims shape = l.shape(x);
  l.require(!shape.empty(), "the scores have no classes");
  const ir::value_id rows = front(l, x, shape.size() == 1 ? 0 : 1);
  return {rows, l.shape(rows)[0], l.shape(rows)[1]};
}

// What each sample adds, and what the mean divides by.
struct scored {
  ir::value_id each, weight;
};

// Classes by their numbers; those of `ignore_index` count nothing.
struct classes_given {
  ir::value_id numbers, valid, weight;
};
classes_given targets_of(lowering& l, const scores& s) {
  const ir::value_id target = l.reshape(l.as_floats(l.tensor("target")), {s.samples});
  const ir::value_id valid = join(l, "ne", target, static_cast<double>(l.integer("ignore_index")));
  const ir::value_id numbers = choose(l, valid, target, l.number(0.0));
  ir::value_id weight = valid;
  if (l.has("weight")) weight = join(l, "mul", take(l, l.tensor("weight"), 0, numbers), valid);
  return {numbers, valid, weight};
}

// -log p of the class of each sample.
scored picked(lowering& l, const scores& s, const classes_given& t) {
  ir::dims columns;
  for (std::int64_t i = 0; i < s.samples; ++i) columns.push_back(i);
  const ir::value_id at = join(l, "add", scaled(l, t.numbers, static_cast<double>(s.samples)),
                               index_constant(l, {s.samples}, columns));
  const ir::value_id loss = join(l, "mul", negative(l, take_flat(l, s.rows, at)), t.weight);
  return {choose(l, t.valid, loss, l.number(0.0)), t.weight};
}

void finish_scored(lowering& l, const scored& s) {
  const std::int64_t reduction = reduction_of(l);
  if (reduction == none) return l.finish(l.reshape(s.each, l.result_type().shape));
  const ir::value_id all = total(l, s.each);
  l.finish(reduction == mean ? join(l, "div", all, total(l, s.weight)) : all);
}

void lower_nll(lowering& l) {
  const scores s = scores_of(l, l.tensor("self"));
  const classes_given t = targets_of(l, s);
  finish_scored(l, picked(l, s, t));
  if (l.result_count() > 1 && l.is_read(1)) l.finish(total(l, t.weight), 1);
}

// Sum over classes of log p, weighted: what smoothed labels add.
ir::value_id over_classes(lowering& l, const scores& s, ir::value_id rows) {
  if (l.has("weight")) rows = join(l, "mul", rows, l.reshape(l.tensor("weight"), {s.classes, 1}));
  return negative(l, reduce_columns(l, "add", rows));
}

void cross_entropy(lowering& l, ir::value_id x) {
  const double smoothing = l.is_given("label_smoothing") ? l.number("label_smoothing") : 0.0;
  scores s = scores_of(l, x);
  s.rows = l.add(ir::softmax{0, true}, {s.rows}, l.shape(s.rows));
  const double rest = smoothing / static_cast<double>(s.classes);
  if (ir::is_floating(l.type_of("target"))) {  // probabilities
    ir::value_id target = scores_of(l, l.tensor("target")).rows;
    if (smoothing > 0.0) target = plus(l, scaled(l, target, 1.0 - smoothing), rest);
    const ir::value_id each = over_classes(l, s, join(l, "mul", s.rows, target));
    const ir::value_id one = expand(l, l.number(1.0), {s.samples});
    return finish_scored(l, {each, one});
  }
  const classes_given t = targets_of(l, s);
  scored y = picked(l, s, t);
  if (smoothing > 0.0) {
    const ir::value_id smooth = choose(l, t.valid, over_classes(l, s, s.rows), l.number(0.0));
    y.each = join(l, "add", scaled(l, y.each, 1.0 - smoothing), scaled(l, smooth, rest));
  }
  finish_scored(l, y);
}

void lower_cross_entropy(lowering& l) { cross_entropy(l, l.tensor("self")); }

// Of a linear layer, which PyTorch computes in parts of the batch.
void lower_linear_cross_entropy(lowering& l) {
  const ir::value_id weight = l.permute(l.tensor("linear_weight"), {1, 0});
  ir::value_id x = product(l, l.tensor("input"), weight);
  if (l.has("linear_bias")) x = join(l, "add", x, l.tensor("linear_bias"));
  cross_entropy(l, x);
}

// Over all classes but the right one: max(0, margin - right + x)^p / classes.
void lower_multi_margin(lowering& l) {
  const ir::value_id x = l.tensor("self");
  const ir::dims shape = l.shape(x);
  l.require(!shape.empty(), "the scores have no classes");
  const std::int64_t classes = shape.back(), samples = ir::count(shape) / classes;
  const ir::value_id rows = l.reshape(x, {samples, classes});
  const ir::value_id target = l.reshape(l.as_floats(l.tensor("target")), {samples, 1});
  ir::dims numbers;
  for (std::int64_t i = 0; i < classes; ++i) numbers.push_back(i);
  const ir::value_id own = join(l, "eq", index_constant(l, {classes}, numbers), target);
  const ir::value_id right =
      l.reshape(sum_of_last(l, choose(l, own, rows, l.number(0.0))), {samples, 1});
  ir::value_id far = relu(l, plus(l, join(l, "sub", rows, right), l.number("margin")));
  if (l.number("p") == 2.0) far = map(l, {"square", {}}, far);
  ir::value_id each = sum_of_last(l, choose(l, own, l.number(0.0), far));
  if (l.has("weight"))
    each = join(l, "mul", each, take(l, l.tensor("weight"), 0, l.reshape(target, {samples})));
  finish_loss(l, scaled(l, each, 1.0 / static_cast<double>(classes)));
}

// For each class that is right and each that is wrong: max(0, 1 - right + wrong) / classes. Right
// ones are listed up to the first -1.
void lower_multilabel_margin(lowering& l) {
  const ir::value_id x = l.tensor("self");
  const ir::dims shape = l.shape(x);
  l.require(!shape.empty(), "the scores have no classes");
  const std::int64_t classes = shape.back(), samples = ir::count(shape) / classes;
  const ir::value_id target = l.reshape(l.as_floats(l.tensor("target")), {samples, classes});
  const ir::value_id turned = l.permute(join(l, "ge", target, 0.0), {1, 0});
  const ir::value_id listed =
      l.permute(l.add(ir::cumulative{"minimum"}, {turned}, {classes, samples}), {1, 0});
  ir::dims numbers;
  for (std::int64_t i = 0; i < classes; ++i) numbers.push_back(i);
  // [sample, place in the list, class]
  const ir::value_id named = join(l, "mul", l.reshape(listed, {samples, classes, 1}),
                                  join(l, "eq", l.reshape(target, {samples, classes, 1}),
                                       index_constant(l, {1, 1, classes}, numbers)));
  const ir::value_id rows = l.reshape(x, {samples, 1, classes});
  const ir::value_id right =
      l.reshape(sum_of_last(l, choose(l, named, rows, l.number(0.0))), {samples, classes, 1});
  const ir::value_id is_right =
      l.reshape(reduce_columns(l, "maximum", as_columns(l, named, {1})), {samples, 1, classes});
  const ir::value_id far = relu(l, plus(l, join(l, "sub", rows, right), 1.0));
  const ir::value_id counted = join(l, "mul", l.reshape(listed, {samples, classes, 1}),
                                    map(l, {"logical_not", {}}, is_right));
  const ir::value_id each = sum_of_last(l, sum_of_last(l, choose(l, counted, far, l.number(0.0))));
  finish_loss(l, scaled(l, each, 1.0 / static_cast<double>(classes)));
}

}  // namespace

std::vector<row> loss_rows() {
  return {
      {"aten.mse_loss.default", "reduce", lower_mse},
      {"aten.l1_loss.default", "reduce", lower_l1},
      {"aten.smooth_l1_loss.default", "reduce", lower_smooth_l1},
      {"aten.huber_loss.default", "reduce", lower_huber},
      {"aten.binary_cross_entropy.default", "reduce", lower_bce},
      {"aten.binary_cross_entropy_with_logits.default", "reduce", lower_bce_with_logits},
      {"aten.kl_div.default", "reduce", lower_kl_div},
      {"aten.soft_margin_loss.default", "reduce", lower_soft_margin},
      {"aten.hinge_embedding_loss.default", "reduce", lower_hinge},
      {"aten.margin_ranking_loss.default", "reduce", lower_margin_ranking},
      {"aten.cosine_embedding_loss.default", "reduce", lower_cosine_embedding},
      {"aten.triplet_margin_loss.default", "reduce", lower_triplet},
      {"aten.poisson_nll_loss.default", "reduce", lower_poisson},
      {"aten.nll_loss.default", "reduce", lower_nll},
      {"aten.nll_loss_nd.default", "reduce", lower_nll},
      {"aten.nll_loss2d.default", "reduce", lower_nll},
      {"aten.nll_loss_forward.default", "reduce", lower_nll},
      {"aten.nll_loss2d_forward.default", "reduce", lower_nll},
      {"aten.cross_entropy_loss.default", "reduce", lower_cross_entropy},
      {"torch_nn._linear_cross_entropy_batch_chunked.default", "reduce",
       lower_linear_cross_entropy},
      {"torch_nn._linear_cross_entropy_batch_chunked_no_reduction.default", "reduce",
       lower_linear_cross_entropy},
      {"aten.multi_margin_loss.default", "reduce", lower_multi_margin},
      {"aten.multilabel_margin_loss.default", "reduce", lower_multilabel_margin},
  };
}

}  // namespace genn::operators
