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
  next_ = last_ = {std::move(system), std::move(plan), true, isSimulating_};
  if (!isAlive_)
    launch();
}

/// Nobody waits: a level of a large system takes seconds.
void Sweeper::stop() {
  ++job_;
  next_ = last_ = {};
  sweep_ = {};
  simulated_.clear();
  refusal_.clear();
  worker_.request_stop();
}

void Sweeper::setSimulating(bool wanted) {
  isSimulating_ = wanted;
  simulated_.clear();
  refusal_.clear();
  if (next_.plan) {
    next_.simulates = wanted;
  } else if (wanted && last_.plan) {
    next_ = {last_.system, last_.plan, false, true};
    if (!isAlive_)
      launch();
  }
  emit advanced();
}

void Sweeper::launch() {
  if (worker_.joinable())
    worker_.join(); // it has said that it is done
  isAlive_ = true;
  worker_ = std::jthread(
      [this, job = job_, task = std::exchange(next_, {})](const std::stop_token &token) {
        if (task.solves)
          solve(task, job, token);
        if (task.simulates)
          simulate(task, job, token);
        QMetaObject::invokeMethod(this, &Sweeper::end, Qt::QueuedConnection);
      });
}

void Sweeper::solve(const Task &task, int job, const std::stop_token &token) {
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
}

void Sweeper::simulate(const Task &task, int job, const std::stop_token &token) {
  for (const double factor : curve::simulatedFactors(*task.plan)) {
    if (token.stop_requested())
      break;
    auto level = curve::simulatedAt(*task.system, *task.plan, factor, token);
    const bool goesOn = level.has_value();
    QMetaObject::invokeMethod(
        this, [this, job, level = std::move(level)] { take(job, level); }, Qt::QueuedConnection);
    if (!goesOn)
      break;
  }
}

void Sweeper::take(int job, curve::Level level) {
  if (job != job_)
    return;
  sweep_.levels.push_back(std::move(level));
  emit advanced();
}

void Sweeper::take(int job, const Result<curve::SimulatedLevel> &level) {
  if (job != job_ || !isSimulating_)
    return;
  if (level)
    simulated_.push_back(*level);
  else
    refusal_ = toString(level.error());
  emit advanced();
}

void Sweeper::end() {
  isAlive_ = false;
  if (next_.plan)
    launch();
  emit advanced();
}

} // namespace loadline::session
