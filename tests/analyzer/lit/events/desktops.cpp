// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// Callbacks of FLTK and GLFW, and what classes of JUCE override.

#include "Inputs/desktops.h"

#include <thread>

void work();

void onDescriptor(int, void *) {
  std::thread(work).detach();
  // CHECK: desktops.cpp,[[@LINE-1]],3,onDescriptor,std::thread,unbounded,unbounded,dangerous,D,none,detached,,,,thread
}
void once(void *) {
  std::thread(work).detach();
  // CHECK: desktops.cpp,[[@LINE-1]],3,once,std::thread,1,constant,safe,B,none,detached,,,,thread
}
void again(void *) {
  std::thread(work).detach();
  // CHECK: desktops.cpp,[[@LINE-1]],3,again,std::thread,unbounded,unbounded,dangerous,D,none,detached,,,,thread
  Fl::repeat_timeout(1., again);
}
void fltk(int descriptor) {
  Fl::add_fd(descriptor, onDescriptor);
  Fl::add_timeout(1., once);
  Fl::add_timeout(1., again);
}

void onKey(GLFWwindow *, int, int, int, int) {
  std::thread(work).detach();
  // CHECK: desktops.cpp,[[@LINE-1]],3,onKey,std::thread,unbounded,unbounded,dangerous,D,none,detached,,,,thread
}
void glfw(GLFWwindow *window) { glfwSetKeyCallback(window, onKey); }

class Panel : public juce::Timer, public juce::Button::Listener {
  void timerCallback() override {
    std::thread(work).detach();
    // CHECK: desktops.cpp,[[@LINE-1]],5,Panel::timerCallback,std::thread,unbounded,unbounded,dangerous,D,none,detached,,,,thread
  }
  void buttonClicked(juce::Button *) override {
    std::thread inClick(work);
    // CHECK: desktops.cpp,[[@LINE-1]],17,Panel::buttonClicked,std::thread,1,constant,safe,B,join,joined,,,,thread
    inClick.join();
  }
};
