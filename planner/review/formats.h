#pragma once

#include "planner/review/page.h"

#include <cstddef>
#include <string>

namespace loadline::review {

/// For a terminal of `width` columns.
std::string toText(const Page &page, std::size_t width = 120);

/// GitHub-flavoured Markdown; no text of the page can become mark-up. What is too long for a
/// comment to a pull request (65,536 bytes) leaves rows out, the least bad ones, and says so.
///   picture  a flowchart (diagram::toMermaid), trusted as it stands; may be empty
std::string toMarkdown(const Page &page, const std::string &picture = {});

/// The page of a plan and an audit with the bound stack in it: of many services, of those around
/// the worst one, since pages that draw flowcharts refuse large ones.
std::string reviewMarkdown(const plan::Plan &plan, const findings::Audit &audit,
                           const Review &review, const Judgement &judgement);

/// One self-contained HTML page: no script, nothing fetched (and a policy that forbids both), light
/// and dark, printable.
///   picture  an inline SVG (diagram::toSvg), trusted as it stands; may be empty
std::string toHtml(const Page &page, const std::string &picture);

/// The page of a plan and an audit with the bound stack in it, as `loadline review --format html`
/// writes it.
std::string reviewHtml(const plan::Plan &plan, const findings::Audit &audit, const Review &review,
                       const Judgement &judgement);

/// `loadline/review/v1`: the ledger, and what each finding of the code means for the plan.
std::string toJsonText(const plan::Plan &plan, const findings::Audit &audit, const Review &review,
                       const Judgement &judgement);

} // namespace loadline::review
