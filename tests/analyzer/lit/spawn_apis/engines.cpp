// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// Threads, pools and processes of databases, compilers, browsers and learning.

#include "Inputs/engines.h"

void entry(void *);
void work();

void databases(rocksdb::Env &env) {
  for (int i = 0; i < 6; ++i)
    env.StartThread(entry, nullptr);
    // CHECK: engines.cpp,[[@LINE-1]],5,databases,rocksdb::Env::StartThread,6,constant,safe,C,trip_count,joined,,,,thread
  env.WaitForJoin();
  for (;;)
    env.Schedule(entry, nullptr);
    // CHECK: engines.cpp,[[@LINE-1]],5,databases,rocksdb::Env::Schedule,config(the background threads),config,safe,C,pool,escapes,unbounded,unbounded,,task
}

void leveled() {
  for (;;)
    leveldb::Env::Default()->Schedule(entry, nullptr);
    // CHECK: engines.cpp,[[@LINE-1]],5,leveled,leveldb::Env::Schedule,config(the background threads),config,safe,C,pool,escapes,unbounded,unbounded,,task
  for (;;)
    leveldb::Env::Default()->StartThread(entry, nullptr);
    // CHECK: engines.cpp,[[@LINE-1]],5,leveled,leveldb::Env::StartThread,unbounded,unbounded,dangerous,C,none,escapes,,,,thread
}

void learning(tsl::Env *env, int count) {
  tsl::thread::ThreadPool pool(env, "work", 12);
  // CHECK: engines.cpp,[[@LINE-1]],27,learning,tsl::thread::ThreadPool,12,constant,safe,B,pool,joined,,,,pool
  for (;;)
    pool.Schedule(work);
    // CHECK: engines.cpp,[[@LINE-1]],5,learning,tsl::thread::ThreadPool::Schedule,12,constant,safe,C,pool,escapes,unbounded,unbounded,,task
  tsl::thread::ThreadPool withOptions(env, tsl::ThreadOptions(), "work", count);
  // CHECK: engines.cpp,[[@LINE-1]],27,learning,tsl::thread::ThreadPool,unknown(the value of work),unknown,risky,A,none,joined,,,,pool
  for (int i = 0; i < 3; ++i)
    env->StartThread(tsl::ThreadOptions(), "one", work);
    // CHECK: engines.cpp,[[@LINE-1]],5,learning,tsl::Env::StartThread,3,constant,safe,C,trip_count,escapes,,,,thread
}

void columns(int count) {
  auto pool = arrow::internal::ThreadPool::Make(8).ValueOrDie();
  // CHECK: engines.cpp,[[@LINE-1]],15,columns,arrow::internal::ThreadPool::Make,8,constant,safe,B,pool,joined,,,,pool
  for (int i = 0; i < count; ++i)
    pool->Submit(work);
    // CHECK: engines.cpp,[[@LINE-1]],5,columns,arrow::internal::Executor::Submit,"min(config(count), config(threads of pool))",config,safe,C,pool,escapes,config(count),config,,task
  pool->Shutdown();
}

void compilers(int count) {
  llvm::thread one(work);
  // CHECK: engines.cpp,[[@LINE-1]],16,compilers,llvm::thread,1,constant,safe,B,none,joined,,,,thread
  one.join();
  llvm::StdThreadPool pool;
  // CHECK: engines.cpp,[[@LINE-1]],23,compilers,llvm::StdThreadPool,hardware,hardware,safe,A,pool,joined,,,,pool
  llvm::StdThreadPool some(llvm::hardware_concurrency(count));
  // CHECK: engines.cpp,[[@LINE-1]],23,compilers,llvm::StdThreadPool,hardware,hardware,safe,A,pool,joined,,,,pool
  for (int i = 0; i < count; ++i)
    pool.async(work);
    // CHECK: engines.cpp,[[@LINE-1]],5,compilers,llvm::ThreadPoolInterface::async,"min(hardware, config(count))",hardware,safe,C,pool,joined,config(count),config,,task
  pool.wait();
  for (;;)
    llvm::sys::ExecuteAndWait("/bin/ls", "");
    // CHECK: engines.cpp,[[@LINE-1]],5,compilers,llvm::sys::ExecuteAndWait,1,constant,safe,C,join,joined,,,,process
}

void compilersForget() {
  for (;;)
    llvm::sys::ExecuteNoWait("/bin/ls", "");
    // CHECK: engines.cpp,[[@LINE-1]],5,compilersForget,llvm::sys::ExecuteNoWait,unbounded,unbounded,dangerous,C,none,escapes,,,,process
}

void calls() {
  grpc_core::Thread none;
  for (;;) {
    grpc_core::Thread thread("worker", entry, nullptr);
    // CHECK: engines.cpp,[[@LINE-1]],23,calls,grpc_core::Thread,1,constant,safe,C,join,joined,,,,thread
    thread.Start();
    thread.Join();
  }
}

void realTime() {
  for (;;)
    webrtc::PlatformThread::SpawnJoinable(work, "ends with its object");
    // CHECK: engines.cpp,[[@LINE-1]],5,realTime,webrtc::PlatformThread::SpawnJoinable,1,constant,safe,C,join,joined,,,,thread
  for (;;)
    webrtc::PlatformThread::SpawnDetached(work, "goes on");
    // CHECK: engines.cpp,[[@LINE-1]],5,realTime,webrtc::PlatformThread::SpawnDetached,unbounded,unbounded,dangerous,C,none,escapes,,,,thread
}

void signaling() {
  for (int i = 0; i < 3; ++i) {
    std::unique_ptr<webrtc::Thread> thread = webrtc::Thread::Create();
    thread->Start();
    // CHECK: engines.cpp,[[@LINE-1]],5,signaling,webrtc::Thread::Start,1,constant,safe,C,join,joined,,,,thread
    thread->Stop();
  }
}

class Counter : public base::SimpleThread {
  void Run() override {
    base::LaunchProcess("ls", {});
    // CHECK: engines.cpp,[[@LINE-1]],5,Counter::Run,base::LaunchProcess,config(count),config,safe,B,none,escapes,,,,process
  }
};

void browsers(base::PlatformThread::Delegate *delegate, int count) {
  base::Thread io("io");
  io.Start();
  // CHECK: engines.cpp,[[@LINE-1]],3,browsers,base::Thread::Start,1,constant,safe,B,none,joined,,,,thread
  io.Stop();
  for (int i = 0; i < count; ++i) {
    Counter counter;
    counter.Start();
    // CHECK: engines.cpp,[[@LINE-1]],5,browsers,base::SimpleThread::Start,1,constant,safe,C,join,joined,,,,thread
    // CHECK: engines.cpp,[[@LINE-2]],5,browsers,base::LaunchProcess,config(count),config,safe,E,trip_count,escapes,,,{{.*}},process
    counter.Join();
  }
  unsigned long handle = 0;
  for (;;) {
    base::PlatformThread::Create(0, delegate, &handle);
    // CHECK: engines.cpp,[[@LINE-1]],5,browsers,base::PlatformThread::Create,1,constant,safe,C,join,joined,,,,thread
    base::PlatformThread::Join(handle);
  }
  for (;;)
    base::ThreadPool::PostTask({}, work);
    // CHECK: engines.cpp,[[@LINE-1]],5,browsers,base::ThreadPool::PostTask,config(the pool of the process),config,safe,C,pool,escapes,unbounded,unbounded,,task
}
