#include "planner/review/html_style.h"

#include "planner/diagram/palette.h"

#include <fmt/format.h>

namespace loadline::review {

namespace {

using diagram::Palette;
using diagram::Role;

std::string variables(Palette palette) {
  std::string out;
  for (const Role role :
       {Role::canvas, Role::surface, Role::outline, Role::text, Role::mutedText, Role::rule,
        Role::hull, Role::alarm, Role::alarmFill, Role::onAlarm, Role::warning, Role::warningFill,
        Role::onWarning, Role::noteFill, Role::onNote}) {
    const diagram::Color color = diagram::colorOf(role, palette);
    out += fmt::format("--{}:#{:02x}{:02x}{:02x};", diagram::nameOf(role), color.red, color.green,
                       color.blue);
  }
  return out + (palette == Palette::light ? "--good:#00705a;--link:#005a9c;"
                                          : "--good:#4cc9a0;--link:#7cc4f5;");
}

constexpr const char *layout = R"(
*{box-sizing:border-box}
html{scroll-behavior:smooth;-webkit-text-size-adjust:100%}
body{margin:0;background:var(--canvas);color:var(--text);font:15px/1.5 "DejaVu Sans",Verdana,sans-serif}
body>*{max-width:1600px;margin-inline:auto;padding-inline:clamp(16px,3vw,40px)}
a{color:var(--link);text-underline-offset:2px}
:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.skip{position:absolute;left:-999px}
.skip:focus{left:16px;top:8px;background:var(--surface);padding:8px}
header{padding-top:36px}
.kicker{margin:0;color:var(--muted-text);font-size:13px}
h1{margin:2px 0 6px;font-size:28px;line-height:1.2;overflow-wrap:anywhere}
h2{margin:0 0 4px;font-size:19px}
.verdict{margin:0;font-size:16px;font-weight:bold}
.introduction{margin:0 0 12px;color:var(--muted-text);max-width:80ch}
nav ul{display:flex;flex-wrap:wrap;gap:4px 18px;margin:18px 0 0;padding:0;list-style:none;font-size:14px}
main{display:block;padding-bottom:24px}
section{margin-top:40px;scroll-margin-top:12px}
.facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(148px,1fr));gap:12px;margin:24px 0 0}
.fact{background:var(--surface);border:1px solid var(--rule);border-left:4px solid var(--outline);border-radius:8px;padding:12px 14px}
.fact dt{color:var(--muted-text);font-size:13px}
.fact dd{margin:0;font-size:13px;color:var(--muted-text)}
.fact .value{font-size:24px;line-height:1.3;font-weight:bold;color:var(--text);font-variant-numeric:tabular-nums}
.fact.alarm{border-left-color:var(--alarm)}.fact.alarm .value{color:var(--alarm)}
.fact.warning{border-left-color:var(--warning)}.fact.warning .value{color:var(--warning)}
.fact.good{border-left-color:var(--good)}
.alarm{color:var(--alarm)}.warning{color:var(--warning)}.good{color:var(--good)}.muted{color:var(--muted-text)}
td.alarm,td.warning{font-weight:bold}
.scroll{overflow-x:auto;background:var(--surface);border:1px solid var(--rule);border-radius:8px}
figure.scroll{margin:12px 0 0;background:var(--canvas)}
figure svg{display:block;margin-inline:auto}
table{border-collapse:collapse;width:100%;font-size:13px;font-variant-numeric:tabular-nums}
th,td{padding:7px 12px;text-align:left;vertical-align:top;border-top:1px solid var(--rule)}
thead th{border-top:0;color:var(--muted-text);font-weight:bold;vertical-align:bottom}
tbody th{font-weight:bold}
.number{text-align:right;white-space:nowrap}
thead .number{white-space:normal}
td,th{max-width:34em;overflow-wrap:break-word}
.code{font-family:"DejaVu Sans Mono",Menlo,Consolas,monospace;font-size:12.5px}
th.code,td.code{min-width:11em;overflow-wrap:anywhere}
tr.details td{border-top:0;padding-top:0;max-width:none}
tr.details ul,.steps{margin:0;padding-left:20px;font-size:12.5px}
tr.details a{color:inherit;text-decoration-color:var(--outline)}
td.good>a,td.alarm>a{white-space:nowrap}
tr:target,tr:target+tr.details,.notice:target{background:var(--note-fill);color:var(--on-note)}
.table+.table{margin-top:14px}
.notice{background:var(--surface);border:1px solid var(--rule);border-left:4px solid var(--outline);border-radius:8px;padding:9px 14px;margin-top:8px;overflow-wrap:anywhere;color:var(--text)}
.notice.alarm{border-left-color:var(--alarm)}.notice.warning{border-left-color:var(--warning)}
.notice h3{display:inline;margin:0;font-size:15px}
.notice p{margin:4px 0 0;font-size:13px}
.badge{display:inline-block;margin-right:8px;padding:0 9px;border-radius:9px;font-size:12px;font-weight:bold;line-height:18px;background:var(--note-fill);color:var(--on-note)}
.badge.alarm{background:var(--alarm-fill);color:var(--on-alarm)}
.badge.warning{background:var(--warning-fill);color:var(--on-warning)}
.steps{margin-top:8px;color:var(--muted-text)}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
footer{padding-block:16px 40px;color:var(--muted-text);font-size:13px}
@media (max-width:640px){body{font-size:14px}h1{font-size:23px}th,td{padding:6px 8px}}
@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
@media print{
@page{size:A4 landscape;margin:12mm}
:root{--canvas:#fff}
body{font-size:10pt}body>*{max-width:none;padding-inline:0}header{padding-top:0}
nav,.skip{display:none}.scroll{overflow:visible}
.facts{grid-template-columns:repeat(7,1fr);gap:6px;margin-top:10px}.fact{padding:6px 8px}.fact dt,.fact dd{font-size:8pt}.fact .value{font-size:14pt}
figure svg.loadline{width:auto;height:auto;max-width:100%;max-height:100mm}
figure .loadline-f-canvas{fill:#fff}figure .loadline-s-canvas{stroke:#fff}
table,.notice h3{font-size:8pt}.code,.notice p,.steps,tr.details ul{font-size:7.5pt}th,td{padding:3px 6px}
thead{display:table-header-group}tr,.notice,.fact,figure{break-inside:avoid}h2,.introduction,thead,tr:has(+tr.details){break-after:avoid}
section{margin-top:14px}a{color:inherit;text-decoration:none}}
)";

} // namespace

std::string htmlStyle() {
  return fmt::format(":root{{color-scheme:light dark;{}}}\n@media screen and "
                     "(prefers-color-scheme:dark){{:root{{{}}}}}",
                     variables(Palette::light), variables(Palette::dark)) +
         layout;
}

} // namespace loadline::review
