#pragma once
// What the test uses of the loops of Folly and Chromium, and of Windows.
#include <chrono>
#include <functional>
#include <memory>
namespace folly {
class FunctionScheduler {
public:
  void addFunction(std::function<void()> &&function, std::chrono::microseconds interval, const char *name = "");
  void addFunctionOnce(std::function<void()> &&function, const char *name = "");
};
class EventBase {
public:
  template <class F> void runInEventBaseThread(F &&function);
};
class AsyncServerSocket {
public:
  class AcceptCallback {
  public:
    virtual ~AcceptCallback() = default;
    virtual void connectionAccepted(int descriptor) noexcept = 0;
  };
};
class EventHandler {
public:
  virtual void handlerReady(unsigned short events) noexcept = 0;
};
class AsyncTimeout {
public:
  virtual void timeoutExpired() noexcept = 0;
};
class AsyncReader {
public:
  class ReadCallback {
  public:
    virtual void readDataAvailable(unsigned long length) noexcept = 0;
  };
};
} // namespace folly
namespace base {
struct Location {};
template <class F> struct Unretained_ {
  F *object;
};
template <class T> Unretained_<T> Unretained(T *object);
struct Callback {};
template <class F, class... Arguments> Callback BindOnce(F &&function, Arguments &&...arguments);
template <class F, class... Arguments> Callback BindRepeating(F &&function, Arguments &&...arguments);
class TaskRunner {
public:
  bool PostTask(const Location &from, Callback task);
};
class RepeatingTimer {
public:
  void Start(const Location &from, int delay, Callback task);
};
class ThreadPool {
public:
  static bool PostTask(const Location &from, Callback task);
};
} // namespace base
extern "C" {
typedef void *HANDLE;
typedef long (*WNDPROC)(HANDLE, unsigned, unsigned long, long);
typedef struct tagWNDCLASSW {
  unsigned style;
  WNDPROC lpfnWndProc;
} WNDCLASSW;
unsigned short RegisterClassW(const WNDCLASSW *type);
int RegisterWaitForSingleObject(HANDLE *wait, HANDLE object, void (*callback)(void *, unsigned char), void *data,
                                unsigned long milliseconds, unsigned long flags);
}
