# genn_add_model(TARGET MODEL.pt2 [OPTIONS option...])
#
# Converts a program at build time, whenever it changes, and adds its header to TARGET's include path:
#
#   add_executable(app main.cpp)
#   genn_add_model(app digits.pt2 OPTIONS --c-api)      # then: #include "digits.hpp", or "digits.h"
#
# With --c-api among the options the C++ file of the C function is compiled into TARGET. OPTIONS are
# those of `genn convert`, but for --output.
function(genn_add_model target model)
  cmake_parse_arguments(PARSE_ARGV 2 arg "" "" "OPTIONS")
  if(NOT TARGET ${target})
    message(FATAL_ERROR "genn_add_model: ${target} is not a target; add it first")
  endif()
  if(arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "genn_add_model: unknown arguments: ${arg_UNPARSED_ARGUMENTS}; "
                        "options of `genn convert` go behind OPTIONS")
  endif()
  get_filename_component(model "${model}" ABSOLUTE BASE_DIR "${CMAKE_CURRENT_SOURCE_DIR}")
  if(NOT EXISTS "${model}")
    message(FATAL_ERROR "genn_add_model: ${model}: no such file")
  endif()
  # The same identifier that the generator makes of the file's name, or the one that is asked for.
  get_filename_component(name "${model}" NAME_WLE)
  list(FIND arg_OPTIONS "--name" at)
  if(at GREATER -1)
    math(EXPR at "${at} + 1")
    list(GET arg_OPTIONS ${at} name)
  elseif(arg_OPTIONS MATCHES "--name=([^;]*)")
    set(name "${CMAKE_MATCH_1}")
  else()
    string(REGEX REPLACE "[^A-Za-z0-9]+" "_" name "${name}")
    string(REGEX REPLACE "^_|_$" "" name "${name}")
    if(name MATCHES "^[0-9]")
      set(name "n${name}")
    endif()
    list(APPEND arg_OPTIONS --name "${name}")
  endif()
  if(NOT name MATCHES "^[A-Za-z][A-Za-z0-9]*(_[A-Za-z0-9]+)*_?$")
    message(FATAL_ERROR "genn_add_model: '${name}' is no name C++ can use; give one behind "
                        "OPTIONS --name")
  endif()

  set(folder "${CMAKE_CURRENT_BINARY_DIR}/genn_models/${target}")
  set(files "${folder}/${name}.hpp")
  if("--c-api" IN_LIST arg_OPTIONS)
    list(APPEND files "${folder}/${name}.h" "${folder}/${name}.cpp")
  endif()
  add_custom_command(
    OUTPUT ${files}
    COMMAND genn::tool convert "${model}" --output "${folder}" ${arg_OPTIONS}
    DEPENDS "${model}" genn::tool
    COMMENT "genn: ${name} from ${model}"
    VERBATIM)
  target_sources(${target} PRIVATE ${files})
  target_include_directories(${target} PRIVATE "${folder}")
  target_link_libraries(${target} PRIVATE genn::genn)
endfunction()
