#include "gui/session/selection.h"

namespace loadline::session {

void Selection::select(const Subject &subject) {
  if (subject == subject_)
    return;
  subject_ = subject;
  emit changed(subject_);
  if (subject_.kind != Subject::Kind::none && !subject_.service.empty())
    emit serviceShown(subject_.service);
}

void Selection::filterFindings(const std::string &service) {
  emit findingsFiltered(service);
}

void Selection::stepFinding(int rows) {
  emit findingStepped(rows);
}

void Selection::stepCode(int steps) {
  emit codeStepped(steps);
}

void Selection::showCode(const SourcePosition &at) {
  emit codeShown(at);
}

void Selection::showService(const std::string &service) {
  emit serviceShown(service);
}

} // namespace loadline::session
