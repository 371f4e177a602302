#pragma once
// What the test uses of ROS, signal libraries, user interfaces and captures.
#include <functional>
struct Message;
namespace ros {
struct Subscriber {};
struct NodeHandle {
  template <class Class>
  Subscriber subscribe(const char *topic, int queue, void (Class::*callback)(const Message &),
                       Class *object);
  template <class Class> int createTimer(double period, void (Class::*callback)(), Class *object);
};
} // namespace ros
namespace rclcpp {
struct Node {
  template <class Type, class Callback>
  int create_subscription(const char *topic, int queue, Callback &&callback);
};
} // namespace rclcpp
namespace boost::signals2 {
template <class Signature> struct signal {
  void connect(std::function<Signature> slot);
};
} // namespace boost::signals2
struct wxEvtHandler {
  template <class Class> void Bind(int tag, void (Class::*method)(int), Class *object);
};
struct Fl_Widget {
  void callback(void (*callback)(Fl_Widget *, void *), void *data);
};
using pcap_handler = void (*)(unsigned char *, const void *, const unsigned char *);
int pcap_loop(void *capture, int count, pcap_handler callback, unsigned char *user);
int FCGI_Accept();
