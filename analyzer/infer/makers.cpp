#include "analyzer/infer/makers.h"

namespace loadline::infer {

bool takeFromConstructors(std::vector<Write> &writes, int unit, const facts::InitialValue &value) {
  return std::erase_if(writes, [&](const Write &write) {
           return write.how == Write::How::initial && write.context.function >= 0 &&
                  write.unit == unit && write.value && write.value->at == value.value.at;
         }) > 0;
}

bool isOfAnotherProgram(const link::Program &program, link::FunctionId constructor, int unit) {
  const link::Function &made = program.functions()[constructor];
  const facts::TranslationUnitFacts &theirs = program.units()[made.unit];
  return made.unit != unit && made.symbol->declaredIn >= 0 &&
         theirs.files[made.symbol->declaredIn] == theirs.mainFile;
}

bool takesCallable(const link::Program &program, const rules::Rules &rules, int unit,
                   const facts::Expression &made) {
  const std::string name = ruleName(program, unit, made);
  return made.kind == facts::Expression::Kind::construct &&
         (rules.spawnApi(name) || rules.eventSource(name));
}

} // namespace loadline::infer
