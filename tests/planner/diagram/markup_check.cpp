#include "tests/planner/diagram/markup_check.h"

#include <algorithm>
#include <cstddef>
#include <set>
#include <vector>

namespace loadline::diagram {

namespace {

bool isNameCharacter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == ':' || c == '_';
}

class Checker {
public:
  Checker(std::string_view text, bool isHtml) : text_(text), isHtml_(isHtml) {}

  std::string run() {
    skipHead();
    while (error_.empty() && at_ < text_.size())
      text_[at_] == '<' ? tag() : character();
    if (error_.empty() && !open_.empty())
      fail("<" + open_.back() + "> is not closed");
    return error_;
  }

private:
  void fail(const std::string &what) {
    if (error_.empty())
      error_ = what + " at byte " + std::to_string(at_);
  }

  void skipHead() {
    for (const std::string_view head :
         {"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n", "<!DOCTYPE html>\n"})
      if (text_.substr(at_).starts_with(head))
        at_ += head.size();
  }

  void character() {
    const char c = text_[at_];
    const auto byte = static_cast<unsigned char>(c);
    if ((byte < 0x20 && c != '\n') || byte == 0x7F)
      return fail("a control character");
    if (c == '>' && !isInStyle())
      return fail("a bare >");
    if (c == '&')
      return entity();
    ++at_;
  }

  bool isInStyle() const { return !open_.empty() && open_.back() == "style"; }

  void entity() {
    static const std::set<std::string_view> known = {"&amp;", "&lt;", "&gt;", "&quot;", "&#39;"};
    const std::size_t end = text_.find(';', at_);
    if (end == std::string_view::npos || !known.count(text_.substr(at_, end + 1 - at_)))
      return fail("an unknown entity");
    at_ = end + 1;
  }

  std::string name() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && isNameCharacter(text_[at_]))
      ++at_;
    return std::string(text_.substr(begin, at_ - begin));
  }

  bool skip(std::string_view what) {
    if (!text_.substr(at_).starts_with(what))
      return false;
    at_ += what.size();
    return true;
  }

  void tag() {
    ++at_;
    const bool closes = skip("/");
    const std::string element = name();
    if (element.empty())
      return fail("a tag without a name");
    if (closes) {
      if (open_.empty() || open_.back() != element || !skip(">"))
        return fail("</" + element + "> closes nothing");
      return open_.pop_back();
    }
    attributes(element);
    static const std::set<std::string> voids = {"meta", "br"};
    if (skip("/>") || (isHtml_ && voids.count(element) && skip(">")))
      return;
    if (!skip(">"))
      return fail("<" + element + "> does not end");
    open_.push_back(element);
  }

  void attributes(const std::string &element) {
    std::set<std::string> seen;
    while (error_.empty() && skip(" ")) {
      const std::string attribute = name();
      if (attribute.empty() || !seen.insert(attribute).second || !skip("=\""))
        return fail("a broken attribute of <" + element + ">");
      while (error_.empty() && at_ < text_.size() && text_[at_] != '"') {
        if (text_[at_] == '<')
          return fail("< in an attribute");
        character();
      }
      if (!skip("\""))
        return fail("an attribute that does not end");
    }
  }

  std::string_view text_;
  bool isHtml_;
  std::size_t at_ = 0;
  std::vector<std::string> open_;
  std::string error_;
};

} // namespace

std::string markupError(std::string_view text, bool isHtml) {
  return Checker(text, isHtml).run();
}

} // namespace loadline::diagram
