// A small real service to hold models against: HTTP on loopback, worker threads in front, a bounded
// pool of connections behind. Work is exponential and done by sleeping, so that two processors
// carry a hundred clients.
//
//     client ─► poll ─► queue ─► worker: front work ─ connection: back work ─ front work ─► answer
// GET /work tells how long the work took on average, in seconds: a sleep is a little longer than it
// was asked to be.
//
// usage: two_tier_service PORT WORKERS CONNECTIONS FRONT_MS BACK_MS

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <mutex>
#include <random>
#include <semaphore>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace {

using Seconds = std::chrono::duration<double>;

/// Requests that wait for a worker, first come, first served.
class Waiting {
public:
  void push(int client) {
    {
      const std::lock_guard lock(mutex_);
      clients_.push_back(client);
    }
    some_.notify_one();
  }
  int pop() {
    std::unique_lock lock(mutex_);
    some_.wait(lock, [this] { return !clients_.empty(); });
    const int client = clients_.front();
    clients_.pop_front();
    return client;
  }

private:
  std::mutex mutex_;
  std::condition_variable some_;
  std::deque<int> clients_;
};

/// What was measured of one kind of work.
struct Measured {
  std::atomic<std::int64_t> nanoseconds = 0, requests = 0;

  double mean() const {
    return requests > 0 ? 1e-9 * static_cast<double>(nanoseconds) / static_cast<double>(requests)
                        : 0;
  }
};

struct Work {
  Measured front, back;
};

struct Settings {
  int port, workers, connections;
  Seconds front, back;
};

void answer(int client, std::string_view body) {
  const std::string text = "HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()) +
                           "\r\n\r\n" + std::string(body);
  // A client that has left gets nothing, and nobody misses it.
  [[maybe_unused]] const auto sent = ::send(client, text.data(), text.size(), MSG_NOSIGNAL);
}

/// Everything that the threads share.
struct Service {
  const Settings &settings;
  Waiting waiting;
  std::counting_semaphore<> pool;
  Work work;
};

void serve(Service &service, unsigned seed) {
  ::prctl(PR_SET_TIMERSLACK, 1UL); // nanoseconds: a sleep is as long as it says
  std::mt19937_64 random(seed);
  std::exponential_distribution<double> one(1);
  const auto sleep = [&](Seconds mean, Measured &measured) {
    const auto begin = std::chrono::steady_clock::now();
    std::this_thread::sleep_for(mean * one(random));
    measured.nanoseconds +=
        std::chrono::nanoseconds(std::chrono::steady_clock::now() - begin).count();
  };
  while (true) {
    const int client = service.waiting.pop();
    sleep(service.settings.front / 2, service.work.front);
    service.pool.acquire();
    sleep(service.settings.back, service.work.back);
    service.pool.release();
    sleep(service.settings.front / 2, service.work.front);
    ++service.work.front.requests;
    ++service.work.back.requests;
    answer(client, "ok");
  }
}

int listenOn(int port) {
  const int listener = ::socket(AF_INET, SOCK_STREAM, 0);
  const int yes = 1;
  ::setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::bind(listener, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0 ||
      ::listen(listener, 512) != 0) {
    std::perror("two_tier_service");
    std::exit(2);
  }
  return listener;
}

void accept(int listener, std::vector<pollfd> &all) {
  const int client = ::accept(listener, nullptr, nullptr);
  if (client < 0)
    return;
  const int yes = 1;
  ::setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  all.push_back({client, POLLIN, 0});
}

/// A client sends one small request and waits for its answer, so that what arrives at once is a
/// request. False where the client has left.
bool read(int client, Service &service) {
  char text[4096];
  const auto size = ::recv(client, text, sizeof text, 0);
  if (size <= 0)
    return false;
  if (std::string_view(text, static_cast<std::size_t>(size)).starts_with("GET /work "))
    answer(client, std::to_string(service.work.front.mean()) + " " +
                       std::to_string(service.work.back.mean()));
  else
    service.waiting.push(client);
  return true;
}

[[noreturn]] void run(const Settings &settings) {
  Service service{.settings = settings, .pool = std::counting_semaphore<>(settings.connections)};
  std::vector<std::jthread> workers;
  for (int i = 0; i < settings.workers; ++i)
    workers.emplace_back([&, i] { serve(service, static_cast<unsigned>(i) + 1); });
  std::vector<pollfd> all = {{listenOn(settings.port), POLLIN, 0}};
  while (true) {
    ::poll(all.data(), all.size(), -1);
    for (std::size_t i = all.size(); i-- > 1;)
      if (all[i].revents != 0 && !read(all[i].fd, service)) {
        ::close(all[i].fd);
        all.erase(all.begin() + static_cast<std::ptrdiff_t>(i));
      }
    if (all[0].revents != 0)
      accept(all[0].fd, all);
  }
}

} // namespace

int main(int count, char **words) {
  if (count != 6) {
    std::fputs("usage: two_tier_service PORT WORKERS CONNECTIONS FRONT_MS BACK_MS\n", stderr);
    return 2;
  }
  run({.port = std::atoi(words[1]),
       .workers = std::atoi(words[2]),
       .connections = std::atoi(words[3]),
       .front = Seconds(std::atof(words[4]) / 1000),
       .back = Seconds(std::atof(words[5]) / 1000)});
}
