#include "planner/simulate/waiting_line.h"

namespace loadline::simulate {

namespace {

std::optional<Ticket> takeFirst(std::deque<Ticket> &line, const Requests &requests) {
  while (!line.empty()) {
    const Ticket first = line.front();
    line.pop_front();
    if (requests.isValid(first))
      return first;
  }
  return std::nullopt;
}

std::optional<Ticket> takeBack(std::deque<Ticket> &line, const Requests &requests) {
  while (!line.empty()) {
    const Ticket last = line.back();
    line.pop_back();
    if (requests.isValid(last))
      return last;
  }
  return std::nullopt;
}

} // namespace

void WaitingLine::push(Ticket ticket, std::size_t at, std::uint32_t tenant) {
  Rank &rank = ranks_[at];
  if (!discipline_->takesTurns) {
    rank.line.push_back(ticket);
    return;
  }
  std::deque<Ticket> &line = rank.ofTenant[tenant];
  if (line.empty() && rank.served != tenant)
    rank.turns.push_back(tenant);
  line.push_back(ticket);
}

std::optional<Ticket> WaitingLine::take(const Requests &requests) {
  const bool isLowest = discipline_->lowestEvery && (taken_ + 1) % *discipline_->lowestEvery == 0;
  for (std::size_t i = 0; i < ranks_.size(); ++i)
    if (const auto next = takeFrom(ranks_[isLowest ? ranks_.size() - 1 - i : i], requests)) {
      ++taken_;
      return next;
    }
  return std::nullopt;
}

std::optional<Ticket> WaitingLine::takeFrom(Rank &rank, const Requests &requests) {
  return discipline_->takesTurns ? takeTurn(rank, requests) : takeFirst(rank.line, requests);
}

/// Who was served last goes to the end of those who wait, where it has more to come.
void WaitingLine::rejoin(Rank &rank) {
  if (rank.served && rank.ofTenant.count(*rank.served) > 0)
    rank.turns.push_back(*rank.served);
  rank.served.reset();
}

std::optional<Ticket> WaitingLine::takeTurn(Rank &rank, const Requests &requests) {
  rejoin(rank);
  while (!rank.turns.empty()) {
    const std::uint32_t tenant = rank.turns.front();
    rank.turns.pop_front();
    const auto line = rank.ofTenant.find(tenant);
    const auto next = takeFirst(line->second, requests);
    if (line->second.empty())
      rank.ofTenant.erase(line);
    if (!next)
      continue;
    rank.served = tenant;
    return next;
  }
  return std::nullopt;
}

std::optional<Ticket> WaitingLine::takeLast(std::size_t above, const Requests &requests) {
  for (std::size_t at = ranks_.size(); at-- > above + 1;) {
    Rank &rank = ranks_[at];
    rejoin(rank);
    if (const auto last = takeBack(rank.line, requests))
      return last;
    while (!rank.turns.empty()) {
      const auto line = rank.ofTenant.find(rank.turns.back());
      const auto last = takeBack(line->second, requests);
      if (line->second.empty()) {
        rank.ofTenant.erase(line);
        rank.turns.pop_back();
      }
      if (last)
        return last;
    }
  }
  return std::nullopt;
}

} // namespace loadline::simulate
