// The user's own names and terms: a line of source term, tab, target term. A term may have several
// renderings, one a line; # begins a comment.
//
//   亞馬遜 <TAB> Amazon
//   深度求索 <TAB> DeepSeek
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace qiao::cli {

struct GlossaryTerm {
  std::string source;  // as written
  std::string target;
  std::string source_key;  // folded, for matching
  std::string target_key;
};
using Glossary = std::vector<GlossaryTerm>;

// Throws InputError with name:line: not UTF-8, no tab, an empty term.
Glossary parse_glossary(std::string bytes, const std::string& name);

// Case and script folded, as the keys are.
std::string glossary_key(std::string_view text);

}  // namespace qiao::cli
