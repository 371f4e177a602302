# One library a folder, all built alike.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_VERIFY_INTERFACE_HEADER_SETS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/bin)
set(CMAKE_LIBRARY_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/lib)

add_library(loadline_options INTERFACE)
target_include_directories(loadline_options INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_options(loadline_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Wunused -Werror
  -Wno-missing-field-initializers # designated initialisers leave the rest at their defaults
  $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized -Wno-restrict> # GCC 12 sees both in std::string at -O3
  $<$<AND:$<CXX_COMPILER_ID:GNU>,$<CONFIG:Release>>:-fpch-preprocess> # for ccache
  $<$<CXX_COMPILER_ID:Clang>:-Wno-deprecated-declarations>) # libstdc++ 12 uses its own get_temporary_buffer
target_compile_definitions(loadline_options INTERFACE LOADLINE_VERSION="${PROJECT_VERSION}")
if(LOADLINE_SANITIZE)
  target_compile_options(loadline_options INTERFACE -fsanitize=${LOADLINE_SANITIZE} -fno-sanitize-recover=all)
  string(REPLACE ",fuzzer-no-link" "" loadline_link_sanitizers "${LOADLINE_SANITIZE}")
  target_link_options(loadline_options INTERFACE -fsanitize=${loadline_link_sanitizers})
endif()

# loadline_precompiled(NAME [PROGRAMS] [FAST] HEADERS <a> … LINKS target …): headers that most sources of a kind include,
# parsed once for all that reuse them, libraries or programs. They stand in for no #include: other builds do without.
function(loadline_precompiled name)
  cmake_parse_arguments(ARG "PROGRAMS;FAST" "" "HEADERS;LINKS" ${ARGN})
  if(NOT (CMAKE_CXX_COMPILER_ID STREQUAL GNU AND CMAKE_BUILD_TYPE STREQUAL Release))
    return() # without optimisation GCC 12 then fails in its own headers of vector instructions
  endif()
  file(CONFIGURE OUTPUT ${CMAKE_CURRENT_BINARY_DIR}/${name}.cpp CONTENT "int main() {}\n")
  if(ARG_PROGRAMS)
    add_executable(${name} ${CMAKE_CURRENT_BINARY_DIR}/${name}.cpp)
  else()
    add_library(${name} OBJECT ${CMAKE_CURRENT_BINARY_DIR}/${name}.cpp)
  endif()
  target_link_libraries(${name} PRIVATE loadline_options ${ARG_LINKS})
  target_precompile_headers(${name} PRIVATE ${ARG_HEADERS})
  if(ARG_FAST)
    loadline_compile_fast(${name})
  endif()
endfunction()

# loadline_reuse(TARGET PRECOMPILED): both must be compiled with the same options.
function(loadline_reuse target precompiled)
  if(TARGET ${precompiled})
    target_precompile_headers(${target} REUSE_FROM ${precompiled})
    target_compile_options(${target} PRIVATE # as -Wno-restrict above
      -Wno-array-bounds -Wno-stringop-overflow -Wno-stringop-overread)
  endif()
endfunction()

# loadline_library(FOLDER SOURCES a.cpp … LINKS target …): the library of the calling folder. Its
# name is the path with underscores (analyzer/bound: loadline_analyzer_bound). Every header of the
# folder belongs to it and is compiled alone by the target all_verify_interface_header_sets.
function(loadline_library)
  cmake_parse_arguments(ARG "" "" "SOURCES;LINKS;HEADERS" ${ARGN})
  file(RELATIVE_PATH folder ${PROJECT_SOURCE_DIR} ${CMAKE_CURRENT_SOURCE_DIR})
  string(REPLACE "/" "_" name "loadline_${folder}")
  file(GLOB headers CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.h)
  if(ARG_SOURCES)
    add_library(${name} STATIC ${ARG_SOURCES})
    set(scope PUBLIC)
    if(LOADLINE_PRECOMPILED)
      loadline_reuse(${name} ${LOADLINE_PRECOMPILED})
    endif()
  else()
    add_library(${name} INTERFACE)
    set(scope INTERFACE)
  endif()
  target_sources(${name} ${scope} FILE_SET HEADERS BASE_DIRS ${PROJECT_SOURCE_DIR} FILES ${headers})
  target_link_libraries(${name} ${scope} loadline_options ${ARG_LINKS})
endfunction()

# loadline_compile_fast(TARGET): what runs for moments is compiled in two thirds of the time.
function(loadline_compile_fast target)
  target_compile_options(${target} PRIVATE $<$<CONFIG:Release>:-O1>)
endfunction()

# loadline_test(NAME SOURCES … LINKS … [SHARDS N]): a GoogleTest executable, run as one CTest test with the label
# "unit", or as N that share its cases.
function(loadline_test name)
  cmake_parse_arguments(ARG "" "SHARDS" "SOURCES;LINKS" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  target_link_libraries(${name} PRIVATE loadline_options ${ARG_LINKS} GTest::gtest_main)
  target_compile_definitions(${name} PRIVATE LOADLINE_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  loadline_compile_fast(${name})
  if(LOADLINE_PRECOMPILED)
    loadline_reuse(${name} ${LOADLINE_PRECOMPILED})
  endif()
  if(NOT ARG_SHARDS)
    add_test(NAME ${name} COMMAND ${name})
    set_tests_properties(${name} PROPERTIES LABELS unit)
    return()
  endif()
  math(EXPR last "${ARG_SHARDS} - 1")
  foreach(shard RANGE ${last})
    add_test(NAME ${name}_${shard} COMMAND ${name})
    set_tests_properties(${name}_${shard} PROPERTIES LABELS unit
      ENVIRONMENT "GTEST_TOTAL_SHARDS=${ARG_SHARDS};GTEST_SHARD_INDEX=${shard}")
  endforeach()
endfunction()
