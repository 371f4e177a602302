#pragma once

#include "planner/curve/load_curve.h"

#include <QObject>

#include <memory>
#include <thread>

namespace loadline::session {

/// Solves a system at one load after the other, on a thread of its own.
class Sweeper : public QObject {
  Q_OBJECT
public:
  static constexpr int levels = 24;

  using QObject::QObject;
  /// Waits for the level that is being solved.
  ~Sweeper() override;

  /// Begins anew, as soon as the level that is being solved is done; what an earlier start would
  /// still bring is dropped.
  void start(std::shared_ptr<const spec::System> system, std::shared_ptr<const plan::Plan> plan);
  void stop();
  bool isRunning() const { return isAlive_ || next_.plan; }
  /// What is there so far.
  const curve::Sweep &sweep() const { return sweep_; }

signals:
  void advanced(); ///< a level more, or the last

private:
  struct Task {
    std::shared_ptr<const spec::System> system;
    std::shared_ptr<const plan::Plan> plan;
  };

  void launch();
  void take(int job, curve::Level level);
  void end();

  std::jthread worker_;
  Task next_; ///< waits for the worker to see that it is to stop
  curve::Sweep sweep_;
  int job_ = 0;
  bool isAlive_ = false;
};

} // namespace loadline::session
