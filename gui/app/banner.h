#pragma once

#include "gui/session/documents.h"

#include <QFrame>
#include <QLabel>
#include <QPushButton>

namespace loadline::app {

/// Tells above the picture what is wrong with the files, without stopping anybody's work.
class Banner : public QFrame {
  Q_OBJECT
public:
  explicit Banner(QWidget *parent = nullptr);

  /// Shows the first problem and how many there are; hides itself where there are none.
  void display(const session::Documents &documents);

signals:
  void allAsked(); ///< the user wants to see every problem

private:
  QLabel *what_;
  QLabel *next_;
  QPushButton *all_;
};

} // namespace loadline::app
