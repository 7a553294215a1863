# Tests the harness: run as expect_compile_error.cmake, passes if that one fails with the text behind
# `// complaint: ` in the file; without such a line, if that one passes.
file(READ "${SOURCE}" text)
string(REGEX MATCH "// complaint: ([^\n]+)" line "${text}")
set(complaint "${CMAKE_MATCH_1}")
execute_process(
  COMMAND ${CMAKE_COMMAND} "-DSOURCE=${SOURCE}" "-DCXX=${CXX}" "-DINCLUDE=${INCLUDE}" -P
          ${CMAKE_CURRENT_LIST_DIR}/expect_compile_error.cmake
  RESULT_VARIABLE code
  OUTPUT_VARIABLE log
  ERROR_VARIABLE log)
if(complaint STREQUAL "")
  if(NOT code EQUAL 0)
    message(FATAL_ERROR "the harness refuses a good test:\n${log}")
  endif()
  return()
endif()
string(REGEX REPLACE "[ \n]+" " " log "${log}")  # CMake breaks long lines
string(FIND "${log}" "${complaint}" at)
if(code EQUAL 0 OR at EQUAL -1)
  message(FATAL_ERROR "the harness did not complain `${complaint}`:\n${log}")
endif()
