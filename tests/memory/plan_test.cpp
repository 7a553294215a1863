// SPDX-License-Identifier: BSL-1.0
// The planner against an exhaustive search on small random graphs, and its proof on larger ones.
#include <algorithm>
#include <cstdio>
#include <numeric>
#include <random>
#include <vector>

#include <catch2/catch.hpp>

#include <genn/memory/plan.hpp>

namespace {

using genn::index_t;

genn::block block_of(index_t bytes, index_t first, index_t last) {
  genn::block b;
  b.bytes = bytes;
  b.first = first;
  b.last = last;
  return b;
}

struct graph {
  std::vector<genn::block> blocks;
  std::vector<genn::overlap> overlaps;

  /// `output` may lie over `input`. Permissions of an output are given one after the other.
  void permit(index_t input, index_t output, index_t lag) {
    genn::block& out = blocks[std::size_t(output)];
    if (out.overlap_count == 0) out.first_overlap = index_t(overlaps.size());
    ++out.overlap_count;
    overlaps.push_back({input, lag});
  }
  genn::memory_demand demand() const {
    return {blocks.data(), index_t(blocks.size()), overlaps.data()};
  }
};

struct random_numbers {
  std::mt19937 engine;
  index_t between(index_t low, index_t high) {
    return std::uniform_int_distribution<index_t>{low, high}(engine);
  }
  bool chance(int percent) { return between(0, 99) < percent; }
};

// Graphs as networks make them: a tensor a step, some with scratch of that step. Element-wise
// functions may write over any operand of their size that dies, pools a lag in front of their own.
graph random_network(random_numbers& random, index_t count) {
  struct read {
    index_t input, output, lag;
  };
  graph g;
  std::vector<read> reads;
  std::vector<index_t> tensors;
  while (index_t(g.blocks.size()) < count) {
    const index_t step = index_t(tensors.size()), out = index_t(g.blocks.size());
    index_t bytes = 16 * random.between(1, random.chance(30) ? 40 : 6);
    const auto operand = [&] {
      const index_t back = random.chance(75) ? 1 : random.between(1, std::min(step, index_t{5}));
      return tensors[std::size_t(step - back)];
    };
    const index_t kind = step == 0 ? 0 : random.between(0, 3);
    if (kind == 1) {  // map of one or two operands
      const index_t first = operand(), second = operand();
      bytes = g.blocks[std::size_t(first)].bytes;
      reads.push_back({first, out, 0});
      if (second != first)
        reads.push_back({second, out, g.blocks[std::size_t(second)].bytes == bytes ? 0 : -1});
    } else if (kind == 2) {  // pool
      reads.push_back({operand(), out, random.chance(60) ? 0 : random.between(1, 48)});
      bytes = std::max(index_t{16}, g.blocks[std::size_t(reads.back().input)].bytes / 64 * 16);
    } else if (step > 0) {  // no overlap
      reads.push_back({operand(), out, -1});
      if (random.chance(30)) reads.push_back({operand(), out, -1});
    }
    tensors.push_back(out);
    g.blocks.push_back(block_of(bytes, step, step));
    if (random.chance(15) && index_t(g.blocks.size()) < count)
      g.blocks.push_back(block_of(16 * random.between(1, 9), step, step));
  }
  for (const read& r : reads)
    g.blocks[std::size_t(r.input)].last =
        std::max(g.blocks[std::size_t(r.input)].last, g.blocks[std::size_t(r.output)].first);
  for (const read& r : reads)
    if (r.lag >= 0 && g.blocks[std::size_t(r.input)].last == g.blocks[std::size_t(r.output)].first)
      g.permit(r.input, r.output, r.lag);
  return g;
}

// Anything at all: several blocks born in a step, one that takes the place of many.
graph random_blocks(random_numbers& random, index_t count) {
  graph g;
  for (index_t n = 0; n < count; ++n) {
    const index_t first = random.between(std::max(index_t{0}, n - 1), n);
    const index_t last = std::min(count, first + random.between(0, 4));
    g.blocks.push_back(block_of(16 * random.between(1, 40), first, last));
  }
  for (index_t out = 0; out < count; ++out)
    for (index_t in = 0; in < out; ++in) {
      const genn::block &x = g.blocks[std::size_t(in)], &y = g.blocks[std::size_t(out)];
      if (x.last == y.first && x.first < y.first && random.chance(60))
        g.permit(in, out, random.between(0, 64));
    }
  return g;
}

// The least arena there is. In any plan each pair of blocks has one behind the other, by a distance
// of 0 or more. With these distances kept, let every block sink until it rests on the floor or on
// another; placed in the order of their offsets, blocks find such places by looking at those
// before.
class exhaustive_search {
 public:
  explicit exhaustive_search(const graph& g) : demand_(g.demand()), offset_(g.blocks.size()) {
    best_ = 0;
    for (index_t b = 0; b < demand_.count; ++b) {
      best_ += demand_.blocks[b].bytes;
      todo_.push_back(b);
    }
    place(0, 0);
  }
  index_t best() const { return best_; }

 private:
  void place(std::size_t placed, index_t high) {
    if (high >= best_) return;
    if (placed == todo_.size()) {
      best_ = high;
      return;
    }
    for (std::size_t next = placed; next < todo_.size(); ++next) {
      std::swap(todo_[placed], todo_[next]);
      const index_t b = todo_[placed];
      for (const index_t at : candidates(placed, b)) {
        offset_[std::size_t(b)] = at;
        place(placed + 1, std::max(high, at + demand_.blocks[b].bytes));
      }
      std::swap(todo_[placed], todo_[next]);
    }
  }

  // The offsets where block b rests on the floor or on a placed block.
  std::vector<index_t> candidates(std::size_t placed, index_t b) const {
    std::vector<index_t> all{0};
    for (std::size_t i = 0; i < placed; ++i) {
      const index_t other = todo_[i], at = offset_[std::size_t(other)];
      const index_t born = genn::allowed_lag(demand_, b, other);
      all.push_back(at + demand_.blocks[other].bytes);
      if (born >= 0) all.push_back(at + born);
    }
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    const index_t last = placed > 0 ? offset_[std::size_t(todo_[placed - 1])] : 0;
    const auto refused = [&](index_t at) {
      if (at < last) return true;
      for (std::size_t i = 0; i < placed; ++i)
        if (!genn::agree(demand_, todo_[i], offset_[std::size_t(todo_[i])], b, at)) return true;
      return false;
    };
    all.erase(std::remove_if(all.begin(), all.end(), refused), all.end());
    return all;
  }

  genn::memory_demand demand_;
  std::vector<index_t> offset_, todo_;
  index_t best_ = 0;
};

struct answer {
  index_t bytes = 0;
  bool sound = true, inside = true;
};

// As the library does: the best of all orders.
index_t bound_of(const graph& g) {
  std::vector<index_t> alive(g.blocks.size());
  return genn::lower_bound(g.demand(), alive.data());
}

answer best_plan(const graph& g) {
  const genn::memory_demand d = g.demand();
  answer best;
  bool none = true;
  for (const genn::placing order : genn::all_placings) {
    std::vector<index_t> offset(g.blocks.size()), space(2 * g.blocks.size());
    const index_t bytes = genn::plan(d, order, offset.data(), space.data());
    best.sound = best.sound && genn::is_sound(d, offset.data());
    for (std::size_t b = 0; b < offset.size(); ++b)
      best.inside = best.inside && offset[b] >= 0 && offset[b] % genn::block_alignment == 0 &&
                    offset[b] + g.blocks[b].bytes <= bytes;
    best.bytes = none ? bytes : std::min(best.bytes, bytes);
    none = false;
  }
  return best;
}

struct tally {
  int graphs = 0, at_optimum = 0, at_bound = 0;
  double worst = 1.0, sum = 0.0;
  void add(index_t plan, index_t bound) {
    ++graphs;
    at_bound += plan == bound;
    const double ratio = bound > 0 ? double(plan) / double(bound) : 1.0;
    worst = std::max(worst, ratio);
    sum += ratio;
  }
};

}  // namespace

TEST_CASE("a plan is never below the optimum, the optimum never below the bound") {
  std::printf("blocks  networks  plan = optimum  plan = bound  mean plan/bound  worst\n");
  random_numbers random{std::mt19937{20240601}};
  for (const index_t count : {2, 3, 4, 5, 6, 7, 8}) {
    tally t;
    for (int trial = 0; trial < (count < 7 ? 400 : 100); ++trial) {
      const graph g = random_network(random, count);
      const answer plan = best_plan(g);
      const index_t optimum = exhaustive_search(g).best();
      const index_t bound = bound_of(g);
      REQUIRE(plan.sound);
      REQUIRE(plan.inside);
      REQUIRE(plan.bytes >= optimum);
      REQUIRE(optimum >= bound);
      t.at_optimum += plan.bytes == optimum;
      t.add(plan.bytes, bound);
    }
    std::printf("%6d  %8d  %13d%%  %11d%%  %15.3f  %5.2f\n", int(count), t.graphs,
                100 * t.at_optimum / t.graphs, 100 * t.at_bound / t.graphs, t.sum / t.graphs,
                t.worst);
    CHECK(100 * t.at_optimum >= 90 * t.graphs);
  }
}

TEST_CASE("plans of large networks are sound, inside the arena and near the bound") {
  std::printf("blocks  networks  plan = bound  mean plan/bound  worst\n");
  random_numbers random{std::mt19937{7}};
  for (const index_t count : {12, 25, 50, 100, 200}) {
    tally t;
    for (int trial = 0; trial < 4000 / int(count); ++trial) {
      const graph g = random_network(random, count);
      const answer plan = best_plan(g);
      REQUIRE(plan.sound);
      REQUIRE(plan.inside);
      REQUIRE(plan.bytes >= bound_of(g));
      t.add(plan.bytes, bound_of(g));
    }
    std::printf("%6d  %8d  %11d%%  %15.3f  %5.2f\n", int(count), t.graphs,
                100 * t.at_bound / t.graphs, t.sum / t.graphs, t.worst);
    CHECK(t.sum / t.graphs < 1.05);
  }
}

TEST_CASE("plans of any blocks are sound and no better than the optimum") {
  random_numbers random{std::mt19937{5}};
  for (int trial = 0; trial < 300; ++trial) {
    const graph g = random_blocks(random, random.between(2, 7));
    const answer plan = best_plan(g);
    REQUIRE(plan.sound);
    REQUIRE(plan.inside);
    REQUIRE(plan.bytes >= exhaustive_search(g).best());
  }
  for (int trial = 0; trial < 100; ++trial) {
    const answer plan = best_plan(random_blocks(random, random.between(12, 120)));
    REQUIRE(plan.sound);
    REQUIRE(plan.inside);
  }
}

TEST_CASE("chains of layers meet the lower bound") {
  random_numbers random{std::mt19937{11}};
  for (int trial = 0; trial < 300; ++trial) {
    graph g;
    const index_t count = random.between(1, 60);
    for (index_t n = 0; n < count; ++n)
      g.blocks.push_back(block_of(16 * random.between(1, 99), n, n + 1));
    const answer plan = best_plan(g);
    REQUIRE(plan.sound);
    REQUIRE(plan.bytes == bound_of(g));
  }
}

TEST_CASE("chains of layers and functions in place meet the lower bound") {
  random_numbers random{std::mt19937{11}};
  for (int trial = 0; trial < 300; ++trial) {
    graph g;
    const index_t count = random.between(1, 60);
    for (index_t n = 0; n < count; ++n) {
      const bool in_place = n > 0 && random.chance(50);
      const index_t bytes = in_place ? g.blocks.back().bytes : 16 * random.between(1, 99);
      g.blocks.push_back(block_of(bytes, n, n + 1));
      if (in_place) g.permit(n - 1, n, 0);
    }
    const answer plan = best_plan(g);
    REQUIRE(plan.sound);
    REQUIRE(plan.bytes == bound_of(g));
  }
}

TEST_CASE("the proof notices what is wrong") {
  graph none;
  none.blocks = {block_of(64, 0, 1), block_of(64, 1, 2)};
  graph some = none;
  some.permit(0, 1, 20);
  const index_t together[] = {0, 0}, beside[] = {0, 64}, in_front[] = {32, 0}, behind[] = {0, 32},
                too_near[] = {16, 0};
  CHECK_FALSE(genn::is_sound(none.demand(), together));
  CHECK(genn::is_sound(none.demand(), beside));
  CHECK_FALSE(genn::is_sound(none.demand(), in_front));
  CHECK(genn::is_sound(some.demand(), in_front));  // 20 bytes, rounded up to 32
  CHECK_FALSE(genn::is_sound(some.demand(), behind));
  CHECK_FALSE(genn::is_sound(some.demand(), too_near));
}
