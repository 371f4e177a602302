#pragma once

#include "analyzer/infer/body_index.h"

namespace loadline::infer {

/// Follows callables that are stored or passed on to where they run, and adds what it finds to the
/// index:
///
/// - a callable kept in a field, a global or a local runs where what is kept there is called;
/// - one that a queue hands on runs once for each time that it was put in; what puts it in is a
/// submission, if
///   a queue's consumer runs on units of its own;
/// - one that a function calls back runs as often as that call's loops say.
///
/// Values are followed without regard to the order of statements, as in [Andersen1994]; fields are
/// told apart, objects are not.
void followCallables(const link::Program &program, const rules::Rules &rules, BodyIndex &index);

} // namespace loadline::infer
