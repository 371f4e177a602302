#include "intake/workers.h"

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

int main() {
  const int listener = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(8025);
  if (bind(listener, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0 || listen(listener, 128) != 0)
    return 1;
  notifications::Workers workers{notifications::Options{}};
  while (true) {
    const int connection = accept(listener, nullptr, nullptr);
    if (!workers.offer(connection))
      close(connection);
  }
}
