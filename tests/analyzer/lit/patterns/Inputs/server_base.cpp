// The loop of a server; what a client gets is up to the class that inherits.
#include "server_base.h"

#include <sys/socket.h>

ServerBase::~ServerBase() = default;

void ServerBase::run(int listener) {
  onStart();
  for (;;)
    onClient(accept(listener, nullptr, nullptr));
}
