#pragma once

#include "base/files.h"

#include <filesystem>
#include <string>

namespace loadline::tests {

/// A program that takes the arguments of loadline-audit and does what the test wants of one.
///   body  of a POSIX shell script; $result is the file that -o names
inline std::filesystem::path standInAudit(const std::filesystem::path &folder,
                                          const std::string &body) {
  const std::filesystem::path program = folder / "stand-in-audit";
  if (!writeFile(program, "#!/bin/sh\nresult=\nwhile [ $# -gt 0 ]; do\n  [ \"$1\" = -o ] && "
                          "result=$2\n  shift\ndone\n" +
                              body)
           .empty())
    return {};
  std::filesystem::permissions(program, std::filesystem::perms::owner_all);
  return program;
}

/// A line of such a body: writes the process id, whole or not at all.
inline std::string tellsItsId(const std::filesystem::path &file) {
  return "echo $$ > '" + file.string() + ".part' && mv '" + file.string() + ".part' '" +
         file.string() + "'\n";
}

} // namespace loadline::tests
