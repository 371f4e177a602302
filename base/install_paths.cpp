#include "base/install_paths.h"

#include <cstdlib>
#include <dlfcn.h>

namespace loadline {

namespace {

std::filesystem::path folderOfThisBinary() {
  Dl_info info{};
  if (::dladdr(reinterpret_cast<void *>(&folderOfThisBinary), &info) == 0 || !info.dli_fname)
    return executableFolder();
  std::error_code ignored;
  const auto path = std::filesystem::canonical(info.dli_fname, ignored);
  return ignored ? executableFolder() : path.parent_path();
}

} // namespace

std::filesystem::path executableFolder() {
  std::error_code ignored;
  return std::filesystem::read_symlink("/proc/self/exe", ignored).parent_path();
}

std::filesystem::path dataFolder(std::string_view name) {
  std::error_code ignored;
  const auto exists = [&](const std::filesystem::path &path) {
    return std::filesystem::is_directory(path, ignored);
  };
  if (const char *chosen = std::getenv("LOADLINE_DATA");
      chosen && exists(std::filesystem::path(chosen) / name))
    return std::filesystem::path(chosen) / name;
  const std::filesystem::path here = folderOfThisBinary();
  for (const char *up : {"../share/loadline", "../../share/loadline",
                         "../../.."}) // bin/, lib/loadline/, build/<preset>/bin/
    if (const auto path = (here / up / name).lexically_normal(); exists(path))
      return path;
  return {};
}

} // namespace loadline
