// SPDX-License-Identifier: BSL-1.0
// expect: rnn, gru, lstm: first states must be shape<batch, hidden> of the layer's own numbers; give it zeros
// expect: refused<2, genn::
#include <genn/genn.hpp>

struct weight_x : genn::constant<genn::f32, genn::shape<6, 3>> {
  static constexpr float values[18] = {};
};
struct weight_h : genn::constant<genn::f32, genn::shape<6, 2>> {
  static constexpr float values[12] = {};
};
struct bias : genn::constant<genn::f32, genn::shape<6>> {
  static constexpr float values[6] = {};
};
#if defined(GENN_CONTROL)
constexpr genn::index_t hidden = 2;
#else
constexpr genn::index_t hidden = 3;
#endif
using gru = genn::gru<genn::linear<6, weight_x, bias>, genn::linear<6, weight_h, bias>>;

struct network : genn::network<genn::input<genn::f32, genn::shape<4, 1, 3>>,
                               genn::input<genn::f32, genn::shape<1, hidden>>,
                               genn::node<gru, genn::from<0, 1>>, genn::outputs<2>> {};
using model = genn::model<network>;

void step(const float* x, const float* h, float* y) { model::run(x, h, y); }
static_assert(model::arena_bytes <= 65536 && model::macs < 1000000);
