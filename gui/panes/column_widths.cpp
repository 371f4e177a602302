#include "gui/panes/column_widths.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace loadline::panes {

namespace {

constexpr int narrowestText = 200; // a text that is cut still tells what it is about
constexpr int narrowestStretched = 180;
constexpr int shortestText = 90;

int narrowest(const models::Column &column, int wanted) {
  if (column.kind == models::Column::Kind::number)
    return wanted;
  return std::min(wanted, column.isCutFirst  ? shortestText
                          : column.stretches ? narrowestStretched
                                             : narrowestText);
}

/// Where even the columns that stay have no room.
std::vector<int> shortest(const std::vector<models::Column> &columns, std::vector<int> widths) {
  for (std::size_t c = 0; c < columns.size(); ++c)
    if (columns[c].kind == models::Column::Kind::text)
      widths[c] = std::min(widths[c], shortestText);
  return widths;
}

int sum(const std::vector<int> &widths) {
  return std::accumulate(widths.begin(), widths.end(), 0);
}

/// The column that goes first of those that are left; the last of equals. -1 where all must stay.
int firstToGo(const std::vector<models::Column> &columns, const std::vector<int> &widths) {
  int found = -1;
  for (std::size_t c = 0; c < columns.size(); ++c)
    if (widths[c] > 0 && columns[c].givesWay > 0 &&
        (found < 0 || columns[c].givesWay >= columns[static_cast<std::size_t>(found)].givesWay))
      found = static_cast<int>(c);
  return found;
}

/// What is too much is taken from the texts, each giving its part of what it can give.
void cutTexts(std::vector<int> &widths, const std::vector<int> &least, int room) {
  const int excess = sum(widths) - room, slack = sum(widths) - sum(least);
  if (excess <= 0 || slack <= 0)
    return;
  const double share = std::min(1.0, static_cast<double>(excess) / slack);
  for (std::size_t c = 0; c < widths.size(); ++c)
    widths[c] -= static_cast<int>(std::ceil((widths[c] - least[c]) * share));
}

} // namespace

std::vector<int> columnWidths(const std::vector<models::Column> &columns, std::vector<int> wanted,
                              int room, bool showsAll) {
  std::vector<int> least(wanted.size());
  for (std::size_t c = 0; c < columns.size(); ++c)
    least[c] = narrowest(columns[c], wanted[c]);
  for (int going = 0; !showsAll && sum(least) > room && going >= 0;) {
    going = firstToGo(columns, wanted);
    if (going >= 0)
      wanted[static_cast<std::size_t>(going)] = least[static_cast<std::size_t>(going)] = 0;
  }
  if (!showsAll) {
    cutTexts(wanted, least, room);
    cutTexts(wanted, shortest(columns, wanted), room);
  }
  const int left = room - sum(wanted);
  const auto stretching = std::find_if(columns.begin(), columns.end(),
                                       [](const models::Column &c) { return c.stretches; });
  if (left > 0 && stretching != columns.end())
    if (int &width = wanted[static_cast<std::size_t>(stretching - columns.begin())]; width > 0)
      width += left;
  return wanted;
}

} // namespace loadline::panes
