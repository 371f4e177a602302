# lit and FileCheck of Debian's llvm-<major>-tools, of the LLVM that the audit is built with (19 where
# it is built without).
# Sets LOADLINE_HAS_LIT and gives loadline_lit_suite.

set(loadline_tools_major ${LOADLINE_LLVM})
if(NOT loadline_tools_major)
  set(loadline_tools_major 19)
endif()
set(loadline_tools_root /usr/lib/llvm-${loadline_tools_major})
set(loadline_lit ${loadline_tools_root}/build/utils/lit/lit.py)
set(loadline_other_major 22)
if(loadline_tools_major EQUAL 22)
  set(loadline_other_major 19)
endif()
find_package(Python3 COMPONENTS Interpreter QUIET)
find_program(loadline_clang_tidy NAMES clang-tidy-${loadline_tools_major})
find_program(loadline_other_clang_tidy NAMES clang-tidy-${loadline_other_major})

set(LOADLINE_HAS_LIT OFF)
if(Python3_FOUND AND EXISTS ${loadline_lit} AND EXISTS ${loadline_tools_root}/bin/FileCheck)
  set(LOADLINE_HAS_LIT ON)
else()
  message(STATUS "Loadline: no lit or FileCheck below ${loadline_tools_root} (llvm-${loadline_tools_major}-tools, "
                 "python3), so the lit and end-to-end tests are left out")
endif()

# loadline_lit_suite(KIND): the lit tests of the calling folder as one CTest test named KIND, with the
# label KIND.
function(loadline_lit_suite kind)
  if(NOT LOADLINE_HAS_LIT)
    return()
  endif()
  set(suite_source ${CMAKE_CURRENT_SOURCE_DIR})
  set(suite_output ${CMAKE_CURRENT_BINARY_DIR}/out)
  configure_file(${PROJECT_SOURCE_DIR}/tests/lit.site.cfg.py.in ${CMAKE_CURRENT_BINARY_DIR}/lit.site.cfg.py @ONLY)
  add_test(NAME ${kind} COMMAND ${Python3_EXECUTABLE} ${loadline_lit} -v --order=lexical ${CMAKE_CURRENT_BINARY_DIR})
  set_tests_properties(${kind} PROPERTIES LABELS ${kind} TIMEOUT 1800)
endfunction()
