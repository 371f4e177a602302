// A table of commands, called as they arrive.
#include <sys/socket.h>

using Command = void (*)(const char *);
void reload(const char *);
void status(const char *);
static const Command commands[] = {reload, status};

void readCommands(int socket) {
  char text[64];
  while (recv(socket, text, sizeof text, 0) > 0)
    commands[text[0] & 1](text + 1);
}
