#pragma once

// The flags of Clang's driver by number, under one name for all releases of LLVM.

#if __has_include(<clang/Options/Options.h>)
#include <clang/Options/Options.h> // where it stands since LLVM 22
#else
#include <clang/Driver/Options.h>
#endif

namespace loadline::extract {

#if __has_include(<clang/Options/Options.h>)
namespace options = clang::options;
using clang::getDriverOptTable;
#else
namespace options = clang::driver::options;
using clang::driver::getDriverOptTable;
#endif

} // namespace loadline::extract
