#include "analyzer/facts/known_functions.h"

#include <algorithm>

namespace loadline::facts {

void KnownFunctions::add(const TranslationUnitFacts &facts, std::size_t position) {
  if (facts.errors > 0)
    return;
  for (const Function &function : facts.functions) {
    const Symbol &symbol = facts.symbols[function.symbol];
    if (function.kind == Function::Kind::lambda || symbol.usr.empty() || !symbol.pattern.empty() ||
        symbol.isMadeByCompiler || function.at.file < 0)
      continue;
    const auto [known, isNew] = files_[facts.files[function.at.file]].try_emplace(
        nameOf(symbol.usr, function.at.line), position);
    known->second = std::min(known->second, position);
  }
}

const KnownFunctions::InFile *KnownFunctions::inFile(const std::string &file) const {
  const auto found = files_.find(file);
  return found == files_.end() ? nullptr : &found->second;
}

std::string KnownFunctions::nameOf(std::string_view usr, int line) {
  return std::string(usr) + "@" + std::to_string(line);
}

} // namespace loadline::facts
