#include "planner/diagram/svg.h"

#include "base/markup.h"
#include "planner/diagram/palette.h"

#include <fmt/format.h>

#include <cmath>
#include <iterator>
#include <set>

namespace loadline::diagram {

namespace {

/// What the list uses, so that the style sheet holds no more.
struct Used {
  std::set<Role> fills, strokes;
  std::set<std::pair<Role, Hatch>> hatches;
};

/// At most one decimal: a tenth of a pixel is not seen.
std::string number(double value) {
  const double tenths = std::round(value * 10);
  std::string text = fmt::format("{:.1f}", tenths / 10);
  if (text.ends_with(".0"))
    text.resize(text.size() - 2);
  return text == "-0" ? "0" : text;
}

std::string pointText(Point p) {
  return number(p.x) + " " + number(p.y);
}

std::string pathText(const Path &path) {
  std::string out;
  for (const Path::Step &step : path.steps) {
    switch (step.kind) {
    case Path::Step::Kind::move:
      out += "M" + pointText(step.to);
      break;
    case Path::Step::Kind::line:
      out += "L" + pointText(step.to);
      break;
    case Path::Step::Kind::cubic:
      out += "C" + pointText(step.control1) + " " + pointText(step.control2) + " " +
             pointText(step.to);
      break;
    case Path::Step::Kind::close:
      out += "Z";
      break;
    }
  }
  return out;
}

std::string outlineText(const RoundedBox &rounded) {
  const Box &box = rounded.box;
  return fmt::format(R"(<rect x="{}" y="{}" width="{}" height="{}" rx="{}")", number(box.x),
                     number(box.y), number(box.width), number(box.height), number(rounded.radius));
}

std::string outlineText(const Circle &circle) {
  return fmt::format(R"(<circle cx="{}" cy="{}" r="{}")", number(circle.centre.x),
                     number(circle.centre.y), number(circle.radius));
}

std::string outlineText(const Path &path) {
  return fmt::format(R"(<path d="{}")", pathText(path));
}

/// The class of a hatched fill; also the id of its pattern.
std::string hatchName(Role role, Hatch hatch) {
  return fmt::format("{}-{}", nameOf(role), hatch == Hatch::cross ? "cross" : "diagonal");
}

/// Draws the list with class names that `styleSheet` explains.
class Writer {
public:
  explicit Writer(const SvgOptions &options) : options_(options) {}

  std::string body(const DisplayList &list) {
    std::string out;
    for (const Group &group : list.groups)
      add(out, group);
    return out;
  }
  const Used &used() const { return used_; }

private:
  void add(std::string &out, const Group &group) {
    if (group.items.empty())
      return;
    const auto link = group.target.kind == Target::Kind::service
                          ? options_.serviceLinks.find(group.target.service)
                          : options_.serviceLinks.end();
    const bool isLink = link != options_.serviceLinks.end();
    out += isLink ? fmt::format("<a href=\"{}\">\n", escapedMarkup(link->second)) : "<g>\n";
    const std::string &tooltip =
        group.tooltip.empty() ? group.name : group.tooltip; // browsers show the title
    if (!tooltip.empty())
      out += fmt::format("<title>{}</title>\n", escapedMarkup(tooltip));
    if (!group.name.empty() && group.name != tooltip)
      out += fmt::format("<desc>{}</desc>\n", escapedMarkup(group.name));
    for (const Item &item : group.items)
      std::visit([&](const auto &drawn) { add(out, drawn); }, item);
    out += isLink ? "</a>\n" : "</g>\n";
  }

  void add(std::string &out, const Shape &shape) {
    out += std::visit([](const auto &outline) { return outlineText(outline); }, shape.outline);
    std::string classes;
    if (shape.fill.role != Role::none) {
      if (shape.fill.hatch == Hatch::none)
        used_.fills.insert(shape.fill.role);
      else
        used_.hatches.emplace(shape.fill.role, shape.fill.hatch);
      const std::string name = shape.fill.hatch == Hatch::none
                                   ? nameOf(shape.fill.role)
                                   : hatchName(shape.fill.role, shape.fill.hatch);
      classes = options_.idPrefix + "-f-" + name;
    }
    if (shape.stroke.role != Role::none) {
      used_.strokes.insert(shape.stroke.role);
      classes +=
          (classes.empty() ? "" : " ") + options_.idPrefix + "-s-" + nameOf(shape.stroke.role);
    }
    out += fmt::format(" class=\"{}\"", classes);
    if (shape.fill.role == Role::none)
      out += " fill=\"none\"";
    if (shape.stroke.role != Role::none && shape.stroke.width != 1)
      out += fmt::format(" stroke-width=\"{}\"", number(shape.stroke.width));
    if (shape.stroke.role != Role::none && shape.stroke.isDashed)
      out += " stroke-dasharray=\"6 4\"";
    out += "/>\n";
  }

  void add(std::string &out, const Text &text) {
    used_.fills.insert(text.role);
    out += fmt::format(R"(<text x="{}" y="{}" font-size="{}")", number(text.at.x),
                       number(text.at.y), number(text.size));
    if (text.isBold)
      out += " font-weight=\"bold\"";
    if (text.anchor != Anchor::start)
      out += text.anchor == Anchor::middle ? " text-anchor=\"middle\"" : " text-anchor=\"end\"";
    out += fmt::format(" class=\"{}-f-{}\">{}</text>\n", options_.idPrefix, nameOf(text.role),
                       escapedMarkup(text.text));
  }

  const SvgOptions &options_;
  Used used_;
};

std::string hex(Role role, Palette palette) {
  const Color color = colorOf(role, palette);
  return fmt::format("#{:02x}{:02x}{:02x}", color.red, color.green, color.blue);
}

std::string rules(const Used &used, const std::string &prefix, Palette palette) {
  std::string out;
  for (const Role role : used.fills)
    out += fmt::format(".{}-f-{}{{fill:{}}}\n", prefix, nameOf(role), hex(role, palette));
  for (const Role role : used.strokes)
    out += fmt::format(".{}-s-{}{{stroke:{}}}\n", prefix, nameOf(role), hex(role, palette));
  return out;
}

/// A picture in a page shrinks to the page's width, but not so far that texts become too small.
std::string inlineRule(const std::string &prefix, double width) {
  constexpr double smallest = 0.85;
  return fmt::format(".{}{{max-width:max(100%,{}px);height:auto}}\n", prefix,
                     number(std::ceil(width * smallest)));
}

std::string styleSheet(const Used &used, const SvgOptions &options) {
  const std::string &prefix = options.idPrefix;
  std::string out = fmt::format(".{} text{{font-family:\"DejaVu Sans\",Verdana,sans-serif;"
                                "font-variant-numeric:tabular-nums;white-space:pre}}\n",
                                prefix);
  for (const auto &[role, hatch] : used.hatches)
    out += fmt::format(".{0}-f-{1}{{fill:url(#{0}-{1})}}\n", prefix, hatchName(role, hatch));
  out += rules(used, prefix, options.theme == Theme::dark ? Palette::dark : Palette::light);
  if (options.theme == Theme::automatic)
    out += "@media screen and (prefers-color-scheme:dark){\n" + rules(used, prefix, Palette::dark) +
           "}\n";
  return out;
}

/// A tile of the water's colour with lines of the hatch's: one diagonal, or two that cross.
std::string patterns(const Used &used, const std::string &prefix) {
  std::string out;
  for (const auto &[role, hatch] : used.hatches)
    out += fmt::format(
        "<pattern id=\"{0}-{1}\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\">"
        "<rect width=\"8\" height=\"8\" class=\"{0}-f-{2}\"/>"
        "<path d=\"M-2 2L2 -2M0 8L8 0M6 10L10 6{3}\" class=\"{0}-s-hatch\" stroke-width=\"1.4\" "
        "fill=\"none\"/></pattern>\n",
        prefix, hatchName(role, hatch), nameOf(role),
        hatch == Hatch::cross ? "M-2 6L2 10M0 0L8 8M6 -2L10 2" : "");
  return out;
}

} // namespace

std::string toSvg(const DisplayList &list, const SvgOptions &options) {
  Writer writer(options);
  const std::string body = writer.body(list);
  Used used = writer.used();
  used.fills.insert(Role::canvas);
  for (const auto &[role, hatch] : used.hatches) {
    used.fills.insert(role);
    used.strokes.insert(Role::hatch);
  }
  const std::string width = number(std::ceil(list.size.width)),
                    height = number(std::ceil(list.size.height));
  std::string out = options.isInline ? "" : "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  out += fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"{0}\" width=\"{1}\" height=\"{2}\" "
      "viewBox=\"0 0 {1} {2}\" role=\"{3}\" aria-labelledby=\"{0}-title {0}-desc\">\n",
      options.idPrefix, width, height, options.serviceLinks.empty() ? "img" : "group");
  out += fmt::format("<title id=\"{0}-title\">{1}</title>\n<desc id=\"{0}-desc\">{2}</desc>\n",
                     options.idPrefix, escapedMarkup(list.title), escapedMarkup(list.description));
  out += "<style>\n" + (options.isInline ? inlineRule(options.idPrefix, list.size.width) : "") +
         styleSheet(used, options) + "</style>\n";
  if (!used.hatches.empty())
    out += "<defs>\n" + patterns(used, options.idPrefix) + "</defs>\n";
  out += fmt::format("<rect width=\"{}\" height=\"{}\" class=\"{}-f-canvas\"/>\n", width, height,
                     options.idPrefix);
  return out + body + "</svg>\n";
}

} // namespace loadline::diagram
