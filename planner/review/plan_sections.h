#pragma once

#include "planner/plan/plan.h"
#include "planner/review/page.h"

#include <string>

namespace loadline::review {

Section servicesSection(const plan::Plan &plan, const Review &review);
Section callsSection(const plan::Plan &plan);
Section tiersSection(const plan::Plan &plan);
Section planFindingsSection(const plan::Plan &plan);
Section assumptionsSection(const plan::Plan &plan);

Tone toneOf(findings::Severity severity);

/// "src/a.cpp:12: the accept loop".
std::string stepText(const findings::Step &step);

/// Of a finding of the plan or the code, without what it relates to.
Notice noticeOf(const findings::Finding &finding, const std::string &id);

} // namespace loadline::review
