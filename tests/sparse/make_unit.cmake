# Converts a program to every form and storage and writes the C++ unit that runs them.
#   cmake -DGENN=… -DFOLDER=… -DARCHIVE=program.pt2 -P make_unit.cmake
get_filename_component(program "${ARCHIVE}" NAME_WE)
set(includes "")
set(entries "")
foreach(form f32 i16 i8)
  foreach(storage off auto bitmap blocks)
    set(name "${program}_${form}_${storage}")
    execute_process(
      COMMAND "${GENN}" convert "${ARCHIVE}" --output "${FOLDER}" --name ${name} --form ${form}
              --sparse ${storage}
      RESULT_VARIABLE code OUTPUT_QUIET ERROR_VARIABLE message)
    if(NOT code EQUAL 0)
      message(FATAL_ERROR "${name}: exit code ${code}\n${message}")
    endif()
    string(APPEND includes "#include \"${name}.hpp\"\n")
    string(APPEND entries "    make_program<${name}::model>(\"${program}\", \"${form}\", \"${storage}\"),\n")
  endforeach()
endforeach()
file(WRITE "${FOLDER}/${program}.cpp"
     "${includes}#include \"sparse_program.hpp\"\n\n"
     "extern const std::vector<sparse_program> ${program};\n"
     "const std::vector<sparse_program> ${program} = {\n${entries}};\n")
