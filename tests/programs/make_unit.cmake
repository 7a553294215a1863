# Converts some test programs and writes the C++ unit that runs them.
#   cmake -DGENN=… -DFOLDER=… -DUNIT=… "-DARCHIVES=a.pt2|b.pt2" [-DRUN=FUNCTION] -P make_unit.cmake
# FUNCTION<model>(inputs, outputs) runs a model on doubles: run_model, or run_quantized.
if(NOT RUN)
  set(RUN run_model)
endif()
string(REPLACE "|" ";" archives "${ARCHIVES}")
set(includes "")
set(entries "")
foreach(archive IN LISTS archives)
  get_filename_component(name "${archive}" NAME_WE)
  execute_process(
    COMMAND "${GENN}" convert "${archive}" --output "${FOLDER}" --name "program_${name}"
    RESULT_VARIABLE code OUTPUT_QUIET ERROR_VARIABLE message)
  if(NOT code EQUAL 0)
    message(FATAL_ERROR "${name}: exit code ${code}\n${message}")
  endif()
  string(APPEND includes "#include \"program_${name}.hpp\"\n")
  string(APPEND entries "    {\"${name}\", ${RUN}<program_${name}::model>},\n")
endforeach()
file(WRITE "${FOLDER}/${UNIT}.cpp"
     "${includes}#include \"program_entry.hpp\"\n\n"
     "extern const std::vector<program_entry> ${UNIT};\n"
     "const std::vector<program_entry> ${UNIT} = {\n${entries}};\n")
