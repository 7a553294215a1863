# Builds and runs a foreign project that takes GENN in as sources.
#   cmake -DREPOSITORY=… -DTOOL=… -DPROJECT=… -DWORK=… -DCXX=… -DCC=… -P take_in_and_use.cmake
function(run)
  execute_process(COMMAND ${ARGV} RESULT_VARIABLE code OUTPUT_VARIABLE log ERROR_VARIABLE log)
  if(NOT code EQUAL 0)
    message(FATAL_ERROR "${ARGV}\nexit code ${code}\n${log}")
  endif()
  if(log MATCHES "CMake Warning")
    message(FATAL_ERROR "${ARGV}\nwarns:\n${log}")
  endif()
endfunction()

file(REMOVE_RECURSE "${WORK}")
run(${CMAKE_COMMAND} -S "${PROJECT}" -B "${WORK}" "-DREPOSITORY=${REPOSITORY}" "-DTOOL=${TOOL}"
    "-DCMAKE_CXX_COMPILER=${CXX}" "-DCMAKE_C_COMPILER=${CC}" -DCMAKE_BUILD_TYPE=Release)
run(${CMAKE_COMMAND} --build "${WORK}")
run("${WORK}/cpp_user")
