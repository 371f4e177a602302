#include "analyzer/extract/cl_flags.h"
#include "analyzer/extract/compile_command.h"
#include "analyzer/extract/driver_options.h"

#include "base/files.h"

#include <fmt/format.h>
#include <llvm/ADT/SmallVector.h>
#include <llvm/Option/ArgList.h>
#include <llvm/Option/OptTable.h>
#include <llvm/Support/CommandLine.h>
#include <llvm/Support/StringSaver.h>

#include <algorithm>
#include <set>

namespace loadline::extract {

namespace {

constexpr int deepestResponseFile = 10;
constexpr std::size_t longestResponseFile = 16u << 20;

/// Replaces each `@file` by the words in it; one that can't be read stays out, with a note.
void follow(const std::vector<std::string> &words, const std::string &directory, int depth,
            AdjustedCommand &out) {
  for (const std::string &word : words) {
    if (word.size() < 2 || word[0] != '@') {
      out.arguments.push_back(word);
      continue;
    }
    const std::filesystem::path path = std::filesystem::path(directory) / word.substr(1);
    const Result<std::string> text = readFile(path, longestResponseFile);
    if (!text || depth >= deepestResponseFile) {
      out.notes.push_back(fmt::format("the response file '{}' {}", path.string(),
                                      text ? "nests too deeply" : "can't be read"));
      continue;
    }
    llvm::BumpPtrAllocator allocator;
    llvm::StringSaver saver(allocator);
    llvm::SmallVector<const char *, 64> inside;
    llvm::cl::TokenizeGNUCommandLine(*text, saver, inside);
    follow({inside.begin(), inside.end()}, directory, depth + 1, out);
  }
}

bool isLauncher(const std::string &word) {
  static const std::set<std::string> launchers = {"ccache", "distcc", "sccache",
                                                  "icecc",  "gomacc", "buildcache"};
  return launchers.contains(std::filesystem::path(word).filename().string());
}

/// Flags whose effect the audit must not have: writing files, loading code, stopping at a warning.
bool isUnwanted(unsigned id) {
  static const std::set<unsigned> unwanted = {options::OPT_o,
                                              options::OPT_MD,
                                              options::OPT_MMD,
                                              options::OPT_MF,
                                              options::OPT_MT,
                                              options::OPT_MQ,
                                              options::OPT_MP,
                                              options::OPT_MG,
                                              options::OPT_MJ,
                                              options::OPT_c,
                                              options::OPT_S,
                                              options::OPT_E,
                                              options::OPT_fplugin_EQ,
                                              options::OPT_fpass_plugin_EQ,
                                              options::OPT_Xclang,
                                              options::OPT_load,
                                              options::OPT_save_temps_EQ,
                                              options::OPT_save_temps,
                                              options::OPT__serialize_diags,
                                              options::OPT_fmodules_cache_path,
                                              options::OPT_gen_cdb_fragment_path,
                                              options::OPT_mllvm};
  return unwanted.contains(id);
}

/// Flags that only the code generator and the debugger care for; GCC gives some of them values that
/// Clang refuses.
bool isForCodeOnly(const llvm::opt::Option &option) {
  static const std::set<unsigned> alignments = {
      options::OPT_falign_functions_EQ, options::OPT_falign_loops_EQ, options::OPT_falign_jumps_EQ,
      options::OPT_falign_labels_EQ, options::OPT_mcmodel_EQ};
  return option.matches(options::OPT_g_Group) ||
         alignments.contains(option.getUnaliasedOption().getID());
}

/// Whether a folder of headers is one of installed libraries, whatever flag names it, as makefiles
/// with `-I/usr/include/qt6` do. Those that the compiler itself looks into stay in their order.
bool isOfLibraries(const std::string &folder, const CompileCommand &command) {
  const std::string path =
      (std::filesystem::path(command.directory) / folder).lexically_normal().string();
  const std::size_t target = path.find("-linux-"); // `/usr/include/x86_64-linux-gnu`, and no more
  const bool isOfTarget =
      target != std::string::npos && path.find('/', target) >= path.find_last_not_of('/');
  const auto isBelow = [&](const std::string &root) {
    return path.starts_with(root) && path.size() > root.size() &&
           !command.directory.starts_with(root);
  };
  return !isOfTarget && !isBelow("/usr/include/c++/") &&
         (isBelow("/usr/include/") || isBelow("/usr/local/include/"));
}

/// Whether coroutines are on with these flags, for GCC.
bool hasCoroutines(const std::vector<std::string> &words) {
  static const std::set<std::string> standards = {"20", "2a", "23", "2b", "26", "2c"};
  bool areOn = false;
  for (const std::string &word : words)
    for (const std::string_view prefix : {"-std=c++", "-std=gnu++", "--std=c++", "--std=gnu++"})
      if (word.starts_with(prefix)) // the last one counts
        areOn = standards.contains(word.substr(prefix.size()));
  return areOn || std::ranges::find(words, "-fcoroutines") != words.end();
}

/// Macros that make headers offer coroutines to Clang as they do to GCC: they look for the compiler
/// and not for what it can do.
std::vector<std::string> coroutineMacros(const std::vector<std::string> &words) {
  const bool isClang =
      std::filesystem::path(words.front()).filename().string().find("clang") != std::string::npos;
  std::vector<std::string> macros;
  for (const std::string library : {"ASIO", "BOOST_ASIO"}) {
    const auto isTold = [&](const std::string &word) {
      return word.starts_with("-D" + library + "_DISABLE_CO_AWAIT") ||
             word.starts_with("-D" + library + "_HAS_CO_AWAIT");
    };
    if (!isClang && hasCoroutines(words) && std::ranges::none_of(words, isTold))
      macros.push_back("-D" + library + "_HAS_CO_AWAIT=1");
  }
  return macros;
}

} // namespace

AdjustedCommand adjustedForClang(const CompileCommand &command) {
  AdjustedCommand followed;
  follow(command.arguments, command.directory, 0, followed);
  std::vector<std::string> words = std::move(followed.arguments);
  while (words.size() > 1 && isLauncher(words.front()))
    words.erase(words.begin());
  if (isOfCl(words))
    return adjustedForCl(words, command.file);

  AdjustedCommand out{.arguments = {words.front()}, .notes = std::move(followed.notes)};
  for (std::string &macro : coroutineMacros(words))
    out.arguments.push_back(std::move(macro));
  llvm::SmallVector<const char *, 64> arguments;
  for (std::size_t i = 1; i < words.size(); ++i)
    arguments.push_back(words[i].c_str());
  unsigned missingIndex = 0;
  unsigned missingCount = 0;
  const llvm::opt::InputArgList parsed = getDriverOptTable().ParseArgs(
      arguments, missingIndex, missingCount, llvm::opt::Visibility(options::ClangOption));
  if (missingCount > 0)
    out.notes.push_back(
        fmt::format("the flag '{}' lacks its argument and was dropped", arguments[missingIndex]));
  for (const llvm::opt::Arg *argument : parsed) {
    const llvm::opt::Option &option = argument->getOption();
    if (option.getKind() == llvm::opt::Option::UnknownClass)
      out.notes.push_back(fmt::format("Clang does not know the flag '{}'; it was dropped",
                                      argument->getAsString(parsed)));
    else if (option.matches(options::OPT_I) && argument->getNumValues() == 1 &&
             isOfLibraries(argument->getValue(0), command))
      out.arguments.insert(out.arguments.end(), {"-isystem", argument->getValue(0)});
    else if (option.getKind() != llvm::opt::Option::InputClass &&
             !isUnwanted(option.getUnaliasedOption().getID()) && !isForCodeOnly(option))
      for (unsigned i = 0;
           i <= argument->getNumValues() && argument->getIndex() + i < arguments.size(); ++i) {
        const std::string &word = words[argument->getIndex() + 1 + i];
        if (i > 0 && word != argument->getValue(i - 1))
          break; // the value was joined to the flag
        out.arguments.push_back(word);
      }
  }
  out.arguments.push_back(command.file);
  return out;
}

} // namespace loadline::extract
