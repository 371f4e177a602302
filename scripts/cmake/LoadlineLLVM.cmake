# Finds LLVM and Clang by major. find_package(LLVM 19) refuses 19.1.7, so the versioned path is named.
# Sets LOADLINE_HAS_CLANG and the target loadline_clang (headers, libclang-cpp and libLLVM, flags).

set(LOADLINE_HAS_CLANG OFF)
if(NOT LOADLINE_LLVM)
  message(STATUS "Loadline: LOADLINE_LLVM is off, so loadline-audit and the clang-tidy plugin are left out")
  return()
endif()

set(loadline_llvm_root /usr/lib/llvm-${LOADLINE_LLVM} CACHE PATH "Where that LLVM is installed")
find_program(loadline_llvm_config NAMES llvm-config PATHS ${loadline_llvm_root}/bin NO_DEFAULT_PATH)
find_library(loadline_clang_cpp NAMES clang-cpp PATHS ${loadline_llvm_root}/lib NO_DEFAULT_PATH)
find_library(loadline_llvm_lib NAMES LLVM LLVM-${LOADLINE_LLVM} PATHS ${loadline_llvm_root}/lib NO_DEFAULT_PATH)
if(NOT loadline_llvm_config OR NOT loadline_clang_cpp OR NOT loadline_llvm_lib
   OR NOT EXISTS ${loadline_llvm_root}/include/clang/Tooling/Tooling.h)
  message(STATUS "Loadline: LLVM ${LOADLINE_LLVM} not found below ${loadline_llvm_root} "
                 "(llvm-${LOADLINE_LLVM}-dev, libclang-${LOADLINE_LLVM}-dev, libclang-cpp${LOADLINE_LLVM}-dev), "
                 "so loadline-audit and the clang-tidy plugin are left out; the planner and the GUI are built")
  return()
endif()

execute_process(COMMAND ${loadline_llvm_config} --version OUTPUT_VARIABLE loadline_llvm_version OUTPUT_STRIP_TRAILING_WHITESPACE)
message(STATUS "Loadline: LLVM ${loadline_llvm_version} below ${loadline_llvm_root}")

add_library(loadline_clang_headers INTERFACE)
target_include_directories(loadline_clang_headers SYSTEM INTERFACE ${loadline_llvm_root}/include)
target_compile_options(loadline_clang_headers INTERFACE -fno-rtti)
target_compile_definitions(loadline_clang_headers INTERFACE
  LOADLINE_LLVM_MAJOR=${LOADLINE_LLVM} LOADLINE_LLVM_ROOT="${loadline_llvm_root}"
  _GNU_SOURCE __STDC_CONSTANT_MACROS __STDC_FORMAT_MACROS __STDC_LIMIT_MACROS)

add_library(loadline_clang INTERFACE)
target_link_libraries(loadline_clang INTERFACE loadline_clang_headers ${loadline_clang_cpp} ${loadline_llvm_lib})
set(LOADLINE_HAS_CLANG ON)
