// Findings as a person reads them.
//
//   dropped  story.zh.txt:12:1  2 sentences, 98 %
//       遠山股價當天收在新台幣312元。
//       分析師也這樣認為。
//       behind story.de.txt:4:17  Bis 2030 soll Europas Anteil auf 30 Prozent steigen.
//
//   partly dropped  story.zh.txt:9:12  81 %
//       執行長林佩君⟦在記者會上⟧表示。
//       beside story.de.txt:3:1  So sagte es Vorstandschefin Lin.
#pragma once

#include <span>
#include <string>

#include "cli/check/findings.h"
#include "cli/input.h"
#include "cli/summary.h"

namespace qiao::cli {

// The whole report, a last line of counts included. With `colours` the parts that matter are
// coloured by ANSI sequences (for a terminal) and not put in brackets. White space of the texts is
// one space, control characters are left out.
std::string format_report(std::span<const Finding> findings, const Pair& pair,
                          const Summary& summary, bool colours);

// The same for programs: one JSON object, described in docs/check.md.
std::string format_report_json(std::span<const Finding> findings, const Pair& pair,
                               const Summary& summary);

}  // namespace qiao::cli
