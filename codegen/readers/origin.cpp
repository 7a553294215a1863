// SPDX-License-Identifier: BSL-1.0
#include "readers/origin.hpp"

namespace genn::readers {

namespace {

std::string after_last(const std::string& text, char separator) {
  const std::size_t at = text.rfind(separator);
  return at == std::string::npos ? text : text.substr(at + 1);
}

// "L__self__,,Net;L__self__c,c,torch.nn.modules.conv.Conv2d": the last entry is the innermost.
void read_module(const std::string& stack, ir::origin& where) {
  const std::string last = after_last(stack, ';');
  const std::size_t first = last.find(','), second = last.find(',', first + 1);
  if (first == std::string::npos || second == std::string::npos) return;
  where.module = last.substr(first + 1, second - first - 1);
  where.module_type = last.substr(second + 1);
  const std::size_t call = where.module.find('@');  // a later call of the same module
  if (call != std::string::npos) where.module.resize(call);
}

// The first line of the trace that lies outside PyTorch: File "/…/net.py", line 12, in forward
void read_source(const std::string& trace, ir::origin& where) {
  std::size_t line_start = 0;
  while (line_start < trace.size()) {
    std::size_t line_end = trace.find('\n', line_start);
    if (line_end == std::string::npos) line_end = trace.size();
    const std::string line = trace.substr(line_start, line_end - line_start);
    const std::size_t open = line.find('"'), close = line.find('"', open + 1);
    const std::size_t number = line.find(", line ");
    if (open != std::string::npos && close != std::string::npos && number != std::string::npos &&
        line.find("/torch/") == std::string::npos) {
      const std::string file = after_last(line.substr(open + 1, close - open - 1), '/');
      const std::size_t digits = number + 7;
      where.source = file + ":" + line.substr(digits, line.find(',', digits) - digits);
    }
    line_start = line_end + 1;
  }
}

}  // namespace

ir::origin origin_of(const json_view& node) {
  ir::origin where;
  if (!node.has("metadata")) return where;
  const json_view metadata = node["metadata"];
  if (metadata.has("nn_module_stack")) read_module(metadata["nn_module_stack"].text(), where);
  if (metadata.has("stack_trace")) read_source(metadata["stack_trace"].text(), where);
  return where;
}

std::string describe(const ir::origin& where, const std::string& otherwise) {
  std::string text = where.module.empty() ? otherwise : where.module;
  if (!where.module_type.empty()) text += " (" + after_last(where.module_type, '.') + ")";
  if (!where.source.empty()) text += ", " + where.source;
  return text;
}

}  // namespace genn::readers
