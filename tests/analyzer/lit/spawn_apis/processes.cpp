// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// Libraries that start processes.

#include "Inputs/processes.h"

void inC(reproc_t *one, const char *const *arguments) {
  for (;;) {
    reproc_start(one, arguments, 0);
    // CHECK: processes.cpp,[[@LINE-1]],5,inC,reproc_start,1,constant,safe,C,join,joined,,,,process
    reproc_wait(one, -1);
  }
  for (;;) {
    subprocess_s other;
    subprocess_create(arguments, 0, &other);
    // CHECK: processes.cpp,[[@LINE-1]],5,inC,subprocess_create,1,constant,safe,C,join,joined,,,,process
    subprocess_join(&other, nullptr);
  }
}

void forgotten(const char *const *arguments) {
  for (;;) {
    subprocess_s process;
    subprocess_create(arguments, 0, &process);
    // CHECK: processes.cpp,[[@LINE-1]],5,forgotten,subprocess_create,unbounded,unbounded,dangerous,C,none,escapes,,,,process
  }
}

void reprocs(const char *const *arguments) {
  for (;;) {
    reproc::process process;
    process.start(arguments);
    // CHECK: processes.cpp,[[@LINE-1]],5,reprocs,reproc::process::start,1,constant,safe,C,join,joined,,,,process
    process.wait(-1);
  }
  for (;;)
    reproc::run(arguments);
    // CHECK: processes.cpp,[[@LINE-1]],5,reprocs,reproc::run,1,constant,safe,C,join,joined,,,,process
}

void tiny(int count) {
  for (int i = 0; i < count; ++i) {
    TinyProcessLib::Process process("ls");
    // CHECK: processes.cpp,[[@LINE-1]],29,tiny,TinyProcessLib::Process,1,constant,safe,C,join,joined,,,,process
    process.get_exit_status();
  }
}

void tinyForgotten() {
  for (;;)
    TinyProcessLib::Process process("ls");
    // CHECK: processes.cpp,[[@LINE-1]],29,tinyForgotten,TinyProcessLib::Process,unbounded,unbounded,dangerous,C,none,escapes,,,,process
}

void popens() {
  for (;;) {
    subprocess::Popen process("ls");
    // CHECK: processes.cpp,[[@LINE-1]],23,popens,subprocess::Popen,1,constant,safe,C,join,joined,,,,process
    process.wait();
  }
  for (;;)
    subprocess::call("ls");
    // CHECK: processes.cpp,[[@LINE-1]],5,popens,subprocess::call,1,constant,safe,C,join,joined,,,,process
}

void boostV2(int executor, const char *const *arguments) {
  for (;;) {
    boost::process::v2::process process(executor, "/bin/ls", arguments);
    // CHECK: processes.cpp,[[@LINE-1]],33,boostV2,boost::process::v2::basic_process,1,constant,safe,C,join,joined,,,,process
    process.wait();
  }
  for (;;) {
    boost::process::v2::process loose(executor, "/bin/ls", arguments);
    // CHECK: processes.cpp,[[@LINE-1]],33,boostV2,boost::process::v2::basic_process,unbounded,unbounded,dangerous,D,none,detached,,,,process
    loose.detach();
  }
}

void desktops() {
  for (;;) {
    juce::ChildProcess child;
    child.start("ls");
    // CHECK: processes.cpp,[[@LINE-1]],5,desktops,juce::ChildProcess::start,1,constant,safe,C,join,joined,,,,process
    child.waitForProcessToFinish(-1);
  }
  for (;;)
    Glib::spawn_command_line_sync("ls");
    // CHECK: processes.cpp,[[@LINE-1]],5,desktops,Glib::spawn_command_line_sync,1,constant,safe,C,join,joined,,,,process
  for (;;)
    wxExecute("ls", wxEXEC_SYNC);
    // CHECK: processes.cpp,[[@LINE-1]],5,desktops,wxExecute,1,constant,safe,C,join,joined,,,,process
}

void desktopsForget() {
  for (;;)
    Glib::spawn_command_line_async("ls");
    // CHECK: processes.cpp,[[@LINE-1]],5,desktopsForget,Glib::spawn_command_line_async,unbounded,unbounded,dangerous,C,none,escapes,,,,process
  for (;;)
    wxExecute("ls");
    // CHECK: processes.cpp,[[@LINE-1]],5,desktopsForget,wxExecute,unbounded,unbounded,dangerous,C,none,escapes,,,,process
}
