#include "analyzer/cli/commands.h"

#include "base/text.h"

#include <fmt/format.h>

#include <algorithm>

namespace loadline::audit {

namespace {

namespace fs = std::filesystem;

std::string resolved(const fs::path &path) {
  std::error_code problem;
  const fs::path real = fs::weakly_canonical(fs::absolute(path), problem);
  std::string text = (problem ? fs::absolute(path).lexically_normal() : real).string();
  if (text.size() > 1 && text.back() == '/')
    text.pop_back();
  return text;
}

bool isBelow(const std::string &file, const std::string &folder) {
  return file == folder ||
         (file.size() > folder.size() && file.compare(0, folder.size(), folder) == 0 &&
          (folder == "/" || file[folder.size()] == '/'));
}

/// What says that a response file among the flags can't be read; what it names in turn is told as
/// that of a compile database is, by a note.
Diagnostics unreadable(const std::vector<std::string> &flags, const fs::path &folder) {
  Diagnostics out;
  std::error_code ignored;
  for (const std::string &flag : flags)
    if (flag.size() > 1 && flag[0] == '@' && !fs::is_regular_file(folder / flag.substr(1), ignored))
      out.push_back({{flag.substr(1), 0, 0}, "no such response file"});
  return out;
}

/// The given sources, each with the same flags.
///   folder  what these are relative to
Result<Commands> withFixedFlags(const Arguments &arguments, const std::vector<std::string> &flags,
                                const fs::path &folder) {
  Commands out;
  Diagnostics errors = unreadable(flags, folder);
  std::error_code ignored;
  for (const std::string &path : arguments.paths) {
    if (!fs::is_regular_file(path, ignored)) {
      errors.push_back({{path, 0, 0}, "no such source file"});
      continue;
    }
    extract::CompileCommand command{folder.string(), resolved(path), {}};
    command.arguments.push_back(fs::path(path).extension() == ".c" ? "cc" : "c++");
    command.arguments.insert(command.arguments.end(), flags.begin(), flags.end());
    out.commands.push_back(std::move(command));
  }
  if (!errors.empty())
    return errors;
  std::ranges::sort(out.commands);
  out.commands.erase(std::unique(out.commands.begin(), out.commands.end()), out.commands.end());
  return out;
}

/// As clang-tidy takes a compile_flags.txt: it names no sources, so these are to be given.
Result<Commands> withFlagsOf(const fs::path &file, const Arguments &arguments) {
  const Result<std::vector<std::string>> flags = extract::readFixedFlags(file);
  if (!flags)
    return flags.error();
  if (arguments.paths.empty())
    return Diagnostic{{file.string(), 0, 0}, "it names no sources", "name the sources to audit"};
  Result<Commands> out = withFixedFlags(arguments, *flags, fs::absolute(file).parent_path());
  if (out)
    out->database = file.string();
  return out;
}

/// Folders with a compile database one or two levels below `folder`, where presets and out-of-tree
/// builds put it; in order.
std::vector<std::string> databasesBelow(const fs::path &folder) {
  constexpr int mostEntries = 1000;
  std::vector<std::string> out;
  std::error_code problem;
  int seen = 0;
  for (auto at = fs::recursive_directory_iterator(folder, problem);
       !problem && at != fs::recursive_directory_iterator() && ++seen <= mostEntries;
       at.increment(problem)) {
    if (at.depth() >= 2 || (at->is_directory(problem) && at->path().filename().string()[0] == '.'))
      at.disable_recursion_pending();
    if (at->path().filename() == "compile_commands.json")
      out.push_back(at->path().parent_path().lexically_relative(folder).string());
  }
  std::ranges::sort(out);
  return out;
}

std::string whereToLook(const fs::path &start) {
  const std::vector<std::string> near = databasesBelow(start);
  return near.empty() ? "name its folder with -p, or give the flags after '--'"
                      : fmt::format("name its folder with -p: there is one in {}", inWords(near));
}

fs::path databaseIn(const fs::path &folder) {
  std::error_code ignored;
  const fs::path commands = folder / "compile_commands.json";
  const fs::path flags = folder / extract::fixedFlagsFile;
  return !fs::exists(commands, ignored) && fs::exists(flags, ignored) ? flags : commands;
}

Result<fs::path> databaseFor(const Arguments &arguments) {
  std::error_code ignored;
  if (!arguments.buildFolder.empty()) {
    const fs::path file = fs::is_directory(arguments.buildFolder, ignored)
                              ? databaseIn(arguments.buildFolder)
                              : fs::path(arguments.buildFolder);
    if (!fs::is_regular_file(file, ignored))
      return Diagnostic{
          {arguments.buildFolder, 0, 0},
          "no compile_commands.json there",
          "CMake writes one with -DCMAKE_EXPORT_COMPILE_COMMANDS=ON, make with 'bear -- make'"};
    return file;
  }
  const fs::path start =
      arguments.paths.empty() ? fs::current_path() : fs::path(arguments.paths.front());
  const fs::path found = extract::findCompileDatabase(
      fs::is_directory(start, ignored) ? start : fs::absolute(start).parent_path());
  if (found.empty())
    return Diagnostic{{start.string(), 0, 0},
                      "no compile_commands.json found there or in any folder above",
                      whereToLook(fs::is_directory(start, ignored) ? start : start.parent_path())};
  return found;
}

bool liesAtAny(const std::string &file, const std::vector<std::string> &paths) {
  return std::ranges::any_of(paths, [&](const std::string &path) { return isBelow(file, path); });
}

/// The given paths at which no source of the database lies; one that does not exist is an error.
Result<std::vector<std::string>> notFound(const Arguments &arguments, const Commands &found) {
  std::vector<std::string> out;
  Diagnostics errors;
  std::error_code ignored;
  for (const std::string &path : arguments.paths) {
    const std::string wanted = resolved(path);
    const auto liesThere = [&](const std::string &file) { return isBelow(file, wanted); };
    if (std::ranges::any_of(found.commands, liesThere, &extract::CompileCommand::file) ||
        std::ranges::any_of(found.ofAssembler, liesThere))
      continue;
    if (fs::exists(path, ignored))
      out.push_back(path);
    else
      errors.push_back({{path, 0, 0}, "no such file or folder"});
  }
  if (!errors.empty())
    return errors;
  return out;
}

} // namespace

Result<Commands> commandsFor(const Arguments &arguments) {
  if (arguments.fixedFlags)
    return withFixedFlags(arguments, *arguments.fixedFlags, fs::current_path());
  const Result<fs::path> database = databaseFor(arguments);
  if (!database)
    return database.error();
  if (database->filename() == extract::fixedFlagsFile)
    return withFlagsOf(*database, arguments);
  Result<std::vector<extract::CompileCommand>> all = extract::readCompileDatabase(*database);
  if (!all)
    return all.error();
  std::vector<std::string> wanted;
  for (const std::string &path : arguments.paths)
    wanted.push_back(resolved(path));
  Commands out{.database = database->string()};
  for (extract::CompileCommand &command : *all) {
    const std::string file = resolved(command.file);
    if (wanted.empty() || liesAtAny(file, wanted)) {
      if (extract::isAssembly(file)) {
        out.ofAssembler.push_back(file);
        continue;
      }
      command.file = file;
      out.commands.push_back(std::move(command));
    }
  }
  Result<std::vector<std::string>> missing = notFound(arguments, out);
  if (!missing)
    return missing.error();
  out.notInDatabase = *std::move(missing);
  if (out.commands.empty())
    return Diagnostic{{database->string(), 0, 0},
                      all->empty()              ? "the compile database is empty"
                      : out.ofAssembler.empty() ? "none of its sources lies at the given paths"
                                                : "its sources there are of an assembler, which "
                                                  "holds nothing to audit"};
  return out;
}

std::string rootFor(const Arguments &arguments,
                    const std::vector<extract::CompileCommand> &commands) {
  if (!arguments.root.empty())
    return resolved(arguments.root);
  const std::string here = resolved(fs::current_path());
  if (std::ranges::any_of(commands, [&](const extract::CompileCommand &command) {
        return isBelow(command.file, here);
      }))
    return here;
  fs::path common = fs::path(commands.front().file).parent_path();
  for (const extract::CompileCommand &command : commands)
    while (!isBelow(command.file, common.string()))
      common = common.parent_path();
  return common.string();
}

} // namespace loadline::audit
