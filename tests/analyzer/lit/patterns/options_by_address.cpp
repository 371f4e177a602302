// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s
// An option that is copied from its address is the option; what is copied out of a buffer is data.

#include <cstddef>
#include <cstring>
#include <pthread.h>
#include <sys/socket.h>
void* work(void*);
class Context {
    int threads_ = 1;
public:
    int set(int option, const void* data, std::size_t size) {
        int value = 0;
        if (size == sizeof(int)) std::memcpy(&value, data, sizeof(int));
        switch (option) {
            case 1: if (value >= 0) { threads_ = value; return 0; } break;
        }
        return -1;
    }
    void start() {
        pthread_t t;
        for (int i = 0; i != threads_; i++) pthread_create(&t, nullptr, work, this);
        // CHECK: options_by_address.cpp,[[@LINE-1]],{{.*}},config,safe
    }
};
void options(int threads) {
    Context context;
    context.set(1, &threads, sizeof threads);
    context.start();
}
class Request {
    int parts_ = 0;
public:
    void parse(const void* data) { std::memcpy(&parts_, data, sizeof parts_); }
    void serve() {
        pthread_t t;
        for (int i = 0; i != parts_; i++) pthread_create(&t, nullptr, work, this);
        // CHECK: options_by_address.cpp,[[@LINE-1]],{{.*}},outside(data),size,dangerous
    }
};
void requests(int socket) {
    char buffer[64];
    recv(socket, buffer, sizeof buffer, 0);
    Request request;
    request.parse(buffer);
    request.serve();
}
