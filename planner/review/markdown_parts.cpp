#include "planner/review/markdown_parts.h"

#include <fmt/format.h>

#include <algorithm>

namespace loadline::review {

namespace {

constexpr std::size_t noteRoom = 48; // of what a list that is cut says

int rankOf(const MarkdownItem &item) {
  return item.tone == Tone::alarm ? 2 : item.tone == Tone::warning ? 1 : 0;
}

int rankOf(const MarkdownPart &part) {
  int worst = 0;
  for (const MarkdownList &list : part.lists)
    for (const MarkdownItem &item : list.items)
      worst = std::max(worst, rankOf(item));
  return worst;
}

std::string noteOf(const MarkdownList &list) {
  const std::size_t missing = list.items.size() - list.kept;
  return missing == 0
             ? ""
             : fmt::format("*{} more{}*\n\n", missing, list.kept > 0 ? ", none of them worse" : "");
}

void putWorstFirst(std::vector<MarkdownPart> &parts) {
  for (MarkdownPart &part : parts)
    for (MarkdownList &list : part.lists)
      std::stable_sort(list.items.begin(), list.items.end(),
                       [](const auto &a, const auto &b) { return rankOf(a) > rankOf(b); });
  std::stable_sort(parts.begin(), parts.end(), [](const MarkdownPart &a, const MarkdownPart &b) {
    return rankOf(a) > rankOf(b);
  });
}

/// Gives each list one more item of a rank in turn, until none has one that still fits.
void takeOfRank(int rank, std::size_t &room, std::vector<MarkdownPart> &parts) {
  for (bool isTaking = true; isTaking;) {
    isTaking = false;
    for (MarkdownPart &part : parts)
      for (MarkdownList &list : part.lists) {
        if (list.kept == list.items.size() || rankOf(list.items[list.kept]) != rank)
          continue;
        const std::size_t size = list.items[list.kept].text.size();
        if (size > room)
          continue;
        room -= size;
        ++list.kept;
        isTaking = true;
      }
  }
}

} // namespace

std::string textOf(const std::vector<MarkdownPart> &parts) {
  std::string text;
  for (const MarkdownPart &part : parts) {
    text += part.head;
    for (const MarkdownList &list : part.lists) {
      text += list.kept > 0 ? list.head : "";
      for (std::size_t i = 0; i < list.kept; ++i)
        text += list.items[i].text;
      text += list.head.empty() || list.kept == 0 ? "" : "\n"; // ends the table
      text += noteOf(list);
    }
  }
  return text;
}

std::size_t fitInto(std::size_t room, std::vector<MarkdownPart> &parts) {
  putWorstFirst(parts);
  std::size_t fixed = 0, all = 0, shown = 0;
  for (MarkdownPart &part : parts) {
    fixed += part.head.size();
    for (MarkdownList &list : part.lists) {
      fixed += list.head.size() + noteRoom;
      all += list.items.size();
      list.kept = 0;
    }
  }
  std::size_t left = room > fixed ? room - fixed : 0;
  for (const int rank : {2, 1, 0})
    takeOfRank(rank, left, parts);
  for (const MarkdownPart &part : parts)
    for (const MarkdownList &list : part.lists)
      shown += list.kept;
  return all - shown;
}

} // namespace loadline::review
