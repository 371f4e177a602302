#include "analyzer/infer/overriding.h"

namespace loadline::infer {

void noteOverriding(const link::Program &program, const rules::Rules &rules, BodyIndex &index) {
  for (std::size_t i = 0; i < program.functions().size(); ++i) {
    const auto id = static_cast<link::FunctionId>(i);
    const facts::Symbol &symbol = *program.functions()[i].symbol;
    bool isTold = false;
    for (const std::string &name : symbol.overriddenNames) {
      const auto rule = rules.overrides.find(name);
      if (rule == rules.overrides.end())
        continue;
      isTold = true;
      if (rule->second.runs != rules::EventSource::Runs::onceEver)
        index.eventHandlers.emplace(id, &rule->second);
    }
    if (symbol.isCalledFromUnseen && !isTold)
      index.calledFromUnseen.insert(id);
  }
}

} // namespace loadline::infer
