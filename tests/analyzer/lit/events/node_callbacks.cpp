// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// Callbacks of robots, signal libraries, user interfaces and captures run once for each event.

#include "Inputs/node_callbacks.h"

#include <thread>

void serve();

struct Camera {
  void image(const Message &) {
    std::thread(serve).detach();
    // CHECK: node_callbacks.cpp,[[@LINE-1]],5,Camera::image,std::thread,unbounded,unbounded,dangerous,D,none,detached
  }
  void tick() {
    std::thread(serve).detach();
    // CHECK: node_callbacks.cpp,[[@LINE-1]],5,Camera::tick,std::thread,unbounded,unbounded,dangerous,D,none,detached
  }
  void clicked(int) {
    std::thread(serve).detach();
    // CHECK: node_callbacks.cpp,[[@LINE-1]],5,Camera::clicked,std::thread,unbounded,unbounded,dangerous,D,none,detached
  }
};

void pressed(Fl_Widget *, void *) {
  std::thread(serve).detach();
  // CHECK: node_callbacks.cpp,[[@LINE-1]],3,pressed,std::thread,unbounded,unbounded,dangerous,D,none,detached
}

void packet(unsigned char *, const void *, const unsigned char *) {
  std::thread(serve).detach();
  // CHECK: node_callbacks.cpp,[[@LINE-1]],3,packet,std::thread,unbounded,unbounded,dangerous,D,none,detached
}

void setUp(ros::NodeHandle &node, rclcpp::Node &other, boost::signals2::signal<void()> &changed,
           wxEvtHandler &window, Fl_Widget &button, void *capture) {
  static Camera camera;
  node.subscribe("image", 1, &Camera::image, &camera);
  node.createTimer(0.1, &Camera::tick, &camera);
  other.create_subscription<Message>("image", 10, [](const Message &) {
    std::thread(serve).detach();
    // CHECK: node_callbacks.cpp,[[@LINE-1]],5,setUp::(lambda),std::thread,unbounded,unbounded,dangerous,D,none,detached
  });
  changed.connect([] {
    std::thread(serve).detach();
    // CHECK: node_callbacks.cpp,[[@LINE-1]],5,setUp::(lambda),std::thread,unbounded,unbounded,dangerous,D,none,detached
  });
  window.Bind(1, &Camera::clicked, &camera);
  button.callback(pressed, nullptr);
  pcap_loop(capture, -1, packet, nullptr);
  while (FCGI_Accept() >= 0)
    std::thread(serve).detach();
  // CHECK: node_callbacks.cpp,[[@LINE-1]],5,setUp,std::thread,unbounded,unbounded,dangerous,D,none,detached
}
