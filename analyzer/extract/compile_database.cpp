#include "analyzer/extract/compile_command.h"

#include "base/files.h"

#include <fmt/format.h>
#include <llvm/Support/CommandLine.h>
#include <llvm/Support/JSON.h>
#include <llvm/Support/StringSaver.h>

#include <algorithm>
#include <tuple>

namespace loadline::extract {

namespace {

std::vector<std::string> splitCommand(llvm::StringRef command) {
  llvm::BumpPtrAllocator allocator;
  llvm::StringSaver saver(allocator);
  llvm::SmallVector<const char *, 64> words;
  llvm::cl::TokenizeGNUCommandLine(command, saver, words);
  return {words.begin(), words.end()};
}

/// The parser calls itself for each level; a list of commands has three.
bool nestsTooDeeply(std::string_view json) {
  constexpr int deepest = 100;
  int depth = 0;
  bool isInText = false;
  for (std::size_t i = 0; i < json.size(); ++i) {
    if (isInText && json[i] == '\\')
      ++i;
    else if (json[i] == '"')
      isInText = !isInText;
    else if (!isInText && (json[i] == '[' || json[i] == '{') && ++depth > deepest)
      return true;
    else if (!isInText && (json[i] == ']' || json[i] == '}'))
      --depth;
  }
  return false;
}

std::string absolute(const std::string &path, const std::string &directory) {
  return (std::filesystem::path(directory) / path).lexically_normal().string();
}

/// One entry, or what is wrong with it.
Result<CompileCommand> readEntry(const llvm::json::Value &value, const std::string &database) {
  const auto wrong = [&](std::string what) {
    return Diagnostic{
        {database, 0, 0}, what, "see https://clang.llvm.org/docs/JSONCompilationDatabase.html"};
  };
  const llvm::json::Object *entry = value.getAsObject();
  if (!entry || !entry->getString("directory") || !entry->getString("file"))
    return wrong("an entry needs 'directory' and 'file'");
  CompileCommand command;
  command.directory =
      absolute(entry->getString("directory")->str(), std::filesystem::path(database).parent_path());
  command.file = absolute(entry->getString("file")->str(), command.directory);
  if (const llvm::json::Array *arguments = entry->getArray("arguments")) {
    for (const llvm::json::Value &argument : *arguments) {
      if (!argument.getAsString())
        return wrong(fmt::format("an argument of '{}' is no text", command.file));
      command.arguments.push_back(argument.getAsString()->str());
    }
  } else if (const auto text = entry->getString("command")) {
    command.arguments = splitCommand(*text);
  }
  if (command.arguments.empty())
    return wrong(fmt::format("the entry of '{}' needs 'command' or 'arguments'", command.file));
  return command;
}

} // namespace

Result<std::vector<CompileCommand>> readCompileDatabase(const std::filesystem::path &json) {
  Result<std::string> text = readFile(json);
  if (!text)
    return text.error();
  const std::string name = std::filesystem::absolute(json).string();
  if (nestsTooDeeply(*text))
    return Diagnostic{{name, 0, 0}, "nested more deeply than a compile database is"};
  llvm::Expected<llvm::json::Value> parsed = llvm::json::parse(*text);
  if (!parsed)
    return Diagnostic{{name, 0, 0}, "not valid JSON: " + llvm::toString(parsed.takeError())};
  const llvm::json::Array *entries = parsed->getAsArray();
  if (!entries)
    return Diagnostic{{name, 0, 0}, "a compile database is a list of commands"};
  std::vector<CompileCommand> commands;
  Diagnostics errors;
  for (const llvm::json::Value &value : *entries) {
    Result<CompileCommand> command = readEntry(value, name);
    if (command)
      commands.push_back(*std::move(command));
    else
      errors.push_back(command.error().front());
  }
  if (!errors.empty())
    return errors;
  const auto inOrder = [](const CompileCommand &a, const CompileCommand &b) {
    return std::tie(a.file, a) < std::tie(b.file, b);
  };
  std::sort(commands.begin(), commands.end(), inOrder);
  commands.erase(std::unique(commands.begin(), commands.end()), commands.end());
  return commands;
}

Result<std::vector<std::string>> readFixedFlags(const std::filesystem::path &file) {
  const Result<std::string> text = readFile(file);
  if (!text)
    return text.error();
  std::vector<std::string> flags;
  for (llvm::StringRef rest = *text; !rest.empty();) {
    const auto [line, others] = rest.split('\n');
    if (const llvm::StringRef flag = line.trim(); !flag.empty())
      flags.push_back(flag.str());
    rest = others;
  }
  return flags;
}

bool isAssembly(const std::string &file) {
  const std::string extension = std::filesystem::path(file).extension().string();
  return extension == ".s" || extension == ".S" || extension == ".sx" || extension == ".asm";
}

std::filesystem::path findCompileDatabase(std::filesystem::path start) {
  std::error_code ignored;
  start = std::filesystem::absolute(start);
  for (;;) {
    for (const char *name :
         {"compile_commands.json", "build/compile_commands.json", fixedFlagsFile})
      if (const auto candidate = start / name; std::filesystem::is_regular_file(candidate, ignored))
        return candidate.lexically_normal();
    if (start == start.root_path() || start.empty())
      return {};
    start = start.parent_path();
  }
}

} // namespace loadline::extract
