#include "gui/session/what_if.h"

#include "base/install_paths.h"
#include "gui/session/tried.h"
#include "gui/session/tried_sets.h"

#include <chrono>

namespace loadline::session {

WhatIf::WhatIf(Session &session, QObject *parent) : QObject(parent), session_(session) {
  if (auto policy = policy::loadPolicy(dataFolder("rules"))) {
    policy_ = *std::move(policy);
    hasPolicy_ = true;
  }
  settle_.setSingleShot(true);
  settle_.setInterval(std::chrono::milliseconds(300));
  connect(&settle_, &QTimer::timeout, this, [this] {
    if (!changes_.empty())
      apply(changes_, plan::Detail::derivations);
  });
  connect(&session_, &Session::changed, this, &WhatIf::reapply);
}

void WhatIf::set(const changes::Change &change, int gesture) {
  const bool goesOn = gesture != 0 && gesture == gesture_;
  const changes::Changes old = changes_;
  if (!apply(with(changes_, change)) || old == changes_)
    return;
  gesture_ = gesture;
  if (!goesOn)
    before_.push_back(old);
  after_.clear();
  emit changed();
}

void WhatIf::set(changes::Changes changes) {
  const changes::Changes old = changes_;
  if (!apply(std::move(changes)) || old == changes_)
    return;
  gesture_ = 0;
  before_.push_back(old);
  after_.clear();
  emit changed();
}

void WhatIf::undo() {
  if (before_.empty())
    return;
  after_.push_back(changes_);
  apply(before_.back());
  before_.pop_back();
  gesture_ = 0;
  emit changed();
}

void WhatIf::redo() {
  if (after_.empty())
    return;
  before_.push_back(changes_);
  apply(after_.back());
  after_.pop_back();
  gesture_ = 0;
  emit changed();
}

/// False, and said, where there is no plan with these.
bool WhatIf::apply(changes::Changes changes, plan::Detail detail) {
  if (!session_.documents().plan || !hasPolicy_)
    return false;
  Result<Documents> documents = tried(session_.documents(), changes, policy_, detail);
  if (!documents) {
    emit refused(QString::fromStdString(toString(documents.error())));
    return false;
  }
  changes_ = std::move(changes);
  if (detail == plan::Detail::figures && !changes_.empty())
    settle_.start();
  isShowing_ = true;
  session_.show(*std::move(documents));
  isShowing_ = false;
  return true;
}

/// Files were opened, read again or closed.
void WhatIf::reapply(const Documents &documents) {
  if (isShowing_ || changes_.empty() || documents.asItStands)
    return;
  const changes::Changes wanted = documents.plan ? changes_ : changes::Changes();
  if (!documents.plan || !apply(wanted)) {
    changes_.clear();
    before_.clear();
    after_.clear();
  }
  emit changed();
}

changes::Changed WhatIf::changedSystem() const {
  const auto &system = session_.documents().systemAsItStands;
  return system ? changes::changed(*system, changes_) : changes::Changed{};
}

std::vector<std::string> WhatIf::unwritten() const {
  return changedSystem().unwritten;
}

Diagnostics WhatIf::save(const std::string &name) {
  std::vector<changes::ChangeSet> sets;
  for (const TriedSet &tried : session_.documents().sets)
    sets.push_back(tried.set);
  return keep(changes::with(std::move(sets), {name, changes_}));
}

Diagnostics WhatIf::forget(const std::string &name) {
  std::vector<changes::ChangeSet> sets;
  for (const TriedSet &tried : session_.documents().sets)
    if (tried.set.name != name)
      sets.push_back(tried.set);
  return keep(sets);
}

Diagnostics WhatIf::keep(const std::vector<changes::ChangeSet> &sets) {
  Diagnostics errors = writeSets(session_.documents().specPath, sets);
  if (errors.empty())
    session_.reload();
  return errors;
}

Diagnostics WhatIf::write() {
  const changes::Changed of = changedSystem();
  if (Diagnostics errors = spec::writeEdits(of.edits); !errors.empty())
    return errors;
  apply({});
  before_.clear();
  after_.clear();
  session_.reload();
  emit changed();
  return {};
}

} // namespace loadline::session
