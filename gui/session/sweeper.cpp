#include "gui/session/sweeper.h"

#include <utility>

namespace loadline::session {

Sweeper::~Sweeper() {
  worker_.request_stop();
  if (worker_.joinable())
    worker_.join();
}

void Sweeper::start(std::shared_ptr<const spec::System> system,
                    std::shared_ptr<const plan::Plan> plan) {
  stop();
  next_ = {std::move(system), std::move(plan)};
  if (!isAlive_)
    launch();
}

/// Nobody waits: a level of a large system takes seconds.
void Sweeper::stop() {
  ++job_;
  next_ = {};
  sweep_ = {};
  worker_.request_stop();
}

void Sweeper::launch() {
  if (worker_.joinable())
    worker_.join(); // it has said that it is done
  isAlive_ = true;
  worker_ = std::jthread(
      [this, job = job_, task = std::exchange(next_, {})](const std::stop_token &token) {
        for (const double factor : curve::factorsFor(*task.plan, levels)) {
          if (token.stop_requested())
            break;
          QMetaObject::invokeMethod(
              this,
              [this, job, level = curve::levelAt(*task.system, task.plan->at, factor)] {
                take(job, level);
              },
              Qt::QueuedConnection);
        }
        QMetaObject::invokeMethod(this, &Sweeper::end, Qt::QueuedConnection);
      });
}

void Sweeper::take(int job, curve::Level level) {
  if (job != job_)
    return;
  sweep_.levels.push_back(std::move(level));
  emit advanced();
}

void Sweeper::end() {
  isAlive_ = false;
  if (next_.plan)
    launch();
  emit advanced();
}

} // namespace loadline::session
