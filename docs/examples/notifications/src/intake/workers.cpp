#include "intake/workers.h"

#include "common/event.h"
#include "dispatch/fan_out.h"

#include <unistd.h>

namespace notifications {

Workers::Workers(const Options &options) : options_(options) {
  for (unsigned i = 0; i < options_.workers; ++i)
    threads_.emplace_back([this] { work(); });
}

Workers::~Workers() {
  {
    const std::lock_guard lock(mutex_);
    isClosing_ = true;
  }
  arrived_.notify_all();
  for (std::thread &thread : threads_)
    thread.join();
}

bool Workers::offer(int connection) {
  const std::lock_guard lock(mutex_);
  if (waiting_.size() >= options_.queue)
    return false;
  waiting_.push_back(connection);
  arrived_.notify_one();
  return true;
}

void Workers::work() {
  while (true) {
    std::unique_lock lock(mutex_);
    arrived_.wait(lock, [this] { return isClosing_ || !waiting_.empty(); });
    if (waiting_.empty())
      return;
    const int connection = waiting_.front();
    waiting_.pop_front();
    lock.unlock();
    dispatch(readEvent(connection));
    close(connection);
  }
}

} // namespace notifications
