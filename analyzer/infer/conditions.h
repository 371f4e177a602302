#pragma once

#include "analyzer/infer/inference.h"

#include <vector>

namespace loadline::infer {

/// Something that is known where a place of the program is reached.
struct KnownThere {
  enum class How {
    holds,    ///< a condition, that was tested
    fails,    ///< a condition, that was tested
    equals,   ///< an expression has the value `value`: a switch came to its case
    acquired, ///< a permit, by the call
    made,     ///< a local object, by its construction or the call that makes it
  } how = How::holds;
  const facts::Expression *expression = nullptr; ///< no `!`, `&&` or `||` around what matters
  int unit = -1;
  std::size_t frames = 0; ///< how many loops of the place stand around the test too
  facts::Place at;
  std::int64_t value = 0; ///< of equals
  int symbol = -1;        ///< of made: the local
  const facts::Expression *through =
      nullptr; ///< of acquired: the call in the place's function, if what it calls acquires
};

/// What must have been tested or waited for on every way to a place within its function: the
/// branches it stands in, the tests before it that leave or wait where they fail, the permits
/// taken. Shape decides, as code is structured; jumps into the middle are not looked for.
std::vector<KnownThere> knownAt(const Inference &inference, const Context &place);

} // namespace loadline::infer
