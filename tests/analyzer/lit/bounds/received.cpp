// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// What another program sends is its own number, in an object, in a buffer and as text; what this
// program sets is not.

#include <cstdlib>
#include <cstring>
#include <string>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

void work();

struct Header {
  int parts;
};

void wholeObject(int peer) {
  Header header;
  read(peer, &header, sizeof header);
  for (int i = 0; i < header.parts; ++i)
    std::thread(work).detach();
  // CHECK: received.cpp,[[@LINE-1]],5,wholeObject,std::thread,outside(Header::parts),size,dangerous,
}

void receive(int peer, Header *into) { recv(peer, into, sizeof *into, 0); }

void objectFilledByCallee(int peer) {
  Header header;
  receive(peer, &header);
  for (int i = 0; i < header.parts; ++i)
    std::thread(work).detach();
  // CHECK: received.cpp,[[@LINE-1]],5,objectFilledByCallee,std::thread,outside(Header::parts),size,dangerous,
}

void viewOfBuffer(int peer) {
  char buffer[64];
  recv(peer, buffer, sizeof buffer, 0);
  const auto *header = reinterpret_cast<const Header *>(buffer + 8);
  for (int i = 0; i < header->parts; ++i)
    std::thread(work).detach();
  // CHECK: received.cpp,[[@LINE-1]],5,viewOfBuffer,std::thread,outside(Header::parts),size,dangerous,
}

void copyOfBuffer(int peer) {
  char buffer[64];
  int count;
  recv(peer, buffer, sizeof buffer, 0);
  memcpy(&count, buffer + 4, sizeof count);
  for (int i = 0; i < count; ++i)
    std::thread(work).detach();
  // CHECK: received.cpp,[[@LINE-1]],5,copyOfBuffer,std::thread,outside({{[a-z]+}}),size,dangerous,
}

void byteOfBuffer(int peer) {
  unsigned char buffer[64];
  read(peer, buffer, sizeof buffer);
  for (int i = 0; i < buffer[1]; ++i)
    std::thread(work).detach();
  // CHECK: received.cpp,[[@LINE-1]],5,byteOfBuffer,std::thread,outside(buffer),size,dangerous,
}

void numberAsText(int peer) {
  std::string text(64, 0);
  recv(peer, text.data(), text.size(), 0);
  const int count = std::stoi(text);
  for (int i = 0; i < count; ++i)
    std::thread(work).detach();
  // CHECK: received.cpp,[[@LINE-1]],5,numberAsText,std::thread,outside(text),size,dangerous,
}

void parse(const char *text) {
  const int count = atoi(text);
  for (int i = 0; i < count; ++i)
    std::thread(work).detach();
  // CHECK: received.cpp,[[@LINE-1]],5,parse,std::thread,outside({{[a-z]+}}),size,dangerous,
}

void textHandedOn(int peer) {
  char line[64];
  read(peer, line, sizeof line);
  parse(line);
}

static bool parsed(const char *text, int *number) {
  *number = std::atoi(text);
  return *number > 0;
}

void parsedOfAPeer(int peer) {
  char buffer[64];
  recv(peer, buffer, sizeof buffer, 0);
  int parts = 0;
  if (!parsed(buffer, &parts))
    return;
  for (int i = 0; i < parts; ++i)
    std::thread(work).detach();
  // CHECK: received.cpp,[[@LINE-1]],5,parsedOfAPeer,std::thread,outside(text),size,dangerous,
}

void parsedOfAnOption() {
  const char *text = std::getenv("WORKERS");
  int workers = 0;
  if (!parsed(text, &workers))
    return;
  for (int i = 0; i < workers; ++i)
    std::thread(work).detach();
  // CHECK: received.cpp,[[@LINE-1]],5,parsedOfAnOption,std::thread,config({{.*}}),config,safe,
}

void cleared() {
  int count;
  memset(&count, 0, sizeof count);
  count = 3;
  for (int i = 0; i < count; ++i)
    std::thread(work).detach();
  // CHECK: received.cpp,[[@LINE-1]],5,cleared,std::thread,3,constant,safe,
}

struct Options {
  int threads = 2;
};
void load(Options *options);
void show(const Options &options);

void filledElsewhere() {
  Options options;
  load(&options);
  for (int i = 0; i < options.threads; ++i)
    std::thread(work).detach();
  // CHECK: received.cpp,[[@LINE-1]],5,filledElsewhere,std::thread,"max(2, config(Options::threads))",config,safe,
}

void onlyShown() {
  Options options;
  show(options);
  for (int i = 0; i < options.threads; ++i)
    std::thread(work).detach();
  // CHECK: received.cpp,[[@LINE-1]],5,onlyShown,std::thread,2,constant,safe,
}

void setWorkers(const void *value) {
  int workers;
  memcpy(&workers, value, sizeof workers);
  for (int i = 0; i < workers; ++i)
    std::thread(work).detach();
  // CHECK: received.cpp,[[@LINE-1]],5,setWorkers,std::thread,6,constant,safe,
}

int main() {
  int workers = 6;
  setWorkers(&workers);
}
