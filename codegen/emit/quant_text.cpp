// SPDX-License-Identifier: BSL-1.0
#include "emit/quant_text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cmath>

#include "emit/numbers.hpp"

namespace genn::emit {

namespace {

std::string member(const char* type, const char* name, const std::string& value) {
  return fmt::format("static constexpr {} {}{};", type, name, value);
}

std::string text_of(const quantization& q) {
  return fmt::format("{{{}, {}, {}, {}}}", float_text(q.scale), q.zero_point, q.low, q.high);
}

std::string text_of(const sum_bound& s) { return fmt::format("{{{}, {}}}", s.weights, s.bias); }

std::string text_of(const rescaling& r) {
  const std::string left = r.left > 0 ? fmt::format(", {}, {}", r.left, r.reach) : "";
  return fmt::format("{{{}, {}, {}, {}{}}}", r.shift, r.rounding, r.low, r.high, left);
}

class writer {
 public:
  explicit writer(const ir::network& n, const ir::node& x, std::vector<std::string>& members)
      : n_(n), x_(x), members_(members) {}

  void operator()(const ir::linear& l) { sum(l.integer); }
  void operator()(const ir::convolution& c) { sum(c.integer); }
  void operator()(const ir::pool& p) { mean(p.integer); }
  void operator()(const ir::adaptive_avg_pool& p) { mean(p.integer); }
  void operator()(const ir::softmax& s) {
    add_segments(s.integer->where);
    if (!s.logarithm) return add("std::int32_t", "bits", fmt::format(" = {}", s.integer->bits));
    add_rescaling(s.integer->rescale);
    add("std::int32_t", "factor", fmt::format(" = {}", s.integer->factor));
    add("std::int32_t", "octave", fmt::format(" = {}", s.integer->octave));
  }
  void operator()(const ir::matmul& m) {
    add_rescaling(m.integer->rescale);
    add("std::int32_t", "multiplier", fmt::format(" = {}", m.integer->multiplier));
    add("genn::sum_bound", "sums", text_of(m.integer->sums));
  }
  void operator()(const ir::recurrent& r) {
    const places_of_cell& p = r.integer->places;
    add("genn::places_of_cell", "places",
        fmt::format("{{{}, {}, {}}}", p.gates, p.cells, p.states));
  }
  void operator()(const ir::integer_map& m) { std::visit(*this, m.what); }
  void operator()(const ir::weighted_sum& w) {
    add_rescaling(w.rescale);
    add("std::int32_t", "factors", fmt::format("[] = {{{}}}", fmt::join(w.factors, ", ")));
  }
  void operator()(const ir::integer_product& p) {
    add_rescaling(p.rescale);
    add("std::int32_t", "multiplier", fmt::format(" = {}", p.multiplier));
    add_zeros(2);
  }
  void operator()(const ir::integer_prelu& p) {
    add_rescaling(p.rescale);
    add("std::int32_t", "multiplier", fmt::format(" = {}", p.multiplier));
    add_zeros(1);
  }
  void operator()(const ir::integer_affine& f) {
    add_rescaling(f.rescale);
    add("std::int64_t", "largest_addend", fmt::format(" = {}", f.largest_addend));
  }
  void operator()(const ir::interpolated& i) { add_segments(i.segments); }
  template <class Other>
  void operator()(const Other&) {}

 private:
  void add(const char* type, const char* name, const std::string& value) {
    members_.push_back(member(type, name, value));
  }
  void add_rescaling(const rescaling& r) { add("genn::rescaling", "rescale", text_of(r)); }
  void add_segments(const segments& s) {
    add("genn::segments", "segments", fmt::format("{{{}, {}}}", s.low, s.step));
  }
  void add_zeros(std::size_t count) {
    std::vector<std::int32_t> zeros;
    for (std::size_t i = 0; i < count; ++i) zeros.push_back(n_[x_.operands[i]].quant->zero_point);
    add("std::int32_t", "zeros", fmt::format("[] = {{{}}}", fmt::join(zeros, ", ")));
  }
  void sum(const std::optional<ir::integer_sum>& s) {
    add_rescaling(s->rescale);
    add("genn::sum_bound", "sums", text_of(s->sums));
    if (n_[x_.result].type.type == ir::element::i16)
      add("std::int32_t", "bias_shift", fmt::format(" = {}", s->bias_shift));
  }
  void mean(const std::optional<ir::integer_sum>& s) {
    if (!s) return;
    add_rescaling(s->rescale);
    add("genn::index_t", "first_count", fmt::format(" = {}", s->first_count));
  }

  const ir::network& n_;
  const ir::node& x_;
  std::vector<std::string>& members_;
};

}  // namespace

std::vector<std::string> quant_members(const ir::network& n, ir::value_id id, const ir::node* x) {
  const quantization& q = *n[id].quant;
  std::vector<std::string> members{member("genn::quantization", "value", text_of(q))};
  if (x != nullptr) std::visit(writer(n, *x, members), x->what);
  return members;
}

std::vector<std::string> quant_members_of_gates(const ir::integer_sum& sum, std::int32_t places) {
  const quantization q{std::ldexp(1.0f, -places), 0, sum.rescale.low, sum.rescale.high};
  return {member("genn::quantization", "value", text_of(q)),
          member("genn::rescaling", "rescale", text_of(sum.rescale)),
          member("genn::sum_bound", "sums", text_of(sum.sums)),
          member("std::int32_t", "bias_shift", fmt::format(" = {}", sum.bias_shift))};
}

}  // namespace genn::emit
