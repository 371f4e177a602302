#pragma once

#include "base/source_position.h"
#include "gui/session/subject.h"

#include <QObject>

namespace loadline::session {

/// The one thing that is selected, whatever pane or picture it was selected in. Panes know this and
/// not one another.
class Selection : public QObject {
  Q_OBJECT
public:
  using QObject::QObject;

  const Subject &subject() const { return subject_; }
  void select(const Subject &subject);
  /// Asks every pane that lists findings to show those of a service alone, or with "" all again.
  void filterFindings(const std::string &service);
  /// Asks for the finding that many rows after the selected one, in the order that is shown.
  void stepFinding(int rows);
  /// Asks for the place so many steps on along the path of what is selected.
  void stepCode(int steps);
  /// Asks for a place in the spec or the code, whatever is selected.
  void showCode(const SourcePosition &at);
  /// Asks the picture to bring a service to its middle.
  void showService(const std::string &service);

signals:
  void changed(const loadline::session::Subject &subject);
  void findingsFiltered(const std::string &service);
  void findingStepped(int rows);
  void codeStepped(int steps);
  void codeShown(const loadline::SourcePosition &at);
  void serviceShown(const std::string &service);

private:
  Subject subject_;
};

} // namespace loadline::session
