#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <thread>
#include <vector>

namespace notifications {

struct Options {
  unsigned workers = 96; ///< was 64 until the spring campaign
  std::size_t queue = 200;
};

/// Connections wait in a bounded queue for one of a fixed number of threads.
class Workers {
public:
  explicit Workers(const Options &options);
  ~Workers();

  /// False where the queue is full: the caller answers "try again later".
  bool offer(int connection);

private:
  void work();

  const Options options_;
  std::mutex mutex_;
  std::condition_variable arrived_;
  std::deque<int> waiting_;
  bool isClosing_ = false;
  std::vector<std::thread> threads_;
};

} // namespace notifications
