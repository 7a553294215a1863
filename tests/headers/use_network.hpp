// SPDX-License-Identifier: BSL-1.0
// One network that both units run: what is inline must be so in every header.
#pragma once

#include <genn/genn.hpp>

namespace two_units {

struct weight : genn::constant<genn::f32, genn::shape<3, 2>, genn::tap_major> {
  alignas(16) static constexpr float values[] = {1.0f, 2.0f, 3.0f, 4.0f, 5.0f, 6.0f};
};
struct network : genn::sequential<genn::input<genn::f32, genn::shape<3>>, genn::linear<2, weight>,
                                  genn::softmax<0>> {};
using model = genn::model<network>;

}  // namespace two_units

inline float use_network(float first) {
  const float x[3] = {first, 0.25f, -0.5f};
  float y[2] = {};
  two_units::model::run(x, y);
  return y[0];
}
