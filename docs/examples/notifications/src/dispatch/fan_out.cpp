#include "dispatch/fan_out.h"

#include "dispatch/send.h"

#include <thread>

namespace notifications {

// "A handful of recipients, and nobody should wait for the mail gateway": true until the first announcement to all.
void dispatch(const Event &event) {
  for (const std::string &recipient : event.recipients)
    std::thread(send, event.subject, recipient).detach();
}

} // namespace notifications
