#include "analyzer/extract/cl_flags.h"

#include "analyzer/extract/driver_options.h"

#include <fmt/format.h>
#include <llvm/ADT/SmallVector.h>
#include <llvm/ADT/StringRef.h>
#include <llvm/Option/ArgList.h>
#include <llvm/Option/OptTable.h>

#include <algorithm>

namespace loadline::extract {

namespace {

/// The flag by which Clang and GCC say the same; "" where there is none that facts depend on.
std::string plainFlag(unsigned id) {
  switch (id) {
  case options::OPT_I:
    return "-I";
  case options::OPT_D:
    return "-D";
  case options::OPT_U:
    return "-U";
  case options::OPT_include:
    return "-include";
  case options::OPT_isystem:
  case options::OPT__SLASH_imsvc:
    return "-isystem";
  case options::OPT__SLASH_std:
    return "-std=";
  default:
    return "";
  }
}

/// `/std:c++latest` is the newest that Clang knows by a name.
std::string standard(const std::string &named) {
  return named == "c++latest" ? "c++2b" : named == "clatest" ? "c23" : named;
}

} // namespace

bool isOfCl(const std::vector<std::string> &words) {
  const llvm::StringRef compiler = words.front();
  const llvm::StringRef last = compiler.substr(compiler.find_last_of("/\\") + 1);
  return last.equals_insensitive("cl") || last.equals_insensitive("cl.exe") ||
         last.equals_insensitive("clang-cl") || last.equals_insensitive("clang-cl.exe") ||
         std::ranges::find(words, "--driver-mode=cl") != words.end();
}

AdjustedCommand adjustedForCl(const std::vector<std::string> &words, const std::string &file) {
  llvm::SmallVector<const char *, 64> arguments;
  for (std::size_t i = 1; i < words.size(); ++i)
    arguments.push_back(words[i].c_str());
  unsigned missingIndex = 0;
  unsigned missingCount = 0;
  const llvm::opt::InputArgList parsed = getDriverOptTable().ParseArgs(
      arguments, missingIndex, missingCount, llvm::opt::Visibility(options::CLOption));
  AdjustedCommand out{.arguments = {"clang++"},
                      .notes = {"a command of cl: its folders of headers, macros, forced headers "
                                "and standard are read, and its other flags left out"}};
  for (const llvm::opt::Arg *argument : parsed) {
    const std::string flag = plainFlag(argument->getOption().getUnaliasedOption().getID());
    if (flag.empty())
      continue;
    for (const char *value : argument->getValues())
      if (flag == "-std=")
        out.arguments.push_back(flag + standard(value));
      else
        out.arguments.insert(out.arguments.end(), {flag, value});
  }
  out.arguments.push_back(file);
  return out;
}

} // namespace loadline::extract
