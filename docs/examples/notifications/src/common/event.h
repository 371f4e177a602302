#pragma once

#include <string>
#include <vector>

namespace notifications {

/// Something happened that people want to hear of: a reply to one of them, or an announcement to all.
struct Event {
  std::string subject;
  std::vector<std::string> recipients;
};

/// Reads the next event of a connection.
///   returns  no recipients at the end of the stream
Event readEvent(int connection);

} // namespace notifications
