#include "planner/simulate/loads.h"

#include <algorithm>

namespace loadline::simulate {

std::uint32_t Loads::open(const Call &call) {
  if (free_.empty()) {
    free_.push_back(static_cast<std::uint32_t>(all_.size()));
    all_.emplace_back();
  }
  const std::uint32_t index = free_.back();
  free_.pop_back();
  Load &load = all_[index];
  load = {.generation = load.generation, .call = &call, .joined = {}};
  return index;
}

void Loads::close(std::uint32_t index) {
  ++all_[index].generation;
  all_[index].joined.clear();
  free_.push_back(index);
}

void Loads::forget(const Call &call) {
  if (const auto found = sharing_.find(&call); found != sharing_.end())
    std::fill(found->second.lives.begin(), found->second.lives.end(), Duration(0));
}

} // namespace loadline::simulate
