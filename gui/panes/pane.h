#pragma once

#include "gui/session/selection.h"
#include "gui/session/session.h"
#include "gui/session/settings.h"
#include "gui/session/what_if.h"

#include <QWidget>

#include <span>

// To add a pane: its table in models/ (or its widget here), a function and a row in all_panes.cpp,
// a line in CMakeLists.txt, a test. The window makes the dock, the menu entry and the shortcut of
// each row by itself.

namespace loadline::panes {

/// What every pane may talk to. Panes don't know one another.
struct Context {
  session::Session &session;
  session::Selection &selection;
  session::WhatIf &whatIf;
  session::Settings &settings;
};

struct PaneWidgets {
  QWidget *body = nullptr;
  QWidget *tools = nullptr; ///< stands in the title bar of the dock; may be null
};

struct Pane {
  const char *id; ///< names the dock in the saved layout
  const char *title;
  enum class Place {
    tab,
    beside
  } place; ///< where it stands at first: behind a tab, or right of the tabs
  PaneWidgets (*make)(const Context &context);
};

/// The first is a tab. The panes in the order of the menu and of their shortcuts, Ctrl+1 first.
std::span<const Pane> allPanes();

} // namespace loadline::panes
