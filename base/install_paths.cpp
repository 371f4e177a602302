#include "base/install_paths.h"

#include "base/files.h"

#include <fmt/format.h>

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

/// $LOADLINE_DATA, or nothing where it is unset or empty.
std::string_view chosenFolder() {
  const char *chosen = std::getenv("LOADLINE_DATA");
  return chosen ? chosen : "";
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
  if (const std::string_view chosen = chosenFolder(); !chosen.empty()) {
    const auto path = std::filesystem::path(chosen) / name;
    return exists(path) ? path : std::filesystem::path();
  }
  const std::filesystem::path here = folderOfThisBinary();
  for (const char *up : {"../share/loadline", "../../share/loadline",
                         "../../.."}) // bin/, lib/loadline/, build/<preset>/bin/
    if (const auto path = (here / up / name).lexically_normal(); exists(path))
      return path;
  return {};
}

Diagnostic missingData(std::string_view name) {
  if (const std::string_view chosen = chosenFolder(); !chosen.empty())
    return {
        {},
        fmt::format("LOADLINE_DATA is '{}', and there is no {}/ in it", chosen, name),
        "unset it to use what ships with loadline, or name the folder that holds rules/ and docs/"};
  return {{},
          fmt::format("the {} that ship with loadline were not found", name),
          fmt::format("set LOADLINE_DATA to the folder that holds {}/", name)};
}

Result<std::string> readShipped(std::string_view name, const std::filesystem::path &path) {
  const std::filesystem::path folder = dataFolder(name);
  return folder.empty() ? Result<std::string>(missingData(name)) : readFile(folder / path);
}

} // namespace loadline
