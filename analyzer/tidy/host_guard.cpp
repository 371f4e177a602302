#include <clang/Basic/Version.inc>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <string>
#include <unistd.h>

// A plugin that was built for another major of Clang loads without a word and finds nothing, which
// looks like clean code. So the first thing it does is to ask its host, by name and before anything
// of Clang is touched, and to refuse.

namespace {

/// The major in "… clang version 19.1.7 …", or 0.
int hostMajor() {
  using FullVersion = std::string (*)();
  void *symbol = ::dlsym(RTLD_DEFAULT, "_ZN5clang19getClangFullVersionB5cxx11Ev");
  if (!symbol)
    return 0;
  const std::string version = reinterpret_cast<FullVersion>(symbol)();
  const std::size_t at = version.find("version ");
  return at == std::string::npos ? 0 : std::atoi(version.c_str() + at + std::strlen("version "));
}

[[gnu::constructor]] void refuseAnotherMajor() {
  const int host = hostMajor();
  if (host == CLANG_VERSION_MAJOR)
    return;
  std::fprintf(stderr,
               "loadline-tidy-%d.so: error: this plugin is for clang-tidy %d, and it was loaded "
               "into %s%s; it would find "
               "nothing, so it stops here (use clang-tidy-%d, or the plugin for your major)\n",
               CLANG_VERSION_MAJOR, CLANG_VERSION_MAJOR,
               host ? "version " : "a program that is not Clang",
               host ? std::to_string(host).c_str() : "", CLANG_VERSION_MAJOR);
  std::fflush(stderr);
  ::_exit(2);
}

} // namespace
