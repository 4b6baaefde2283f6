// The rules of TMX 1.4b as a table: which element stands in which, what attributes it takes, which
// of them it needs and which values they may have. What the DTD says, without its syntax.
#pragma once

#include <span>
#include <string_view>

namespace qiao::tmx {

struct AttributeRule {
  std::string_view name;
  bool required = false;
  std::string_view values = {};  // "begin|end"; empty: any
};

struct ElementRule {
  std::string_view name;
  std::span<const AttributeRule> attributes;
  std::string_view children;  // "note|prop|tuv"; empty: none
  bool holds_text = false;
};

// Null for a name that TMX does not know. O(1).
const ElementRule* find_rule(std::string_view element);
// Null for an attribute that the element does not take.
const AttributeRule* find_attribute(const ElementRule& rule, std::string_view attribute);

// Whether `name` is one of the names in `list`, "a|b|c".
bool listed(std::string_view list, std::string_view name);

// bpt, ept, ph, it, hi, sub or ut.
bool is_inline(std::string_view element);

}  // namespace qiao::tmx
