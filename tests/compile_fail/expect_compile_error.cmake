# A test that must not compile, run by CTest as
#   cmake -DSOURCE=… -DCXX=… -DINCLUDE=<folders> -P expect_compile_error.cmake
#
# It passes if, with the compiler's default output,
#   1. with -DGENN_CONTROL the file compiles without a warning (it is not broken for another reason);
#   2. without it there is exactly one error, in at most 10 lines and 2,000 characters;
#   3. they contain each text behind `// expect: `.
# `// flags: ` in the file adds compiler flags to the mistake, `// control flags: ` to the control.
set(most_lines 10)
set(most_characters 2000)

# Lines of the file that begin with `mark`, without it. Semicolons and brackets would break a list.
function(marked mark result)
  file(READ "${SOURCE}" text)
  string(REPLACE ";" "%semicolon%" text "${text}")
  string(REPLACE "[" "%open%" text "${text}")
  string(REPLACE "]" "%close%" text "${text}")
  string(REGEX MATCHALL "\n// ${mark}: [^\n]+" lines "\n${text}")
  list(TRANSFORM lines REPLACE "^\n// ${mark}: " "")
  set(${result} "${lines}" PARENT_SCOPE)
endfunction()

function(compile result log)
  set(folders ${INCLUDE})
  list(TRANSFORM folders PREPEND "-I")
  execute_process(
    COMMAND ${CMAKE_COMMAND} -E env LC_ALL=C ${CXX} -std=c++17 -fsyntax-only -Wall -Wextra
            -Wpedantic -Wconversion -Wshadow ${folders} ${ARGN} "${SOURCE}"
    RESULT_VARIABLE code
    OUTPUT_VARIABLE text
    ERROR_VARIABLE text)
  set(${result} "${code}" PARENT_SCOPE)
  set(${log} "${text}" PARENT_SCOPE)
endfunction()

marked("expect" expected)
marked("flags" flags)
marked("control flags" control_flags)
separate_arguments(flags UNIX_COMMAND "${flags}")
separate_arguments(control_flags UNIX_COMMAND "${control_flags}")
if(NOT expected)
  message(FATAL_ERROR "${SOURCE}: no line `// expect: <text>`")
endif()

compile(code log -DGENN_CONTROL ${control_flags})
if(NOT code EQUAL 0)
  message(FATAL_ERROR "the control does not compile:\n${log}")
elseif(NOT log STREQUAL "")
  message(FATAL_ERROR "the control compiles with a warning:\n${log}")
endif()

compile(code log ${flags})
if(code EQUAL 0)
  message(FATAL_ERROR "compiles, but must not")
endif()
string(REGEX MATCHALL "(: |^|\n)(fatal )?error: " errors "${log}")
list(LENGTH errors error_count)
string(REGEX MATCHALL "\n" lines "${log}")
list(LENGTH lines line_count)
string(LENGTH "${log}" character_count)
message(STATUS "${error_count} error(s), ${line_count} lines, ${character_count} characters")

set(complaints "")
if(NOT error_count EQUAL 1)
  string(APPEND complaints "  ${error_count} errors, not one\n")
endif()
if(line_count GREATER most_lines)
  string(APPEND complaints "  ${line_count} lines, at most ${most_lines}\n")
endif()
if(character_count GREATER most_characters)
  string(APPEND complaints "  ${character_count} characters, at most ${most_characters}\n")
endif()
foreach(text IN LISTS expected)
  string(REPLACE "%semicolon%" ";" text "${text}")
  string(REPLACE "%open%" "[" text "${text}")
  string(REPLACE "%close%" "]" text "${text}")
  string(FIND "${log}" "${text}" at)
  if(at EQUAL -1)
    string(APPEND complaints "  nowhere: ${text}\n")
  endif()
endforeach()
if(NOT complaints STREQUAL "")
  message(FATAL_ERROR "the diagnostics are not what they should be:\n${complaints}got:\n${log}")
endif()
