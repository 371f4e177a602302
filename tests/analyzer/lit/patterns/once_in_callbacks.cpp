// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp,
// What is stored and called behind a test that lets one through runs once, however often one asks.

#include <functional>
#include <memory>
#include <thread>
#include <vector>
#include <sys/socket.h>

struct Client {};
void serve();

class Lazy {
    std::function<Client*()> make_;
    std::unique_ptr<Client> client_;
public:
    explicit Lazy(std::function<Client*()> make) : make_(std::move(make)) {}
    Client* get() {
        if (!client_) client_.reset(make_());
        // CHECK: once_in_callbacks.cpp,[[@LINE-1]],37,Lazy::get,std::thread in std::vector::emplace_back,1,constant,safe,E,once
        return client_.get();
    }
};
static std::vector<std::thread> workers;
static Lazy lazy([] {
    workers.emplace_back(serve);
    // CHECK: once_in_callbacks.cpp,[[@LINE-1]],5,{{.*}},std::thread in std::vector::emplace_back,1,constant,safe
    return new Client;
});
void requests() {
    while (accept(3, nullptr, nullptr) >= 0) lazy.get();
}

// Called each time.
class Eager {
    std::function<Client*()> make_;
public:
    explicit Eager(std::function<Client*()> make) : make_(std::move(make)) {}
    Client* get() { return make_(); }
};
static Eager eager([] {
    workers.emplace_back(serve);
    // CHECK: once_in_callbacks.cpp,[[@LINE-1]],5,{{.*}},std::thread in std::vector::emplace_back,unbounded,unbounded,dangerous
    return new Client;
});
void others() {
    while (accept(3, nullptr, nullptr) >= 0) eager.get();
}
