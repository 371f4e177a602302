#include "dispatch/send.h"

#include "common/clients.h"
#include "render/renderer.h"

#include <array>
#include <future>
#include <string>

namespace notifications {

void send(const std::string &subject, const std::string &recipient) {
  const std::array<const char *, 4> keys{"address", "language", "quiet hours", "quota"};
  std::array<std::future<std::string>, 4> answers;
  for (std::size_t i = 0; i < keys.size(); ++i)
    answers[i] = std::async(std::launch::async, lookUp, recipient, keys[i]);
  const std::string address = answers[0].get(), language = answers[1].get();
  const bool isQuiet = answers[2].get() == "now", isSpent = answers[3].get() == "spent";
  if (!isQuiet && !isSpent)
    mail(address, render(subject, language).get());
}

} // namespace notifications
