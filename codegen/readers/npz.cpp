// SPDX-License-Identifier: BSL-1.0
#include "readers/npz.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <zip.h>

#include <algorithm>
#include <cstring>
#include <fstream>
#include <memory>
#include <sstream>

#include "emit/files.hpp"
#include "ir/diagnostic.hpp"
#include "readers/element_bytes.hpp"

namespace genn::readers {

namespace {

[[noreturn]] void fail(const std::string& where, const std::string& what) {
  throw conversion_error(exit_code::input, {where, what, "save it with numpy.save or numpy.savez"});
}

ir::element element_of(const std::string& descr, const std::string& where) {
  if (descr.front() == '>') fail(where, "the array is big-endian");
  const std::string code = descr.substr(std::min(descr.find_first_not_of("<|="), descr.size()));
  if (code == "f2") return ir::element::f16;
  if (code == "f4") return ir::element::f32;
  if (code == "f8") return ir::element::f64;
  if (code == "u1") return ir::element::u8;
  if (code == "i1") return ir::element::i8;
  if (code == "i2") return ir::element::i16;
  if (code == "i4") return ir::element::i32;
  if (code == "i8") return ir::element::i64;
  if (code == "b1") return ir::element::boolean;
  fail(where, "arrays of type '" + descr + "' are not supported");
}

ir::dims parse_shape(const std::string& text, const std::string& where) {
  ir::dims shape;
  std::int64_t elements = 1;
  std::stringstream parts(text);
  for (std::string part; std::getline(parts, part, ',');) {
    if (part.find_first_of("0123456789") == std::string::npos) continue;
    shape.push_back(std::strtoll(part.c_str(), nullptr, 10));
    if (shape.back() < 0 || (shape.back() > 0 && elements > (std::int64_t{1} << 33) / shape.back()))
      fail(where, "the array is too large");
    elements *= shape.back();
  }
  return shape;
}

// What stands between `open` and `close` behind a key of the header, a Python dict:
// {'descr': '<f4', 'fortran_order': False, 'shape': (3, 4), }
std::string entry_of(const std::string& header, const std::string& key, char open, char close,
                     const std::string& where) {
  const std::size_t at = header.find("'" + key + "'");
  const std::size_t colon = header.find(':', at);
  const std::size_t begin = header.find(open, colon), end = header.find(close, begin + 1);
  if (at == std::string::npos || colon == std::string::npos || begin == std::string::npos ||
      end == std::string::npos || (open == close && end == begin + 1))
    fail(where, "the array's header is damaged");
  return header.substr(begin + 1, end - begin - 1);
}

ir::tensor parse_npy(const std::string& bytes, const std::string& where) {
  if (bytes.size() < 12 || bytes.compare(0, 6, "\x93NUMPY") != 0) fail(where, "not a .npy array");
  const bool short_header = bytes[6] == 1;
  std::uint32_t length = 0;
  std::memcpy(&length, bytes.data() + 8, short_header ? 2 : 4);
  const std::size_t start = (short_header ? 10 : 12) + std::size_t{length};
  if (start > bytes.size()) fail(where, "the array's header is cut short");
  const std::string header = bytes.substr(short_header ? 10 : 12, length);
  const ir::tensor_type type{element_of(entry_of(header, "descr", '\'', '\'', where), where),
                             parse_shape(entry_of(header, "shape", '(', ')', where), where)};
  const std::size_t elements = static_cast<std::size_t>(ir::count(type.shape));
  if ((bytes.size() - start) / ir::element_bytes(type.type) < elements)
    fail(where, "the array is cut short");
  // Strides of the stored order, in elements.
  ir::dims strides(type.shape.size(), 1);
  if (entry_of(header, "fortran_order", ':', ',', where).find("True") != std::string::npos)
    for (std::size_t axis = 1; axis < strides.size(); ++axis)
      strides[axis] = strides[axis - 1] * type.shape[axis - 1];
  else
    for (std::size_t axis = strides.size(); axis-- > 1;)
      strides[axis - 1] = strides[axis] * type.shape[axis];
  return tensor_from_bytes(type, strides, 0, bytes.data() + start);
}

std::string read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file)
    throw conversion_error(exit_code::input, {path.string(), "cannot be opened", "check the path"});
  return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<named_array> read_npz(const std::filesystem::path& path) {
  int code = 0;
  const std::unique_ptr<zip_t, void (*)(zip_t*)> zip(zip_open(path.c_str(), ZIP_RDONLY, &code),
                                                     zip_discard);
  if (!zip) fail(path.filename().string(), "not a .npz file, or a truncated one");
  std::vector<named_array> arrays;
  for (zip_int64_t i = 0; i < zip_get_num_entries(zip.get(), 0); ++i) {
    zip_stat_t stat;
    if (zip_stat_index(zip.get(), static_cast<zip_uint64_t>(i), 0, &stat) != 0) continue;
    std::string name = stat.name;
    const std::string where = path.filename().string() + ": " + name;
    const std::unique_ptr<zip_file_t, int (*)(zip_file_t*)> file(
        zip_fopen_index(zip.get(), static_cast<zip_uint64_t>(i), 0), zip_fclose);
    if (!file || stat.size > (std::uint64_t{1} << 34)) fail(where, "cannot be read");
    std::string bytes;
    std::vector<char> piece(std::size_t{1} << 20);
    zip_int64_t got = 0;
    while ((got = zip_fread(file.get(), piece.data(), piece.size())) > 0)
      bytes.append(piece.data(), static_cast<std::size_t>(got));
    if (got < 0 || bytes.size() != stat.size) fail(where, "is damaged");
    if (name.size() > 4 && name.compare(name.size() - 4, 4, ".npy") == 0)
      name.resize(name.size() - 4);
    arrays.push_back({name, parse_npy(bytes, where)});
  }
  return arrays;
}

}  // namespace

std::vector<named_array> read_arrays(const std::filesystem::path& path) {
  if (!std::filesystem::exists(path))
    throw conversion_error(exit_code::input, {path.string(), "no such file", "check the path"});
  std::ifstream file(path, std::ios::binary);
  char first = 0;
  file.read(&first, 1);
  if (first == '\x93') return {{"", parse_npy(read_file(path), path.filename().string())}};
  return read_npz(path);
}

std::string npy_bytes(const ir::tensor& t) {
  const bool floating = ir::is_floating(t.type.type);
  std::string header = fmt::format("{{'descr': '{}', 'fortran_order': False, 'shape': ({}{}), }}",
                                   floating ? "<f4" : "<i8", fmt::join(t.type.shape, ", "),
                                   t.type.shape.size() == 1 ? "," : "");
  while ((header.size() + 11) % 64 != 0) header += ' ';
  header += '\n';
  std::string bytes("\x93NUMPY\x01\x00", 8);
  bytes += static_cast<char>(header.size() & 0xff);
  bytes += static_cast<char>(header.size() >> 8);
  bytes += header;
  if (floating)
    bytes.append(reinterpret_cast<const char*>(t.floats().data()), t.floats().size() * 4);
  else
    bytes.append(reinterpret_cast<const char*>(t.integers().data()), t.integers().size() * 8);
  return bytes;
}

void write_npz(const std::filesystem::path& path, const std::vector<named_array>& arrays) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(nullptr, 0, 0, &error);
  zip_source_keep(source);
  zip_t* zip = zip_open_from_source(source, ZIP_TRUNCATE, &error);
  std::vector<std::string> contents;
  for (const named_array& a : arrays) contents.push_back(npy_bytes(a.values));
  for (std::size_t i = 0; i < arrays.size(); ++i) {
    zip_source_t* entry = zip_source_buffer(zip, contents[i].data(), contents[i].size(), 0);
    const zip_int64_t at =
        zip_file_add(zip, (arrays[i].name + ".npy").c_str(), entry, ZIP_FL_OVERWRITE);
    zip_set_file_compression(zip, static_cast<zip_uint64_t>(at), ZIP_CM_STORE, 0);
    // One date for all files: the same arrays give the same bytes.
    zip_file_set_dostime(zip, static_cast<zip_uint64_t>(at), 0, 0x21, 0);
  }
  zip_close(zip);
  zip_source_open(source);
  zip_source_seek(source, 0, SEEK_END);
  std::string bytes(static_cast<std::size_t>(zip_source_tell(source)), '\0');
  zip_source_seek(source, 0, SEEK_SET);
  zip_source_read(source, bytes.data(), bytes.size());
  zip_source_close(source);
  zip_source_free(source);
  emit::write_files({{path, bytes}});
}

}  // namespace genn::readers
