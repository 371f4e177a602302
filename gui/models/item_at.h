#pragma once

#include <cstddef>
#include <vector>

namespace loadline::models {

/// The item of that number; null where there is none.
template <class Item>
const Item *itemAt(const std::vector<Item> &items, int index) {
  return index >= 0 && static_cast<std::size_t>(index) < items.size()
             ? &items[static_cast<std::size_t>(index)]
             : nullptr;
}

} // namespace loadline::models
