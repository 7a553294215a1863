// SPDX-License-Identifier: BSL-1.0
// Plans of small networks, their tables and their budgets.
#include <genn/genn.hpp>

using namespace genn;

namespace {

template <index_t... Extents>
struct numbers : constant<f32, shape<Extents...>, tap_major> {
  alignas(16) static constexpr float values[shape<Extents...>::size] = {};
};

// A chain: every tensor lies beside the one before, the last in the caller's buffer.
struct chain
    : sequential<input<f32, shape<8>>, linear<16, numbers<8, 16>>, linear<4, numbers<16, 4>>,
                 linear<12, numbers<4, 12>>, linear<3, numbers<12, 3>>> {};
using chain_model = model<chain>;
static_assert(chain_model::arena_bytes == 64 + 16);
static_assert(chain_model::arena_bytes == chain_model::arena_lower_bound);
static_assert(chain_model::ram_bytes == chain_model::arena_bytes);
static_assert(chain_model::macs == 8 * 16 + 16 * 4 + 4 * 12 + 12 * 3);
static_assert(chain_model::flash_bytes == 4 * (8 * 16 + 16 * 4 + 4 * 12 + 12 * 3));
static_assert(chain_model::input_count == 1 && chain_model::output_count == 1);
static_assert(std::is_same_v<chain_model::output_shape, shape<3>>);
static_assert(std::is_empty_v<chain_model>);

constexpr auto table = chain_model::describe();
static_assert(table.size() == 5 && table[1].shape == extents{1, {16}});
static_assert(table[0].place[0] == 'i' && table[0].offset == -1);
static_assert(table[1].place[0] == 'a' && table[4].place[0] == 'o');
static_assert(table[2].offset + 16 <= table[1].offset || table[1].offset + 64 <= table[2].offset);
static_assert(table[2].offset + 16 <= table[3].offset || table[3].offset + 48 <= table[2].offset);
static_assert(table[2].macs == 64 && table[2].constant_bytes == 256 && table[2].output_bytes == 16);
static_assert(table[2].kind[0] == 'l' && table[2].name[0] == 'l');

// Constants that are plain integers are nodes, too.
struct multipliers : constant<int16, shape<4>> {
  static constexpr std::int16_t values[] = {1, 2, 3, 4};
};
struct with_integers
    : genn::network<input<f32, shape<4>>, literal<multipliers>, node<relu, from<0>>, outputs<2>> {};
constexpr auto constants = model<with_integers>::describe();
static_assert(constants[1].number_form == form::plain && constants[1].constant_bytes == 16);
static_assert(constants[1].numbers == quantization{} && constants[1].place[0] == 'f');

// In place: functions over their operand, a pool over its input.
struct in_place
    : sequential<input<f32, shape<8, 8, 2>>, conv2d<4, kernel<3, 3>, numbers<18, 4>>, relu, sigmoid,
                 max_pool2d<kernel<2, 2>>, flatten, linear<3, numbers<36, 3>>> {};
static_assert(model<in_place>::arena_bytes == 36 * 4 * 4);
static_assert(model<in_place>::describe()[2].offset == model<in_place>::describe()[1].offset);
static_assert(model<in_place>::describe()[5].offset == model<in_place>::describe()[4].offset);

// By rows: the pool holds two rows of the convolution, and lays its result
// over what the convolution has read.
struct pooled
    : sequential<input<f32, shape<12, 12, 2>>, relu,
                 conv2d<4, kernel<3, 3>, numbers<18, 4>, no_bias, by_rows>,
                 max_pool2d<kernel<2, 2>, then<relu>>, flatten, linear<3, numbers<100, 3>>> {};
constexpr auto pooled_table = model<pooled>::describe();
static_assert(model<pooled>::arena_bytes == 12 * 12 * 2 * 4 + 2 * 10 * 4 * 4);
static_assert(model<pooled>::arena_bytes == model<pooled>::arena_lower_bound);
static_assert(pooled_table[2].place[0] == 'r' && pooled_table[2].offset == -1);
static_assert(pooled_table[2].macs == 100 * 18 * 4 && pooled_table[2].scratch_bytes == 0);
static_assert(pooled_table[3].scratch_bytes == 2 * 10 * 4 * 4);
static_assert(pooled_table[3].offset == pooled_table[1].offset);

// The convolutions of a LeNet, from buffer to buffer.
struct lenet : sequential<input<f32, shape<28, 28, 1>>,
                          conv2d<10, kernel<5, 5>, numbers<25, 10>, numbers<10>, by_rows>,
                          max_pool2d<kernel<2, 2>, then<relu>>,
                          conv2d<20, kernel<5, 5>, numbers<250, 20>, numbers<20>, by_rows>,
                          max_pool2d<kernel<2, 2>, then<relu>>, flatten> {};
static_assert(model<lenet>::ram_bytes == 2 * 24 * 10 * 4 + 12 * 12 * 10 * 4);

// Concatenation: the operands are computed in their place.
struct joined : genn::network<input<f32, shape<4, 4>>, node<linear<8, numbers<4, 8>>, from<0>>,
                              node<linear<8, numbers<4, 8>>, from<0>>, node<concat<0>, from<1, 2>>,
                              node<linear<1, numbers<8, 1>>, from<3>>> {};
static_assert(model<joined>::arena_bytes == 2 * 4 * 8 * 4);
static_assert(model<joined>::describe()[1].offset == model<joined>::describe()[3].offset);
static_assert(model<joined>::describe()[2].offset == model<joined>::describe()[3].offset + 128);

// The input itself and one tensor twice cannot be computed in place.
struct joined_twice : genn::network<input<f32, shape<4, 4>>, node<relu, from<0>>,
                                    node<concat<0>, from<1, 0, 1>>, node<sigmoid, from<2>>> {};
static_assert(model<joined_twice>::arena_bytes == 12 * 4 * 4);

// A residual: the first tensor lives until the sum, which takes the place of one of them.
struct residual : genn::network<input<f32, shape<16>>, node<linear<16, numbers<16, 16>>, from<0>>,
                                node<linear<16, numbers<16, 16>>, from<1>>, node<add, from<1, 2>>,
                                node<linear<4, numbers<16, 4>>, from<3>>> {};
static_assert(model<residual>::arena_bytes == 2 * 64);

// Straight from buffer to buffer: no arena.
struct direct : sequential<input<f32, shape<16>>, relu> {};
static_assert(model<direct>::arena_bytes == 0 && model<direct>::flash_bytes == 0);

// Several outputs, one of them read again.
struct two_outputs
    : genn::network<input<f32, shape<4>>, node<relu, from<0>>, node<tanh, from<1>>, outputs<2, 1>> {
};
static_assert(model<two_outputs>::output_count == 2 && model<two_outputs>::arena_bytes == 0);

// Compilers limit the steps of a constant expression: the largest networks keep within, also where
// many blocks are alive at one time.
template <index_t Blocks, index_t Alive>
constexpr index_t bytes_of_chain(placing order) {
  block blocks[Blocks] = {};
  index_t offset[Blocks] = {}, space[2 * Blocks] = {};
  for (index_t i = 0; i < Blocks; ++i) blocks[i] = {16, i, i + Alive - 1, 0, 0};
  return plan({blocks, Blocks, nullptr}, order, offset, space);
}
static_assert(bytes_of_chain<1000, 2>(placing::from_both_ends) == 2 * 16);
static_assert(bytes_of_chain<1000, 2>(placing::by_time) == 2 * 16);
static_assert(bytes_of_chain<300, 40>(placing::by_time) == 40 * 16);

}  // namespace

// Budgets that hold.
template struct genn::budget<chain_model, genn::max_arena<80>, genn::max_flash<1104>>;
template struct genn::budget<chain_model, genn::max_flash<1104>>;
