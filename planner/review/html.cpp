#include "base/markup.h"
#include "planner/diagram/svg.h"
#include "planner/review/formats.h"
#include "planner/review/html_style.h"

#include <fmt/format.h>

#include <string_view>

namespace loadline::review {

namespace {

std::string_view className(Tone tone) {
  switch (tone) {
  case Tone::plain:
    return "";
  case Tone::muted:
    return "muted";
  case Tone::good:
    return "good";
  case Tone::warning:
    return "warning";
  case Tone::alarm:
    return "alarm";
  }
  return "";
}

/// ` class="…"` of the names that are not empty, or nothing.
std::string classes(std::initializer_list<std::string_view> names) {
  std::string out;
  for (const std::string_view name : names)
    if (!name.empty())
      out += (out.empty() ? "" : " ") + std::string(name);
  return out.empty() ? "" : " class=\"" + out + "\"";
}

std::string idAttribute(const std::string &id) {
  return id.empty() ? "" : fmt::format(" id=\"{}\"", escapedMarkup(id));
}

std::string linked(const Cell &cell) {
  const std::string text = escapedMarkup(cell.text);
  return cell.link.empty() ? text
                           : fmt::format("<a href=\"#{}\">{}</a>", escapedMarkup(cell.link), text);
}

std::string cellHtml(const Cell &cell, const Table::Column &column, bool isHead) {
  const std::string attributes =
      classes({className(cell.tone), column.isNumber ? "number" : "", cell.isCode ? "code" : ""});
  return isHead ? fmt::format("<th scope=\"row\"{}>{}</th>", attributes, linked(cell))
                : fmt::format("<td{}>{}</td>", attributes, linked(cell));
}

std::string rowHtml(const Table::Row &row, const Table &table) {
  std::string out = fmt::format("<tr{}>", idAttribute(row.id));
  for (std::size_t i = 0; i < row.cells.size(); ++i)
    out += cellHtml(row.cells[i], table.columns[i], i == 0);
  out += "</tr>\n";
  if (row.details.empty())
    return out;
  out += fmt::format("<tr class=\"details\"><td colspan=\"{}\"><ul>", table.columns.size());
  for (const Cell &detail : row.details)
    out += fmt::format("<li{}>{}</li>", classes({className(detail.tone)}), linked(detail));
  return out + "</ul></td></tr>\n";
}

std::string tableHtml(const Table &table, const std::string &name) {
  std::string out = fmt::format(
      "<div class=\"scroll table\" role=\"region\" tabindex=\"0\" aria-label=\"{}\">\n<table>\n"
      "<caption class=\"hidden\">{}</caption>\n<thead><tr>",
      escapedMarkup(name), escapedMarkup(name));
  for (const Table::Column &column : table.columns)
    out += fmt::format("<th scope=\"col\"{}>{}</th>", classes({column.isNumber ? "number" : ""}),
                       escapedMarkup(column.title));
  out += "</tr></thead>\n<tbody>\n";
  for (const Table::Row &row : table.rows)
    out += rowHtml(row, table);
  return out + "</tbody>\n</table>\n</div>\n";
}

std::string noticeHtml(const Notice &notice) {
  std::string out = fmt::format("<article{}{}>\n<span{}>{}</span><h3>{}</h3>\n",
                                idAttribute(notice.id), classes({"notice", className(notice.tone)}),
                                classes({"badge", className(notice.tone)}),
                                escapedMarkup(notice.label), escapedMarkup(notice.message));
  out += fmt::format("<p><span class=\"code\">{}</span> <span class=\"muted\">{}</span></p>\n",
                     escapedMarkup(notice.place), escapedMarkup(notice.check));
  if (!notice.relation.empty()) {
    std::string names;
    for (const Cell &cell : notice.related)
      names += (names.empty() ? " " : ", ") + linked(cell);
    out += fmt::format("<p>{}{}</p>\n", escapedMarkup(notice.relation), names);
  }
  if (!notice.meaning.empty()) {
    out += "<ul class=\"meaning\">\n";
    for (const std::string &sentence : notice.meaning)
      out += fmt::format("<li>{}</li>\n", escapedMarkup(sentence));
    out += "</ul>\n";
  }
  if (!notice.steps.empty()) {
    out += "<ol class=\"steps code\">\n";
    for (const std::string &step : notice.steps)
      out += fmt::format("<li>{}</li>\n", escapedMarkup(step));
    out += "</ol>\n";
  }
  return out + "</article>\n";
}

std::string sectionHtml(const Section &section) {
  const std::string id = escapedMarkup(section.id);
  std::string content;
  for (std::size_t i = 0; i < section.tables.size(); ++i)
    if (!section.tables[i].rows.empty())
      content +=
          tableHtml(section.tables[i], section.title + (i == 0 ? "" : fmt::format(", {}", i + 1)));
  for (const Notice &notice : section.notices)
    content += noticeHtml(notice);
  std::string out = fmt::format(
      "<section id=\"{0}\" aria-labelledby=\"{0}-title\">\n<h2 id=\"{0}-title\">{1}</h2>\n", id,
      escapedMarkup(section.title));
  if (content.empty())
    return out + fmt::format("<p class=\"introduction\">{}</p>\n</section>\n",
                             escapedMarkup(section.ifEmpty));
  if (!section.introduction.empty())
    out += fmt::format("<p class=\"introduction\">{}</p>\n", escapedMarkup(section.introduction));
  return out + content + "</section>\n";
}

std::string factsHtml(const Page &page) {
  std::string out = "<section aria-labelledby=\"facts-title\">\n<h2 id=\"facts-title\" "
                    "class=\"hidden\">In short</h2>\n"
                    "<dl class=\"facts\">\n";
  for (const Fact &fact : page.facts)
    out += fmt::format("<div{}><dt>{}</dt><dd class=\"value\">{}</dd><dd>{}</dd></div>\n",
                       classes({"fact", className(fact.tone)}), escapedMarkup(fact.name),
                       escapedMarkup(fact.value), escapedMarkup(fact.note));
  return out + "</dl>\n</section>\n";
}

std::string headHtml(const Page &page) {
  // No script and no request can come of anything on the page; only its own style sheets apply.
  return fmt::format("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                     "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                     "style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n"
                     "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                     "<title>{} · Loadline review</title>\n<style>\n{}</style>\n</head>\n<body>\n"
                     "<a class=\"skip\" href=\"#main\">Skip to the review</a>\n",
                     escapedMarkup(page.title), htmlStyle());
}

std::string navigationHtml(const Page &page, bool hasPicture) {
  std::string out = "<nav aria-label=\"Sections\">\n<ul>\n";
  if (hasPicture)
    out += "<li><a href=\"#picture\">Bound stack</a></li>\n";
  for (const Section &section : page.sections)
    out += fmt::format("<li><a href=\"#{}\">{}</a></li>\n", escapedMarkup(section.id),
                       escapedMarkup(section.title));
  return out + "</ul>\n</nav>\n";
}

} // namespace

std::string toHtml(const Page &page, const std::string &picture) {
  std::string out = headHtml(page);
  out += fmt::format(
      "<header>\n<p class=\"kicker\">Loadline review</p>\n<h1>{}</h1>\n<p{}>{}</p>\n</header>\n",
      escapedMarkup(page.title), classes({"verdict", className(page.tone)}),
      escapedMarkup(page.verdict));
  out += navigationHtml(page, !picture.empty()) + "<main id=\"main\">\n" + factsHtml(page);
  if (!picture.empty())
    out += "<section id=\"picture\" aria-labelledby=\"picture-title\">\n<h2 "
           "id=\"picture-title\">Bound stack</h2>\n"
           "<figure class=\"scroll\" tabindex=\"0\">\n" +
           picture + "</figure>\n</section>\n";
  for (const Section &section : page.sections)
    out += sectionHtml(section);
  return out + "</main>\n<footer>Written by loadline " LOADLINE_VERSION
               ".</footer>\n</body>\n</html>\n";
}

std::string reviewHtml(const plan::Plan &plan, const findings::Audit &audit, const Review &review,
                       const Judgement &judgement) {
  const diagram::Options options{.codeFindings = codeFindings(plan, audit, review),
                                 .hasTitle = false};
  diagram::SvgOptions svg{.theme = diagram::Theme::automatic, .isInline = true};
  for (std::size_t i = 0; i < plan.services.size(); ++i)
    svg.serviceLinks.emplace(plan.services[i].name, "#" + serviceId(i));
  return toHtml(pageOf(plan, audit, review, judgement),
                diagram::toSvg(diagram::boundStack(plan, options), svg));
}

} // namespace loadline::review
