// SPDX-License-Identifier: BSL-1.0
#include "data.hpp"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string>

#include "readers/npz.hpp"

namespace data {

namespace {

namespace ir = genn::ir;

// GENN_DATA, or the folder beside the repository.
std::optional<std::filesystem::path> find(const std::string& file) {
  const char* given = std::getenv("GENN_DATA");
  const std::filesystem::path path =
      (given != nullptr ? std::filesystem::path(given) : std::filesystem::path(SHARED_DATA)) / file;
  if (std::filesystem::exists(path)) return path;
  std::printf("skipped: no %s; set GENN_DATA to a folder that has it\n", file.c_str());
  return std::nullopt;
}

std::vector<unsigned char> unpacked(const std::filesystem::path& gz, std::size_t bytes) {
  std::FILE* pipe = popen(("gzip -dc '" + gz.string() + "' 2>/dev/null").c_str(), "r");
  if (pipe == nullptr) throw std::runtime_error("gzip does not start");
  std::vector<unsigned char> content(bytes);
  const std::size_t read = std::fread(content.data(), 1, bytes, pipe);
  pclose(pipe);
  if (read != bytes) throw std::runtime_error(gz.string() + " is too short");
  return content;
}

}  // namespace

std::optional<labelled> digits(std::size_t count) {
  constexpr std::size_t pixels = 784, images_header = 16, labels_header = 8;
  const auto images = find("mnist/t10k-images-idx3-ubyte.gz");
  const auto labels = find("mnist/t10k-labels-idx1-ubyte.gz");
  if (!images || !labels) return std::nullopt;
  const std::vector<unsigned char> x = unpacked(*images, images_header + count * pixels);
  const std::vector<unsigned char> y = unpacked(*labels, labels_header + count);
  labelled all;
  for (std::size_t i = 0; i < count; ++i) {
    std::vector<float> image;
    for (std::size_t k = 0; k < pixels; ++k)
      image.push_back(static_cast<float>(x[images_header + i * pixels + k]) / 255.0f);
    all.samples.push_back({{ir::element::f32, {1, 1, 28, 28}}, std::move(image)});
    all.labels.push_back(y[labels_header + i]);
  }
  return all;
}

std::optional<labelled> clips() {
  const auto file = find("mlperf_tiny/kws01_test.npz");
  if (!file) return std::nullopt;
  constexpr std::size_t features = 490;
  labelled all;
  for (const genn::readers::named_array& a : genn::readers::read_arrays(*file)) {
    if (a.name == "y") all.labels = a.values.integers();
    if (a.name != "X") continue;
    const std::vector<std::int64_t>& x = a.values.integers();
    for (std::size_t at = 0; at + features <= x.size(); at += features) {
      std::vector<float> clip;
      for (std::size_t k = 0; k < features; ++k)
        clip.push_back(static_cast<float>(x[at + k] - 83) * 0.5847029f);
      all.samples.push_back({{ir::element::f32, {1, 1, 49, 10}}, std::move(clip)});
    }
  }
  return all;
}

}  // namespace data
