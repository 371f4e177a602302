// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s
// XFAIL: *
// A flag that the callee lowers behind its spawn lets one start.

#include <pthread.h>
#include <sys/socket.h>
void* work(void*);
class Context {
    bool starting_ = true;
    pthread_t reaper_;
    bool start() { if (pthread_create(&reaper_, nullptr, work, this)) return false; starting_ = false; return true; }
public:
    bool make() {
        if (starting_) {
            if (!start()) return false;
        }
        return true;
    }
};
int main() {
    Context context;
    for (;;) { accept(3, 0, 0); context.make(); }
    // CHECK: flags_set_by_callees.cpp,[[@LINE-1]],{{.*}},1,constant,safe
}
