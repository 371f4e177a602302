#pragma once

#include "analyzer/infer/body_index.h"

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

} // namespace loadline::infer
