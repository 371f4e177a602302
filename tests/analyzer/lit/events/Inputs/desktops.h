#pragma once
// What the test uses of FLTK, GLFW and JUCE.
class Fl {
public:
  static void add_fd(int descriptor, void (*handler)(int, void *), void *data = nullptr);
  static void add_timeout(double seconds, void (*handler)(void *), void *data = nullptr);
  static void repeat_timeout(double seconds, void (*handler)(void *), void *data = nullptr);
};
extern "C" {
struct GLFWwindow;
typedef void (*GLFWkeyfun)(GLFWwindow *window, int key, int code, int action, int modifiers);
GLFWkeyfun glfwSetKeyCallback(GLFWwindow *window, GLFWkeyfun callback);
}
namespace juce {
class Timer {
public:
  virtual void timerCallback() = 0;
};
class Button {
public:
  class Listener {
  public:
    virtual void buttonClicked(Button *button) = 0;
  };
};
} // namespace juce
