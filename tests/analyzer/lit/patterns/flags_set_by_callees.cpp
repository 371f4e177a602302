// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s
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
            // CHECK: flags_set_by_callees.cpp,[[@LINE-1]],{{.*}},1,constant,safe,E,once
        }
        return true;
    }
};

// What it calls to clean up where it fails starts nothing.
class Careful {
    bool starting_ = true;
    int* slots_ = nullptr;
    pthread_t reaper_;
    void clear() { delete[] slots_; slots_ = nullptr; }
    void launch() { pthread_create(&reaper_, nullptr, work, this); }
    bool start() {
        slots_ = new int[4];
        if (!slots_) { clear(); return false; }
        launch();
        starting_ = false;
        return true;
    }
public:
    bool make() {
        if (starting_) {
            if (!start()) return false;
            // CHECK: flags_set_by_callees.cpp,[[@LINE-1]],{{.*}},1,constant,safe,E,once
        }
        return true;
    }
};

// One that it does not lower wherever it has started one lets more.
class Forgetful {
    bool starting_ = true;
    pthread_t reaper_;
    bool start(int client) {
        if (pthread_create(&reaper_, nullptr, work, this)) return false;
        if (client < 0) return false;
        starting_ = false;
        return true;
    }
public:
    bool make(int client) {
        if (starting_) {
            if (!start(client)) return false;
        }
        return true;
    }
};
int main() {
    Context context;
    Forgetful forgetful;
    for (;;) { accept(3, 0, 0); context.make(); }
    Careful careful;
    for (;;) { accept(3, 0, 0); careful.make(); }
    for (;;) forgetful.make(accept(3, 0, 0));
    // CHECK: flags_set_by_callees.cpp,[[@LINE-1]],{{.*}},unbounded,unbounded,dangerous
}
