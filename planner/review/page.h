#pragma once

#include "analyzer/findings/inventory.h"
#include "planner/plan/plan.h"
#include "planner/review/judgement.h"
#include "planner/review/review.h"

#include <string>
#include <vector>

// What a review says, before it has a format: sections of tables and notices. Each writer shows the
// same page, so that text, Markdown and HTML never differ in what they tell.

namespace loadline::review {

/// How a value is to be taken; always beside words that say the same.
enum class Tone { plain, muted, good, warning, alarm };

struct Cell {
  std::string text;
  Tone tone = Tone::plain;
  std::string link = {}; ///< id of a row or notice on this page, or ""
  bool isCode = false;   ///< a name or place in code
};

struct Table {
  struct Column {
    std::string title;
    bool isNumber = false;
  };
  struct Row {
    std::string id; ///< what links lead to; may be empty
    std::vector<Cell> cells;
    std::vector<Cell> details = {}; ///< lines below the row, as evidence
  };
  std::vector<Column> columns;
  std::vector<Row> rows;
};

/// One finding, with the way that leads to it.
struct Notice {
  std::string id;
  Tone tone = Tone::plain;
  std::string label; ///< "error"
  std::string message;
  std::string place; ///< file:line:column
  std::string check;
  std::vector<std::string> steps;
  std::vector<std::string> meaning = {}; ///< what it means for the plan, a sentence each
  std::vector<Cell> related;             ///< the services it threatens
  std::string relation;                  ///< what they are: "threatens"
};

struct Section {
  std::string id;
  std::string title;
  std::string introduction; ///< may be empty
  std::vector<Table> tables;
  std::vector<Notice> notices;
  std::string ifEmpty; ///< said when there are neither rows nor notices
};

struct Fact {
  std::string name, value, note;
  Tone tone = Tone::plain;
};

struct Page {
  std::string title;
  std::string verdict; ///< one sentence
  Tone tone = Tone::plain;
  std::vector<Fact> facts;
  std::vector<Section> sections;
};

Page pageOf(const plan::Plan &plan, const findings::Audit &audit, const Review &review,
            const Judgement &judgement);

/// The id of a service's row on the page.
///   index  in Plan::services
std::string serviceId(std::size_t index);

} // namespace loadline::review
