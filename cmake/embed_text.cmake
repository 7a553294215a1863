# Writes a C++ source with the text of a file, as pieces short enough for every compiler.
#   cmake -DINPUT=… -DOUTPUT=… -DNAMESPACE=genn::operators -DNAME=aten_operator -P embed_text.cmake
file(READ "${INPUT}" hex HEX)
string(LENGTH "${hex}" digits)
set(piece_digits 40000)
set(text "// Made from ${NAME} by embed_text.cmake.\n#include <string_view>\n\n")
set(list "")
set(count 0)
set(at 0)
while(at LESS digits)
  string(SUBSTRING "${hex}" ${at} ${piece_digits} piece)
  string(REGEX REPLACE "(..)" "\\\\x\\1" bytes "${piece}")
  string(APPEND text "static const char piece_${count}[] = \"${bytes}\";\n")
  string(APPEND list "  {piece_${count}, sizeof(piece_${count}) - 1},\n")
  math(EXPR count "${count} + 1")
  math(EXPR at "${at} + ${piece_digits}")
endwhile()
string(APPEND text "\nnamespace ${NAMESPACE} {\n"
       "extern const std::string_view ${NAME}_pieces[];\n"
       "extern const std::size_t ${NAME}_piece_count;\n"
       "const std::string_view ${NAME}_pieces[] = {\n${list}};\n"
       "const std::size_t ${NAME}_piece_count = ${count};\n}\n")
file(WRITE "${OUTPUT}" "${text}")
