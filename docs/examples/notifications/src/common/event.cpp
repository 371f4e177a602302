#include "common/event.h"

#include <sys/socket.h>
#include <unistd.h>

namespace notifications {

namespace {

std::string readLine(int connection) {
  std::string line;
  char c = 0;
  while (line.size() < 1024 && recv(connection, &c, 1, 0) == 1 && c != '\n')
    line += c;
  return line;
}

} // namespace

/// The subject, then a recipient a line, up to an empty one.
Event readEvent(int connection) {
  Event event{readLine(connection), {}};
  for (std::string name = readLine(connection); !name.empty(); name = readLine(connection))
    event.recipients.push_back(name);
  return event;
}

} // namespace notifications
