#pragma once

/// Defined in a source that the run lacks.
struct Plugin {
  virtual ~Plugin();
  virtual void run() = 0;
};
void keep(Plugin &plugin);
