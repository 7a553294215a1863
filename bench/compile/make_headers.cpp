// SPDX-License-Identifier: BSL-1.0
// Writes the units that bench/compile/run.sh compiles: in the form that the generator emits.
#include <cstdint>
#include <cstdio>
#include <string>

namespace {

std::uint32_t next_bits() {
  static std::uint32_t state = 1;
  state = state * 1664525u + 1013904223u;
  return 0x3c000000u | (state >> 9);
}

void write_constant(std::FILE* out, const std::string& name, const std::string& base, long count) {
  std::fprintf(out,
               "struct %s : %s {\n  alignas(16) static constexpr char32_t bits[] =", name.c_str(),
               base.c_str());
  const long in_line = count <= 4096 ? 8 : 512;
  for (long i = 0; i < count; ++i) {
    if (i % in_line == 0) std::fprintf(out, "\n      U\"");
    std::fprintf(out, "\\x%x", next_bits());
    if (i % in_line == in_line - 1 || i + 1 == count) std::fprintf(out, "\"");
  }
  std::fprintf(out, ";\n};\n");
}

std::string weight(long inputs, long outputs) {
  return "genn::constant<genn::f32, genn::shape<" + std::to_string(inputs) + ", " +
         std::to_string(outputs) + ">, genn::tap_major>";
}

constexpr const char* ending =
    "using model = genn::model<network>;\n"
    "void run(const float* x, float* y) { model::run(x, y); }\n";

}  // namespace

int main(int, char** argv) {
  const std::string folder = argv[1];
  std::FILE* big = std::fopen((folder + "/weights_2200000.cpp").c_str(), "w");
  std::fprintf(big, "#include <genn/genn.hpp>\n");
  write_constant(big, "weight_1", weight(2000, 1000), 2000000);
  write_constant(big, "weight_2", weight(1000, 200), 200000);
  std::fprintf(big,
               "struct network : genn::sequential<genn::input<genn::f32, genn::shape<2000>>,\n"
               "    genn::linear<1000, weight_1, genn::no_bias, genn::then<genn::relu>>,\n"
               "    genn::linear<200, weight_2>> {};\n%s",
               ending);
  std::fclose(big);

  std::FILE* deep = std::fopen((folder + "/layers_200.cpp").c_str(), "w");
  std::fprintf(deep, "#include <genn/genn.hpp>\n");
  std::string layers;
  for (int i = 0; i < 100; ++i) {
    const std::string name = "weight_of_layer_" + std::to_string(i);
    write_constant(deep, name, weight(8, 8), 64);
    layers += ",\n    genn::linear<8, " + name + ">,\n    genn::tanh";
  }
  std::fprintf(
      deep, "struct network : genn::sequential<genn::input<genn::f32, genn::shape<8>>%s> {};\n%s",
      layers.c_str(), ending);
  std::fclose(deep);
}
