// RUN: %audit -q --exit-zero --format csv --root %S %s %S/Inputs/server_base.cpp %S/Inputs/commands.cpp -- -std=c++20 | FileCheck %s --implicit-check-not='{{^[^,]*,[^,]*[.]cpp}}'
// No loop around the spawn: something else calls its function for each event.

#include "../events/Inputs/http_servers.h"
#include "Inputs/server_base.h"

// CHECK: Inputs/server_base.cpp,11,5,ServerBase::run,std::thread,unbounded,unbounded,dangerous,E,none,detached

#include <csignal>
#include <functional>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>
#include <vector>

void work();
void serve(int);

void upload(const httplib::Request &, httplib::Response &) {
  std::thread(work).detach();
  // CHECK: handlers.cpp,[[@LINE-1]],3,upload,std::thread,unbounded,unbounded,dangerous,D,none,detached
}
void process(const httplib::Request &, httplib::Response &) {
  if (fork() == 0) {
  // CHECK: handlers.cpp,[[@LINE-1]],7,process,fork,unbounded,unbounded,dangerous,A,none,escapes
    work();
    _exit(0);
  }
}
void health(const httplib::Request &, httplib::Response &) {}
void routes(httplib::Server &server) {
  std::thread collector(work);
  // CHECK: handlers.cpp,[[@LINE-1]],15,routes,std::thread,1,constant,safe,B,none,joined
  server.Post("/upload", upload);
  server.Post("/process", process);
  server.Get("/health", health);
  collector.join();
}

class PerClient : public ServerBase {
protected:
  void onClient(int client) override {
    std::thread(serve, client).detach();
    // CHECK: handlers.cpp,[[@LINE-1]],5,PerClient::onClient,std::thread,unbounded,unbounded,dangerous,D,none,detached
  }
  void onStart() override {
    std::thread(work).detach();
    // CHECK: handlers.cpp,[[@LINE-1]],5,PerClient::onStart,std::thread,1,constant,safe,B,none,detached
  }
};

void reload(const char *) {
  std::thread(work).detach();
  // CHECK: handlers.cpp,[[@LINE-1]],3,reload,std::thread,{{.*}},{{.*}},{{.*}},D,none,detached
}
void status(const char *) {}

class Bus {
public:
  void subscribe(std::function<void(int)> handler) { handlers_.push_back(std::move(handler)); }
  void run(int socket) {
    int message = 0;
    while (recv(socket, &message, sizeof message, 0) > 0)
      for (auto &handler : handlers_)
        handler(message);
  }

private:
  std::vector<std::function<void(int)>> handlers_;
};
void subscribes(Bus &bus) {
  bus.subscribe([](int message) {
    std::thread(serve, message).detach();
    // CHECK: handlers.cpp,[[@LINE-1]],5,subscribes::(lambda),std::thread,unbounded,unbounded,dangerous,D,none,detached
  });
}

void onHangUp(int) {
  if (fork() == 0)
  // CHECK: handlers.cpp,[[@LINE-1]],7,onHangUp,fork,unbounded,unbounded,dangerous,A,none,escapes
    _exit(0);
}
void listens() { std::signal(SIGHUP, onHangUp); }
