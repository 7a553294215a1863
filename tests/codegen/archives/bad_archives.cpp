// SPDX-License-Identifier: BSL-1.0
// Archives that are damaged, too old or hostile: each gives a clear message and its exit code.
#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>

#include "commands/load.hpp"
#include "ir/diagnostic.hpp"
#include "rewritten_archive.hpp"

namespace {

using entries = rewritten_archive::entries;
const std::string good = std::string(PROGRAMS) + "/conv2d.pt2";

struct outcome {
  int code;
  std::string message;
};

outcome load(const std::filesystem::path& path) {
  try {
    genn::commands::load(path);
    return {0, ""};
  } catch (const genn::conversion_error& error) {
    return {static_cast<int>(error.code()), error.what()};
  }
}

void replace(std::string& text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  text.replace(at, from.size(), to);
}

/// The good archive with one change is refused with this code and a message that holds `text`.
void refused(int code, const std::string& text, const std::function<void(entries&)>& change) {
  const rewritten_archive bad(good, change);
  const outcome o = load(bad.path());
  CHECK(o.code == code);
  CHECK_THAT(o.message, Catch::Contains(text));
}

void change_graph(entries& all, const std::string& from, const std::string& to) {
  replace(rewritten_archive::find(all, "models/model.json"), from, to);
}

std::string bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

struct temporary_file {
  std::filesystem::path path;
  explicit temporary_file(const std::string& bytes)
      : path(std::filesystem::temp_directory_path() /
             ("genn_" + std::to_string(getpid()) + ".bin")) {
    std::ofstream(path, std::ios::binary) << bytes;
  }
  ~temporary_file() { std::filesystem::remove(path); }
};

}  // namespace

TEST_CASE("the archive that the tests change is good") {
  const rewritten_archive same(good, [](entries&) {});
  CHECK(load(same.path()).code == 0);
}

TEST_CASE("files that are no archives") {
  CHECK_THAT(load("/no/such/file.pt2").message, Catch::Contains("no such file"));
  const temporary_file text("this is no zip archive");
  CHECK(load(text.path).code == 1);
  CHECK_THAT(load(text.path).message, Catch::Contains("not a .pt2 archive"));
  const std::string whole = bytes_of(good);
  for (const std::size_t size : {whole.size() / 4, whole.size() / 2, whole.size() - 1}) {
    const temporary_file cut(whole.substr(0, size));
    CHECK(load(cut.path).code == 1);
    CHECK_THAT(load(cut.path).message, Catch::Contains("truncated"));
  }
}

TEST_CASE("missing, short and damaged entries") {
  refused(1, "archive_format", [](entries& all) {
    all.erase(std::remove_if(all.begin(), all.end(),
                             [](const auto& e) {
                               return e.first.find("archive_format") != std::string::npos;
                             }),
              all.end());
  });
  refused(1, "weight_0 is missing", [](entries& all) {
    all.erase(
        std::remove_if(all.begin(), all.end(),
                       [](const auto& e) { return e.first.find("weight_0") != std::string::npos; }),
        all.end());
  });
  refused(1, "too few for the tensor",
          [](entries& all) { rewritten_archive::find(all, "weights/weight_0").resize(8); });
  refused(1, "big-endian", [](entries& all) { rewritten_archive::find(all, "byteorder") = "big"; });

  std::string whole = bytes_of(good);
  const std::size_t weights = whole.find("weights/weight_0");
  whole[weights + 200] = static_cast<char>(whole[weights + 200] + 1);
  const temporary_file flipped(whole);
  CHECK(load(flipped.path).code == 1);
}

TEST_CASE("broken JSON and wrong versions") {
  refused(1, "broken JSON",
          [](entries& all) { rewritten_archive::find(all, "models/model.json").resize(100); });
  refused(1, "schema_version",
          [](entries& all) { rewritten_archive::find(all, "models/model.json") = "[1, 2, 3]"; });
  refused(1, "schema 9", [](entries& all) { change_graph(all, "\"major\": 8", "\"major\": 9"); });
  refused(1, "missing",
          [](entries& all) { change_graph(all, "\"tensor_values\"", "\"no_values\""); });
}

TEST_CASE("names that stand twice or point elsewhere") {
  // libzip writes no such archive: the second weight is renamed in the bytes of a good one.
  std::string whole = bytes_of(good);
  REQUIRE(whole.find("weights/weight_1") != std::string::npos);
  for (std::size_t at = whole.find("weights/weight_1"); at != std::string::npos;
       at = whole.find("weights/weight_1"))
    whole.replace(at, 16, "weights/weight_0");
  const temporary_file twice(whole);
  CHECK(load(twice.path).code == 1);
  CHECK_THAT(load(twice.path).message, Catch::Contains("stands in it twice"));
  refused(1, "points out of the archive",
          [](entries& all) { all.emplace_back("../../etc/passwd", "x"); });
  refused(1, "points out of the archive",
          [](entries& all) { all.emplace_back("/etc/passwd", "x"); });
}

TEST_CASE("numbers that no tensor has") {
  refused(2, "dynamic", [](entries& all) {
    change_graph(all, "\"sizes\": [{", "\"sizes\": [{\"as_expr\": {\"expr_str\": \"s0\"}}, {");
  });
  refused(1, "too large", [](entries& all) {
    replace(rewritten_archive::find(all, "model_weights_config.json"),
            "\"as_int\": ", "\"as_int\": 99999999");
  });
  refused(1, "out of range", [](entries& all) {
    replace(rewritten_archive::find(all, "model_weights_config.json"),
            "\"as_int\": ", "\"as_int\": -");
  });
  refused(1, "expected an integer", [](entries& all) {
    replace(rewritten_archive::find(all, "model_weights_config.json"),
            "\"as_int\": ", "\"as_int\": 99999999999999999999");
  });
}

TEST_CASE("shapes that the layers cannot have") {
  // The result of the convolution: [1, 4, 6, 5] in the good archive.
  const auto change_result = [](entries& all, const std::string& sizes) {
    std::string& graph = rewritten_archive::find(all, "models/model.json");
    const std::size_t values = graph.find("\"tensor_values\"");
    const std::size_t result = graph.find("\"conv2d\": {", values);
    REQUIRE(result != std::string::npos);
    const std::size_t begin = graph.find("\"sizes\": [", result), end = graph.find(']', begin);
    graph.replace(begin, end - begin, "\"sizes\": [" + sizes);
  };
  refused(1, "conv2d of", [&](entries& all) {
    change_result(all, "{\"as_int\": 1}, {\"as_int\": 4}, {\"as_int\": 60}, {\"as_int\": 5}");
  });
  refused(2, "another rank", [&](entries& all) { change_result(all, ""); });
  refused(2, "without elements", [&](entries& all) {
    change_result(all, "{\"as_int\": 1}, {\"as_int\": 4}, {\"as_int\": 0}, {\"as_int\": 5}");
  });
}

TEST_CASE("whatever stands in the archive, the end is a message") {
  const std::vector<std::string> pieces = {"0",  "-1", "9",    "77777777", "null", "[]", "{}",
                                           "[7", "]",  "true", "\"x\"",    ",",    "-",  "1e99"};
  std::uint32_t state = 1;
  const auto random = [&](std::size_t below) {
    state = state * 1664525u + 1013904223u;
    return static_cast<std::size_t>(state >> 8) % below;
  };
  for (const char* program :
       {"conv2d", "network_shuffle", "attention", "layer_norm", "three_inputs",
        "batch_norm2d_after_conv2d", "chunk_two", "flip", "expand"})
    for (int i = 0; i < 60; ++i) {
      const rewritten_archive bad(
          std::string(PROGRAMS) + "/" + program + ".pt2", [&](entries& all) {
            std::string& graph = rewritten_archive::find(all, "models/model.json");
            // A digit, most of the time: sizes, strides, axes, codes.
            std::size_t at = graph.find_first_of("0123456789", random(graph.size()));
            if (at == std::string::npos || i % 5 == 0) at = random(graph.size());
            graph.replace(at, 1, pieces[random(pieces.size())]);
          });
      INFO(program << ", change " << i);
      CHECK_NOTHROW(load(bad.path()));  // but for conversion_error
    }
}

TEST_CASE("unknown operators, all of them at once") {
  refused(2, "aten.conv9d.default",
          [](entries& all) { change_graph(all, "aten.conv2d.default", "aten.conv9d.default"); });
  const outcome o = load(std::string(REFUSED) + "/three_unsupported.pt2");
  CHECK(o.code == 2);
  for (const char* text :
       {"linalg_qr", "linalg_pinv", "special_bessel_j0", "solver.rotation", "projection", "bessel"})
    CHECK_THAT(o.message, Catch::Contains(text));
}
