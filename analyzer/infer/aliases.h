#pragma once

#include "analyzer/infer/body_index.h"

namespace loadline::infer {

/// Notes in an index which variables stand for others: what is written to the one is written to the
/// other.
class Aliases {
public:
  Aliases(const link::Program &program, const rules::Rules &rules, BodyIndex &index)
      : program_(program), rules_(rules), index_(index) {}

  /// Of an operand of a call: `read(&n)`, `std::thread(count, std::ref(n))`. Whether it is seen
  /// what happens to the variable there.
  bool noteArgument(std::size_t call, std::size_t operand, bool startsUnit);

  /// `int &all = n;`, `int *p = &n;`, and of a constructor `: all(n)`.
  void noteReference(int unit, const facts::Statement &declaration);
  /// Of a field that refers to a number, and what it is given: `Counted{n}`.
  void noteField(int unit, int symbol, const facts::Expression &value);
  /// `for (auto it = all.begin(); it != all.end(); ++it)`: the iterator of a loop that asks for it
  /// leads to each element in turn. What starts it stands before the loop.
  void noteIterators(int unit, const facts::Statement &loop);

private:
  void note(int unit, int reference, const facts::Expression &value);
  bool noteOfCallee(const Call &call, std::size_t operand);
  bool noteOfEntry(std::size_t call, std::size_t operand);
  void notePassedOn(const Call &call, std::size_t operand);
  void note(link::VariableId variable, link::FunctionId callee, std::size_t parameter);
  const facts::Expression &handedOn(int unit, const facts::Expression &expression) const;

  const link::Program &program_;
  const rules::Rules &rules_;
  BodyIndex &index_;
};

} // namespace loadline::infer
