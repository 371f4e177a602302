#pragma once

#include "planner/curve/load_curve.h"
#include "planner/curve/seen.h"

#include <QObject>

#include <memory>
#include <thread>

namespace loadline::session {

/// Solves a system at one load after the other, on a thread of its own, and simulates it at a few
/// where that is wanted.
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
  /// Whether what is solved is simulated too; simulates what is there already.
  void setSimulating(bool wanted);
  bool isSimulating() const { return isSimulating_; }
  /// What is there so far.
  const curve::Sweep &sweep() const { return sweep_; }
  const std::vector<curve::SimulatedLevel> &simulated() const { return simulated_; }
  /// Why the last simulation gave nothing; "" where it did.
  const std::string &refusal() const { return refusal_; }

signals:
  void advanced(); ///< a level more, or the last

private:
  struct Task {
    std::shared_ptr<const spec::System> system;
    std::shared_ptr<const plan::Plan> plan;
    bool solves = true, simulates = false;
  };

  void launch();
  void solve(const Task &task, int job, const std::stop_token &token);
  void simulate(const Task &task, int job, const std::stop_token &token);
  void take(int job, curve::Level level);
  void take(int job, const Result<curve::SimulatedLevel> &level);
  void end();

  std::jthread worker_;
  Task next_, last_; ///< waits for the worker to see that it is to stop; what was begun last
  curve::Sweep sweep_;
  std::vector<curve::SimulatedLevel> simulated_;
  std::string refusal_;
  bool isSimulating_ = false;
  int job_ = 0;
  bool isAlive_ = false;
};

} // namespace loadline::session
