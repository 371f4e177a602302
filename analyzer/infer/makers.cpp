#include "analyzer/infer/makers.h"

#include "analyzer/infer/statements.h"

#include <algorithm>

namespace loadline::infer {

using facts::Expression;
using rules::SpawnApi;

namespace {

/// `vector(n)`, `resize(n)`, with nothing but an allocator behind it.
bool isMadeByCount(const Expression &call) {
  const auto arguments = argumentsOf(call);
  return !arguments.empty() &&
         std::all_of(arguments.begin() + 1, arguments.end(), [](const Expression *other) {
           return other->kind == Expression::Kind::construct && other->operands.empty();
         });
}

} // namespace

Makers::Makers(const link::Program &program, const rules::Rules &rules)
    : program_(program), rules_(rules) {
  for (std::size_t id = 0; id < program.functions().size(); ++id)
    if (program.functions()[id].facts->kind == facts::Function::Kind::constructor)
      constructors_[classOf(program, static_cast<link::FunctionId>(id))].push_back(
          static_cast<link::FunctionId>(id));
}

std::vector<link::FunctionId> Makers::constructorsOfMade(int unit, const Expression &call,
                                                         const SpawnApi &maker) const {
  const bool makes = maker.starts == SpawnApi::Starts::whatItMakes;
  if (!makes && (maker.starts != SpawnApi::Starts::whatItHolds || !call.hasObject))
    return {};
  const link::VariableId container = makes ? -1 : baseVariable(program_, unit, call.operands[0]);
  const std::string type = makes            ? call.type
                           : container >= 0 ? program_.variables()[container].symbol->type
                                            : "";
  const std::string made = withoutArguments(firstArgument(type));
  const auto arguments = argumentsOf(call);
  const link::VariableId first =
      arguments.empty() ? -1 : baseVariable(program_, unit, *arguments[0]);
  if (first >= 0 && withoutArguments(program_.variables()[first].symbol->type) == made)
    return {}; // a copy or move of one that is there
  return constructorsOf(unit, made,
                        [&](std::size_t parameters) { return parameters >= arguments.size(); });
}

std::vector<link::FunctionId> Makers::constructorsOfMany(int unit, const Expression &call) const {
  const std::string element = isMadeByCount(call) ? elementOf(unit, call) : "";
  return constructorsOf(unit, element, [](std::size_t parameters) { return parameters == 0; });
}

std::vector<link::FunctionId>
Makers::constructorsOf(int unit, const std::string &type,
                       const std::function<bool(std::size_t parameters)> &fits) const {
  std::vector<link::FunctionId> out;
  if (type.empty()) // nothing is made; a struct without a name has that too
    return out;
  if (const auto found = constructors_.find(type); found != constructors_.end())
    for (const link::FunctionId constructor : found->second)
      if (fits(program_.functions()[constructor].facts->parameters.size()) &&
          !isOfAnotherProgram(program_, constructor, unit))
        out.push_back(constructor);
  return out;
}

/// The type of what a call makes as many of as its first argument says; "" for none.
std::string Makers::elementOf(int unit, const Expression &call) const {
  const rules::NumberSource *rule = rules_.number(ruleName(program_, unit, call));
  if (rule && rule->gives == rules::NumberSource::Gives::newSize && call.hasObject) {
    const link::VariableId container = baseVariable(program_, unit, call.operands[0]);
    return container < 0
               ? ""
               : withoutArguments(firstArgument(program_.variables()[container].symbol->type));
  }
  const std::string element = firstArgument(call.type);
  const SpawnApi *maker = rules_.spawnApi(ruleName(program_, unit, call));
  if (maker && maker->starts == SpawnApi::Starts::whatItMakes) {
    // `make_unique<T[]>(n)`: nothing else is made of a number where no constructor takes one
    const std::string made = withoutArguments(element);
    const auto takesOne = [](std::size_t parameters) { return parameters > 0; };
    const bool isArray =
        isCount(unit, *argumentsOf(call).front()) && constructorsOf(unit, made, takesOne).empty();
    return isArray ? made : "";
  }
  // a container whose size can be set can be made with one
  const bool isSized = call.kind == Expression::Kind::construct && !element.empty() &&
                       rules_.number(withoutArguments(call.type) + "::resize") &&
                       isCount(unit, call.operands[0]);
  return isSized ? withoutArguments(element) : "";
}

bool Makers::isCount(int unit, const Expression &argument) const {
  if (argument.kind == Expression::Kind::reference)
    return isNumeric(program_.symbol(unit, argument.symbol).type);
  return argument.kind == Expression::Kind::literal || argument.kind == Expression::Kind::binary ||
         (argument.kind == Expression::Kind::call && !argument.type.empty() &&
          isNumeric(argument.type));
}

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
