#include "analyzer/findings/inventory.h"
#include "tests/fuzz/targets.h"

namespace loadline::fuzz {

void fuzzAudit(std::string_view bytes) {
  const Result<findings::Audit> first = findings::parseAudit(bytes, "fuzz.json");
  if (!first)
    return mustHold(!toString(first.error()).empty(), "a refusal says why");
  // Text is made printable when it is written, so the second reading is the one that must be
  // stable.
  const std::string text = findings::toJsonText(*first);
  const Result<findings::Audit> second = findings::parseAudit(text, "fuzz.json");
  mustHold(second.has_value(), "what is written can be read");
  mustHold(findings::toJsonText(*second) == text, "and is written the same again");
}

} // namespace loadline::fuzz
