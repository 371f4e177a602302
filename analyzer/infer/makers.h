#pragma once

#include "analyzer/infer/body_index.h"

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace loadline::infer {

/// Takes out of a field's writes those by which constructors give it the value that its declaration
/// says, which is one however many they are. Whether there were any: then it is evaluated there.
///   unit  the one that the value is of
bool takeFromConstructors(std::vector<Write> &writes, int unit, const facts::InitialValue &value);

/// Whether a constructor's class is declared in the source of another program, so that a unit can't
/// mean it: of equal names it is the other.
bool isOfAnotherProgram(const link::Program &program, link::FunctionId constructor, int unit);

/// Whether a rule tells what becomes of a callable that an object is made of: `std::thread(f)`.
bool takesCallable(const link::Program &program, const rules::Rules &rules, int unit,
                   const facts::Expression &made);

/// Finds the constructors that run though no expression names them.
class Makers {
public:
  Makers(const link::Program &program, const rules::Rules &rules);

  /// Of the object that a factory, or a container's method, makes of its arguments:
  /// `make_unique<Worker>(…)`, `workers.emplace_back(…)`.
  std::vector<link::FunctionId> constructorsOfMade(int unit, const facts::Expression &call,
                                                   const rules::SpawnApi &maker) const;
  /// Of as many objects as the first argument says, each made without arguments:
  /// `vector<Worker> workers(n)`, `workers.resize(n)`, `make_unique<Worker[]>(n)`.
  std::vector<link::FunctionId> constructorsOfMany(int unit, const facts::Expression &call) const;

private:
  std::vector<link::FunctionId>
  constructorsOf(int unit, const std::string &type,
                 const std::function<bool(std::size_t parameters)> &fits) const;
  std::string elementOf(int unit, const facts::Expression &call) const;
  bool isCount(int unit, const facts::Expression &argument) const;

  const link::Program &program_;
  const rules::Rules &rules_;
  std::map<std::string, std::vector<link::FunctionId>> constructors_; ///< by the class's name
};

} // namespace loadline::infer
