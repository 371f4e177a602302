/* What the test uses of Linux, inside. */
#pragma once
struct task_struct;
struct task_struct *kthread_create_on_node(int (*function)(void *), void *data, int node, const char name[], ...);
int wake_up_process(struct task_struct *task);
int kthread_stop(struct task_struct *task);
#define kthread_create(function, data, name, arguments...) kthread_create_on_node(function, data, -1, name, ##arguments)
#define kthread_run(function, data, name, ...)                                                                               \
  ({                                                                                                                         \
    struct task_struct *__k = kthread_create(function, data, name, ##__VA_ARGS__);                                           \
    if (__k)                                                                                                                 \
      wake_up_process(__k);                                                                                                  \
    __k;                                                                                                                     \
  })

struct work_struct {
  void (*func)(struct work_struct *work);
};
#define INIT_WORK(work, function)                                                                                            \
  do {                                                                                                                       \
    (work)->func = (function);                                                                                               \
  } while (0)
int request_threaded_irq(unsigned line, int (*handler)(int, void *), int (*thread)(int, void *), unsigned long flags,
                         const char *name, void *device);
