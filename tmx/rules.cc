#include "tmx/rules.h"

#include <algorithm>

namespace qiao::tmx {
namespace {

constexpr std::string_view kSegmentTypes = "block|paragraph|sentence|phrase";
constexpr std::string_view kInline = "bpt|ept|ph|it|hi|ut";

constexpr AttributeRule kTmx[] = {{"version", true}};
constexpr AttributeRule kHeader[] = {{"creationtool", true},
                                     {"creationtoolversion", true},
                                     {"segtype", true, kSegmentTypes},
                                     {"o-tmf", true},
                                     {"adminlang", true},
                                     {"srclang", true},
                                     {"datatype", true},
                                     {"o-encoding"},
                                     {"creationdate"},
                                     {"creationid"},
                                     {"changedate"},
                                     {"changeid"}};
constexpr AttributeRule kUde[] = {{"name", true}, {"base"}};
constexpr AttributeRule kMap[] = {{"unicode", true}, {"code"}, {"ent"}, {"subst"}};
constexpr AttributeRule kNote[] = {{"xml:lang"}, {"lang"}, {"o-encoding"}};
constexpr AttributeRule kProp[] = {{"type", true}, {"xml:lang"}, {"lang"}, {"o-encoding"}};
constexpr AttributeRule kTu[] = {{"tuid"},
                                 {"o-encoding"},
                                 {"datatype"},
                                 {"usagecount"},
                                 {"lastusagedate"},
                                 {"creationtool"},
                                 {"creationtoolversion"},
                                 {"creationdate"},
                                 {"creationid"},
                                 {"changedate"},
                                 {"segtype", false, kSegmentTypes},
                                 {"changeid"},
                                 {"o-tmf"},
                                 {"srclang"}};
constexpr AttributeRule kTuv[] = {
    {"xml:lang", true}, {"lang"},          {"o-encoding"},   {"datatype"},
    {"usagecount"},     {"lastusagedate"}, {"creationtool"}, {"creationtoolversion"},
    {"creationdate"},   {"creationid"},    {"changedate"},   {"changeid"},
    {"o-tmf"}};
constexpr AttributeRule kBpt[] = {{"i", true}, {"x"}, {"type"}};
constexpr AttributeRule kEpt[] = {{"i", true}};
constexpr AttributeRule kPh[] = {{"x"}, {"assoc"}, {"type"}};
constexpr AttributeRule kIt[] = {{"pos", true, "begin|end"}, {"x"}, {"type"}};
constexpr AttributeRule kHi[] = {{"x"}, {"type"}};
constexpr AttributeRule kUt[] = {{"x"}};
constexpr AttributeRule kSub[] = {{"datatype"}, {"type"}};

// The commonest first: they are looked for a million times.
constexpr ElementRule kRules[] = {
    {"seg", {}, kInline, true},
    {"tuv", kTuv, "note|prop|seg", false},
    {"prop", kProp, "", true},
    {"tu", kTu, "note|prop|tuv", false},
    {"note", kNote, "", true},
    {"bpt", kBpt, "sub", true},
    {"ept", kEpt, "sub", true},
    {"ph", kPh, "sub", true},
    {"it", kIt, "sub", true},
    {"hi", kHi, kInline, true},
    {"ut", kUt, "sub", true},
    {"sub", kSub, kInline, true},
    {"tmx", kTmx, "header|body", false},
    {"header", kHeader, "note|prop|ude", false},
    {"body", {}, "tu", false},
    {"ude", kUde, "map", false},
    {"map", kMap, "", false},
};

}  // namespace

const ElementRule* find_rule(std::string_view element) {
  const auto found = std::find_if(std::begin(kRules), std::end(kRules),
                                  [&](const ElementRule& rule) { return rule.name == element; });
  return found == std::end(kRules) ? nullptr : &*found;
}

const AttributeRule* find_attribute(const ElementRule& rule, std::string_view attribute) {
  for (const AttributeRule& a : rule.attributes) {
    if (a.name == attribute) return &a;
  }
  return nullptr;
}

bool listed(std::string_view list, std::string_view name) {
  while (!list.empty()) {
    const std::size_t end = std::min(list.find('|'), list.size());
    if (list.substr(0, end) == name) return true;
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return false;
}

bool is_inline(std::string_view element) { return element == "sub" || listed(kInline, element); }

}  // namespace qiao::tmx
