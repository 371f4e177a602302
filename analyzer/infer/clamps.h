#pragma once

#include "analyzer/infer/body_index.h"

namespace loadline::infer {

/// Notes in an index what tests keep small: `if (n > most) n = most;`, `if (n > most) return;`.
class Clamps {
public:
  Clamps(const link::Program &program, const rules::Rules &rules, BodyIndex &index)
      : program_(program), rules_(rules), index_(index) {}

  /// Of the innermost branch of a context, each part of its condition that alone lets it be taken:
  /// `if (n < 1 || n > most) return;`.
  void note(int unit, const Context &context, const facts::Expression &condition);

private:
  void noteComparison(int unit, const Context &context, const facts::Expression &kept,
                      const std::string &op, const facts::Expression &most);
  const facts::Expression *resizedIn(int unit, const facts::Statement &then,
                                     link::VariableId container) const;

  const link::Program &program_;
  const rules::Rules &rules_;
  BodyIndex &index_;
};

} // namespace loadline::infer
