#pragma once

#include "planner/units/quantity.h"

namespace loadline::simulate {

/// Random times that were drawn: how many, their sum in s, and that of their squares in s².
struct Drawn {
  double count = 0, sum = 0, squares = 0;

  units::Duration add(units::Duration time) {
    count += 1;
    sum += time.count();
    squares += time.count() * time.count();
    return time;
  }
  friend Drawn operator-(const Drawn &a, const Drawn &b) {
    return {a.count - b.count, a.sum - b.sum, a.squares - b.squares};
  }
};

} // namespace loadline::simulate
