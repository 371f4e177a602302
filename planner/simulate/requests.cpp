#include "planner/simulate/requests.h"

#include <cassert>

namespace loadline::simulate {

std::uint32_t Requests::open() {
  if (free_.empty()) {
    all_.emplace_back();
    return static_cast<std::uint32_t>(all_.size() - 1);
  }
  const std::uint32_t index = free_.back();
  free_.pop_back();
  all_[index] = Request{.generation = all_[index].generation};
  return index;
}

void Requests::close(std::uint32_t index) {
  assert(all_[index].firstChild == none && all_[index].parent == none);
  ++all_[index].generation;
  all_[index].isOpen = false;
  free_.push_back(index);
}

void Requests::attach(std::uint32_t child, std::uint32_t parent) {
  Request &request = all_[child];
  request.parent = parent;
  request.previous = none;
  request.next = all_[parent].firstChild;
  if (request.next != none)
    all_[request.next].previous = child;
  all_[parent].firstChild = child;
}

void Requests::detach(std::uint32_t child) {
  Request &request = all_[child];
  if (request.parent == none)
    return;
  if (request.next != none)
    all_[request.next].previous = request.previous;
  (request.previous == none ? all_[request.parent].firstChild : all_[request.previous].next) =
      request.next;
  request.parent = none;
}

} // namespace loadline::simulate
