// SPDX-License-Identifier: BSL-1.0
#include "run/evaluate_whole.hpp"

#include <algorithm>
#include <genn/functions/whole.hpp>
#include <genn/kernels/reference/arg_reduce.hpp>
#include <genn/kernels/reference/cumulative.hpp>
#include <genn/kernels/reference/map.hpp>
#include <genn/kernels/reference/matmul.hpp>
#include <genn/kernels/reference/reduce.hpp>
#include <genn/kernels/reference/scatter.hpp>
#include <genn/kernels/reference/sort.hpp>
#include <stdexcept>

#include "run/sizes.hpp"

namespace genn::run {

namespace {

namespace reference = kernels::reference;
using number = std::int64_t;

template <class F>
number unary(const number* x) {
  return detail::on_integers(F{}, x[0]);
}
template <class F>
number binary(const number* x) {
  return detail::on_integers(F{}, x[0], x[1]);
}
template <class F>
number ternary(const number* x) {
  return detail::on_integers(F{}, x[0], x[1], x[2]);
}

constexpr whole_function functions[] = {
    {"identity", 1, unary<identity>},
    {"abs", 1, unary<genn::abs>},
    {"sign", 1, unary<sign>},
    {"add", 2, binary<add>},
    {"sub", 2, binary<sub>},
    {"mul", 2, binary<mul>},
    {"second", 2, binary<second>},
    {"minimum", 2, binary<minimum>},
    {"maximum", 2, binary<maximum>},
    {"eq", 2, binary<eq>},
    {"ne", 2, binary<ne>},
    {"lt", 2, binary<lt>},
    {"le", 2, binary<le>},
    {"gt", 2, binary<gt>},
    {"ge", 2, binary<ge>},
    {"bit_and", 2, binary<bit_and>},
    {"bit_or", 2, binary<bit_or>},
    {"bit_xor", 2, binary<bit_xor>},
    {"left_shift", 2, binary<left_shift>},
    {"right_shift", 2, binary<right_shift>},
    {"trunc_divide", 2, binary<trunc_divide>},
    {"floor_divide", 2, binary<floor_divide>},
    {"fmod", 2, binary<genn::fmod>},
    {"remainder", 2, binary<genn::remainder>},
    {"pow", 2, binary<genn::pow>},
    {"where", 3, ternary<where>},
};

std::vector<number> whole_numbers(const ir::tensor& t) {
  if (!ir::is_floating(t.type.type)) return t.integers();
  std::vector<number> all;
  for (const float x : t.floats()) all.push_back(detail::whole_number<number>(x));
  return all;
}

auto of_two(const std::string& name) {
  const whole_function& f = *find_whole_function(name);
  return [&f](number a, number b) {
    const number both[] = {a, b};
    return f.apply(both);
  };
}

class evaluator {
 public:
  evaluator(const ir::network& n, const ir::node& x, const std::vector<const ir::tensor*>& operands)
      : type_(n[x.result].type), operands_(operands) {
    for (const ir::tensor* t : operands) in_.push_back(whole_numbers(*t));
    out_.resize(static_cast<std::size_t>(ir::count(type_.shape)));
  }

  // As the device stores them: in floats, or in as many bits as the type has.
  ir::tensor result() && {
    ir::tensor t{type_, {}};
    if (ir::is_floating(type_.type)) {
      t.data = std::vector<float>(out_.begin(), out_.end());
    } else {
      if (type_.type == ir::element::i32)
        for (number& x : out_) x = static_cast<std::int32_t>(x);
      t.data = std::move(out_);
    }
    return t;
  }

  void operator()(const ir::integer_map& m) {
    const whole_function& f = *find_whole_function(std::get<ir::whole>(m.what).function);
    const extents all = to_extents(type_.shape);
    const auto operand = [&](std::size_t i) {
      return reference::broadcast_operand<const number*>{in(i),
                                                         steps_of(to_extents(shape(i)), all)};
    };
    const auto apply = [&](auto... x) {
      const number values[] = {x...};
      return f.apply(values);
    };
    switch (operands_.size()) {
      case 1:
        return reference::map_broadcast(all, out_.data(), apply, operand(0));
      case 2:
        return reference::map_broadcast(all, out_.data(), apply, operand(0), operand(1));
      default:
        return reference::map_broadcast(all, out_.data(), apply, operand(0), operand(1),
                                        operand(2));
    }
  }
  void operator()(const ir::reduce& r) {
    reference::reduce(around(to_extents(shape(0)), 0), in(0), out_.data(), of_two(r.function));
  }
  void operator()(const ir::cumulative& c) {
    reference::cumulative(shape(0)[0], shape(0)[1], in(0), out_.data(), of_two(c.function));
  }
  void operator()(const ir::scatter& s) {
    reference::scatter(shape(0)[0], shape(1)[0], shape(0)[1], in(0), in(1), in(2), out_.data(),
                       of_two(s.function));
  }
  void operator()(const ir::matmul&) {
    reference::whole_matmul(matmul_sizes_of(shape(0), shape(1)), in(0), in(1), out_.data());
  }
  void operator()(const ir::sort& s) {
    using namespace reference;
    with_places([&](float* y) {
      if (s.descending)
        reference::sort<sorts_before<true>>(shape(0)[0], shape(0)[1], in(0), y);
      else
        reference::sort<sorts_before<false>>(shape(0)[0], shape(0)[1], in(0), y);
    });
  }
  void operator()(const ir::arg_reduce& r) {
    using namespace reference;
    with_places([&](float* y) {
      if (r.largest)
        reference::arg_reduce<comes_before<true>>(shape(0)[0], shape(0)[1], in(0), y);
      else
        reference::arg_reduce<comes_before<false>>(shape(0)[0], shape(0)[1], in(0), y);
    });
  }

  template <class Other>
  void operator()(const Other&) {
    throw std::logic_error("a layer of floats among integers");
  }

 private:
  const ir::dims& shape(std::size_t i) const { return operands_[i]->type.shape; }
  const number* in(std::size_t i) const { return in_[i].data(); }
  template <class Compute>
  void with_places(const Compute& compute) {
    std::vector<float> places(out_.size());
    compute(places.data());
    std::transform(places.begin(), places.end(), out_.begin(),
                   [](float x) { return static_cast<number>(x); });
  }

  const ir::tensor_type type_;
  const std::vector<const ir::tensor*>& operands_;
  std::vector<std::vector<number>> in_;
  std::vector<number> out_;
};

}  // namespace

const whole_function* find_whole_function(const std::string& name) {
  for (const whole_function& f : functions)
    if (name == f.name) return &f;
  return nullptr;
}

bool computes_whole_numbers(const ir::network& n, const ir::node& x) {
  if (const auto* m = std::get_if<ir::integer_map>(&x.what))
    return std::holds_alternative<ir::whole>(m->what);
  if (std::holds_alternative<ir::sort>(x.what) || std::holds_alternative<ir::arg_reduce>(x.what))
    return is_plain(n[x.operands.front()]);
  const bool plain = is_plain(n[x.result]) || is_plain(n[x.operands.front()]);
  return plain && (std::holds_alternative<ir::reduce>(x.what) ||
                   std::holds_alternative<ir::cumulative>(x.what) ||
                   std::holds_alternative<ir::scatter>(x.what) ||
                   std::holds_alternative<ir::matmul>(x.what));
}

ir::tensor evaluate_whole(const ir::network& n, const ir::node& x,
                          const std::vector<const ir::tensor*>& operands) {
  evaluator e(n, x, operands);
  std::visit(e, x.what);
  return std::move(e).result();
}

}  // namespace genn::run
