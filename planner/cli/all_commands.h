#pragma once

#include "planner/cli/command.h"

namespace loadline::cli {

Run declarePlan(CLI::App &);
Run declareCheck(CLI::App &);
Run declareDiff(CLI::App &);
Run declareReadiness(CLI::App &);
Run declareInit(CLI::App &);
Run declareEmit(CLI::App &);
Run declareSimulate(CLI::App &);
Run declareWhatif(CLI::App &);
Run declareFit(CLI::App &);
Run declareDiagram(CLI::App &);
Run declareReview(CLI::App &);
Run declareBurndown(CLI::App &);
Run declareFormulas(CLI::App &);
Run declareLimits(CLI::App &);
Run declareSchema(CLI::App &);
Run declareExplain(CLI::App &);
Run declareDoctor(CLI::App &);
Run declareAudit(CLI::App &);

inline constexpr Command allCommands[] = {
    {"audit", "Find spawn sites in C and C++ code and what bounds them (runs loadline-audit)",
     declareAudit},
    {"plan", "Plan a system: rates, in-flight, bounds, replicas, oversubscription", declarePlan},
    {"check", "Check a spec and exit with 1 on a violation, for CI", declareCheck},
    {"diff", "Say which bounds, replicas, costs and verdicts moved between two specs", declareDiff},
    {"readiness", "Go through what is asked before a system goes to production", declareReadiness},
    {"init", "Write a spec to start from", declareInit},
    {"emit", "Write a contract, objectives, alerts, a dashboard or a postmortem from a spec",
     declareEmit},
    {"simulate", "Simulate a system and hold each figure beside the plan's", declareSimulate},
    {"whatif", "Say what becomes of a system when something happens to it", declareWhatif},
    {"fit", "Fit load tests: scalability law, knee, operating point, what the bound did",
     declareFit},
    {"diagram", "Draw the bound stack as SVG, DOT, Mermaid or text, or a load curve",
     declareDiagram},
    {"review", "Hold code against spec: one page of plan, picture, inventory and findings",
     declareReview},
    {"burndown", "Say how fast unlimited spawn sites become fewer, and when none is left",
     declareBurndown},
    {"formulas", "List the calculators, or print the page on all of them", declareFormulas},
    {"limits", "Show and search the limits of servers, kernels, clouds and patterns",
     declareLimits},
    {"explain", "Show the page of a check or a calculator", declareExplain},
    {"doctor", "Show what is installed and works", declareDoctor},
    {"schema", "Print the JSON Schema of a document that is read or written", declareSchema},
};

} // namespace loadline::cli
