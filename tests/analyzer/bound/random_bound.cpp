#include "tests/analyzer/bound/random_bound.h"

#include <cstdlib>
#include <limits>

namespace loadline {

using bound::Bound;

int tries() {
  return std::getenv("LOADLINE_TEST_FULL") ? 50'000 : 5'000;
}

std::vector<Bound> RandomBounds::several(int depth) {
  std::vector<Bound> bounds;
  for (std::uint64_t i = below(4); i > 0; --i)
    bounds.push_back(next(depth));
  return bounds;
}

Bound RandomBounds::leaf() {
  static const char *const names[] = {
      "x",  "items", "Options::threads", "f(int, g(x))", "a b", "\"q\"", "",
      ")(", "λ*2+1", "argv[1]"};
  static const std::int64_t counts[] = {
      0, 1, 2, 7, 350, 1'000'000'007, std::numeric_limits<std::int64_t>::max()};
  const std::string name = names[below(std::size(names))];
  switch (below(7)) {
  case 0:
    return Bound::hardware();
  case 1:
    return Bound::config(name);
  case 2:
    return Bound::size(name);
  case 3:
    return Bound::outside(name);
  case 4:
    return Bound::unknown(name);
  case 5:
    return below(4) == 0 ? Bound::unbounded() : Bound::hardware();
  default:
    return Bound::constant(counts[below(std::size(counts))]);
  }
}

Bound RandomBounds::next(int depth) {
  switch (depth > 0 ? below(6) : 5) {
  case 0:
    return Bound::product(several(depth - 1));
  case 1:
    return Bound::sum(several(depth - 1));
  case 2:
    return Bound::minimum(several(depth - 1));
  case 3:
    return Bound::maximum(several(depth - 1));
  default:
    return leaf();
  }
}

} // namespace loadline
