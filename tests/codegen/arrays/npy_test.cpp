// SPDX-License-Identifier: BSL-1.0
// Arrays of NumPy: both orders, damaged headers, what is written is read back.
#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <string>

#include "ir/diagnostic.hpp"
#include "readers/npz.hpp"

namespace {

using namespace genn;

struct temporary_file {
  std::filesystem::path path =
      std::filesystem::temp_directory_path() / ("genn_" + std::to_string(getpid()) + ".npy");
  explicit temporary_file(const std::string& bytes) {
    std::ofstream(path, std::ios::binary) << bytes;
  }
  ~temporary_file() { std::filesystem::remove(path); }
};

ir::tensor read(const std::string& bytes) {
  const temporary_file file(bytes);
  return readers::read_arrays(file.path).front().values;
}

std::string npy(const std::string& header, const std::string& data) {
  std::string bytes("\x93NUMPY\x01\x00", 8);
  bytes += static_cast<char>(header.size());
  bytes += '\0';
  return bytes + header + data;
}

const std::string six_bytes("\x01\x02\x03\x04\x05\x06", 6);

}  // namespace

TEST_CASE("C order and Fortran order") {
  const ir::tensor rows =
      read(npy("{'descr': '|u1', 'fortran_order': False, 'shape': (2, 3), }", six_bytes));
  CHECK(rows.type.shape == ir::dims{2, 3});
  CHECK(rows.integers() == std::vector<std::int64_t>{1, 2, 3, 4, 5, 6});
  const ir::tensor columns =
      read(npy("{'descr':'|u1','fortran_order':True,'shape':(2,3)}", six_bytes));
  CHECK(columns.integers() == std::vector<std::int64_t>{1, 3, 5, 2, 4, 6});
  CHECK(read(npy("{'descr': '|u1', 'fortran_order': False, 'shape': (), }", six_bytes))
            .type.shape.empty());
}

TEST_CASE("what is written is read back") {
  ir::tensor t;
  t.type = {ir::element::f32, {1, 2, 2}};
  t.data = std::vector<float>{0.5f, -1.0f, 3e38f, 1e-40f};
  const ir::tensor back = read(readers::npy_bytes(t));
  CHECK(back.type == t.type);
  CHECK(back.floats() == t.floats());
}

TEST_CASE("damaged headers") {
  for (const char* header : {
           "",
           "{}",
           "{'descr': '', 'fortran_order': False, 'shape': (2, 3), }",
           "{'descr': '<', 'fortran_order': False, 'shape': (2, 3), }",
           "{'descr': '>f4', 'fortran_order': False, 'shape': (1,), }",
           "{'descr': '<c8', 'fortran_order': False, 'shape': (1,), }",
           "{'descr': '|u1', 'fortran_order': False, 'shape': (2, 4), }",
           "{'descr': '|u1', 'fortran_order': False, 'shape': (-2, 3), }",
           "{'descr': '|u1', 'fortran_order': False, 'shape': (99999999999, 99999999999), }",
           "{'descr': '|u1', 'fortran_order': False, 'shape': (2, 3",
           "{'descr': '|u1', 'shape': (2, 3), }",
       }) {
    INFO(header);
    CHECK_THROWS_AS(read(npy(header, six_bytes)), conversion_error);
  }
}
