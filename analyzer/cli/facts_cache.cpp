#include "analyzer/cli/facts_cache.h"

#include "base/files.h"
#include "base/text.h"

#include <fmt/format.h>
#include <xxhash.h>

namespace loadline::audit {

namespace {

std::string hashOf(std::string_view text) {
  const XXH128_hash_t hash = XXH3_128bits(text.data(), text.size());
  return fmt::format("{:016x}{:016x}", hash.high64, hash.low64);
}

/// Facts are good for the extractor that made them only; a rebuilt one of the same version may
/// differ.
const std::string &hashOfThisProgram() {
  static const std::string hash = [] {
    const Result<std::string> program = readFile("/proc/self/exe");
    return program ? hashOf(*program) : std::string(LOADLINE_VERSION);
  }();
  return hash;
}

} // namespace

std::filesystem::path FactsCache::pathFor(const extract::CompileCommand &command) const {
  std::string key = fmt::format("{} {}\n{}\n{}", hashOfThisProgram(), LOADLINE_LLVM_MAJOR,
                                command.directory, command.file);
  for (const std::string &argument : command.arguments)
    key += "\n" + argument;
  return folder_ / (hashOf(key) + ".facts.json");
}

namespace {

constexpr std::size_t digits = 32; // of a hash

/// The lines of a note of inputs, each a state and a path; nothing where it is not whole: its first
/// line is the hash of the rest.
std::optional<std::vector<std::string>> wholeNote(const std::string &note) {
  if (note.size() <= digits || note[digits] != '\n' ||
      hashOf(std::string_view(note).substr(digits + 1)) != std::string_view(note).substr(0, digits))
    return std::nullopt;
  return split(note.substr(digits + 1), '\n');
}

} // namespace

std::string FactsCache::stateOf(const std::string &file) {
  const auto [known, isNew] = states_.try_emplace(file);
  if (isNew) {
    const Result<std::string> text = readFile(file);
    known->second = text ? hashOf(*text) : std::string(digits, '-');
  }
  return known->second;
}

std::optional<facts::TranslationUnitFacts>
FactsCache::read(const extract::CompileCommand &command) {
  const std::filesystem::path path = pathFor(command);
  std::error_code ignored;
  if (!std::filesystem::exists(path, ignored))
    return std::nullopt;
  const Result<std::string> states = readFile(path.string() + ".inputs");
  const auto lines = states ? wholeNote(*states) : std::nullopt;
  if (!lines)
    return std::nullopt;
  for (const std::string &line : *lines)
    if (line.size() > digits + 1 && stateOf(line.substr(digits + 1)) != line.substr(0, digits))
      return std::nullopt;
  const Result<std::string> text = readFile(path);
  if (!text)
    return std::nullopt;
  Result<facts::TranslationUnitFacts> facts = facts::parseFacts(*text, path.string());
  if (!facts)
    return std::nullopt;
  return *std::move(facts);
}

bool FactsCache::write(const extract::CompileCommand &command,
                       const facts::TranslationUnitFacts &facts) {
  const std::filesystem::path path = pathFor(command);
  if (!writeFile(path, toJsonText(facts)).empty())
    return false;
  if (!isKept_)
    return true;
  std::string states;
  for (const std::string &file : facts.dependencies)
    states += stateOf(file) + " " + file + "\n";
  return writeFile(path.string() + ".inputs", hashOf(states) + "\n" + states).empty();
}

} // namespace loadline::audit
