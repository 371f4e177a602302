#pragma once

#include "gui/session/session.h"
#include "planner/changes/change.h"
#include "planner/plan/make_plan.h"
#include "planner/rules/policy.h"

#include <QObject>
#include <QTimer>

#include <vector>

namespace loadline::session {

/// The values that are being tried on what is open, with undo and redo. The session shows the plan
/// with them; a spec that is read again is tried again.
class WhatIf : public QObject {
  Q_OBJECT
public:
  explicit WhatIf(Session &session, QObject *parent = nullptr);

  const changes::Changes &changes() const { return changes_; }
  /// Tries one value. Those of one gesture, a slider being dragged, are one step to undo.
  ///   gesture  0 stands for itself
  void set(const changes::Change &change, int gesture = 0);
  void set(changes::Changes changes);
  void undo();
  void redo();
  bool canUndo() const { return !before_.empty(); }
  bool canRedo() const { return !after_.empty(); }

  /// Keeps the values under a name beside the spec, in the place of a set of that name.
  Diagnostics save(const std::string &name);
  /// Forgets the set of that name.
  Diagnostics forget(const std::string &name);

  /// What can't be written into the spec, a sentence each.
  std::vector<std::string> unwritten() const;
  /// Writes the values into the files of the spec, and tries nothing any more.
  Diagnostics write();

signals:
  void changed();                      ///< the changes, and with them what can be undone
  void refused(const QString &reason); ///< there is no plan with these values

private:
  bool apply(changes::Changes changes, plan::Detail detail = plan::Detail::figures);
  void reapply(const Documents &documents);
  changes::Changed changedSystem() const;
  Diagnostics keep(const std::vector<changes::ChangeSet> &sets);

  Session &session_;
  policy::Policy policy_;
  bool hasPolicy_ = false;
  bool isShowing_ = false; ///< the session tells what we told it
  QTimer settle_;          ///< how the figures came about follows when the hand rests
  changes::Changes changes_;
  std::vector<changes::Changes> before_, after_; ///< newest last
  int gesture_ = 0;
};

} // namespace loadline::session
