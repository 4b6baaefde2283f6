#include "tmx/validator.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "tests/tmx/support.h"
#include "text/input_error.h"

namespace qiao::tmx {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

std::vector<std::string> findings(const std::string& tmx, ValidationSummary* summary = nullptr) {
  std::vector<std::string> lines;
  const ValidationSummary found =
      validate({"m.tmx", text::memory_source(tmx)}, [&](const Finding& finding) {
        std::ostringstream line;
        line << finding;
        lines.push_back(line.str());
      });
  if (summary) *summary = found;
  return lines;
}

std::string tuv(std::string_view language, std::string_view inside) {
  return "<tuv xml:lang=\"" + std::string(language) + "\">" + std::string(inside) + "</tuv>";
}
std::string pair_of(std::string_view chinese, std::string_view german) {
  return "<tu>" + tuv("zh-TW", "<seg>" + std::string(chinese) + "</seg>") +
         tuv("de-DE", "<seg>" + std::string(german) + "</seg>") + "</tu>\n";
}

TEST(ValidatorTest, WhatTheWriterWritesIsFaultless) {
  std::vector<TranslationUnit> units(3, pair_unit("你好", "Hallo"));
  units[1].attributes = {{"creationdate", "20250311T093000Z"}};
  ValidationSummary summary;
  EXPECT_THAT(findings(written(units, Header{.source_language = "zh-TW"}), &summary), IsEmpty());
  EXPECT_EQ(summary, (ValidationSummary{.units = 3}));
}

struct FindingCase {
  std::string body;
  std::string finding;
};

// The body begins on line 3.
const FindingCase kCases[] = {
    // XML
    {pair_of("R&D", "a"), "3: error [xml] EntityRef: expecting ';'"},
    {pair_of("&#1;", "a"), "3: error [xml] xmlParseCharRef: invalid xmlChar value 1"},
    // the DTD
    {"<tu></tu>\n", "3: error [structure] <tu> without <tuv>"},
    {"<tu><tuv xml:lang=\"zh-TW\"></tuv></tu>", "3: error [structure] <tuv> without <seg>"},
    {"<tu>" + tuv("zh-TW", "<seg>a</seg><prop type=\"x\">b</prop>") + "</tu>",
     "3: error [structure] <prop> comes too late or too early in <tuv>"},
    {"<tu>" + tuv("zh-TW", "<seg>a</seg>") + "<note>b</note></tu>",
     "3: error [structure] <note> comes too late or too early in <tu>"},
    {"<tu><seg/>" + tuv("zh-TW", "<seg>a</seg>") + "</tu>",
     "3: error [structure] <seg> may not stand in <tu>"},
    {"<tu>lose " + tuv("zh-TW", "<seg>a</seg>") + "</tu>",
     "3: error [structure] text in <tu>: \"lose \""},
    {"<tu>" + tuv("zh-TW", "<seg>a<sub>b</sub></seg>") + "</tu>",
     "3: error [structure] <sub> may not stand in <seg>"},
    {"<tu>" + tuv("zh-TW", "<seg>a<b>b</b></seg>") + "</tu>",
     "3: error [structure] <b> may not stand in <seg>"},
    {"<tu id=\"1\">" + tuv("zh-TW", "<seg>a</seg>") + "</tu>",
     "3: error [attribute] <tu> takes no id"},
    {"<tu><prop>b</prop>" + tuv("zh-TW", "<seg>a</seg>") + "</tu>",
     "3: error [attribute] <prop> lacks type"},
    {"<tu segtype=\"word\">" + tuv("zh-TW", "<seg>a</seg>") + "</tu>",
     "3: error [attribute] <tu>: segtype is \"word\", not one of block|paragraph|sentence|phrase"},
    {"<tu>" + tuv("zh-TW", "<seg>a<it pos=\"mid\"/></seg>") + "</tu>",
     "3: error [attribute] <it>: pos is \"mid\", not one of begin|end"},
    {"<tu><tuv lang=\"zh-TW\"><seg>a</seg></tuv></tu>",
     "3: error [attribute] <tuv> lacks xml:lang"},
    // pairs
    {"<tu>" + tuv("zh-TW", "<seg><bpt i=\"1\"/>a</seg>") + "</tu>",
     "3: error [pairing] <bpt i=\"1\"> is never closed"},
    {"<tu>" + tuv("zh-TW", "<seg>a<ept i=\"2\"/></seg>") + "</tu>",
     "3: error [pairing] <ept i=\"2\"> closes nothing"},
    {"<tu>" +
         tuv("zh-TW", "<seg><bpt i=\"1\"/>a<ept i=\"1\"/><bpt i=\"1\"/>b<ept i=\"1\"/></seg>") +
         "</tu>",
     "3: error [pairing] two <bpt i=\"1\"> in one segment"},
    // values
    {"<tu>" + tuv("zh-TW", "<seg>a</seg>") + tuv("de_DE", "<seg>b</seg>") + "</tu>",
     "3: error [language] xml:lang is \"de_DE\", which is no language tag"},
    {"<tu changedate=\"2025-03-11\">" + tuv("zh-TW", "<seg>a</seg>") + "</tu>",
     "3: error [date] changedate is \"2025-03-11\", not of the form YYYYMMDDThhmmssZ"},
    // texts
    {pair_of(" \n", "a"), "3: warning [empty] the segment in zh-TW is empty"},
    {pair_of("GB300", "GB300"), "3: warning [identical] zh-TW and de-DE both say \"GB300\""},
    {pair_of("你\u200B好", "a"), "3: warning [control] the segment in zh-TW holds U+200B"},
    {pair_of("你", "a\u0085"), "3: warning [control] the segment in de-DE holds U+0085"},
    {pair_of("你", "a\x7F"), "3: warning [control] the segment in de-DE holds U+007F"},
    {pair_of("你", "a\uFFFD"), "3: warning [control] the segment in de-DE holds U+FFFD"},
    {pair_of("你", std::string(2001, 'a')),
     "3: warning [long] the segment in de-DE has 2001 characters"},
    {"<tu>" + tuv("fr", "<seg>a</seg>") + "</tu>",
     "3: warning [source] no variant in the source language \"zh-TW\""},
    {"<tu>" + tuv("zh-TW", "<seg>a</seg>") + tuv("ZH-tw", "<seg>b</seg>") + "</tu>",
     "3: warning [source] two variants in zh-TW"},
    {pair_of("你<ph/>", "a"), "3: warning [tags] zh-TW and de-DE have different inline tags"},
};

TEST(ValidatorTest, EachFaultIsFoundWithItsLine) {
  for (const FindingCase& c : kCases) {
    EXPECT_THAT(findings(memory_with(c.body)), ElementsAre(c.finding)) << c.body;
  }
}

const std::string kFaultless[] = {
    pair_of("你<bpt i=\"1\" x=\"1\"/>好<ept i=\"1\"/>",
            "<bpt i=\"7\" x=\"1\"/>Hallo<ept i=\"7\"/>"),
    pair_of("你<hi>好</hi>", "Hallo"),
    "<tu srclang=\"*all*\">" + tuv("en-US", "<seg>same</seg>") + tuv("en-GB", "<seg>same</seg>") +
        "</tu>",
    "<!-- nothing --><?nothing?>",
};

TEST(ValidatorTest, WhatIsAllowedIsNotFound) {
  for (const std::string& body : kFaultless) {
    EXPECT_THAT(findings(memory_with(body)), IsEmpty()) << body;
  }
}

TEST(ValidatorTest, TheHeaderIsLookedAtToo) {
  EXPECT_THAT(findings("<tmx version=\"2.0\">\n<header segtype=\"sentence\" creationtool=\"t\"\n"
                       "creationtoolversion=\"1\" o-tmf=\"t\" adminlang=\"e\" datatype=\"d\"/>\n"
                       "<body/></tmx>"),
              ElementsAre("1: error [version] version \"2.0\" of TMX is not known",
                          "3: error [language] adminlang is \"e\", which is no language tag",
                          "3: error [attribute] <header> lacks srclang"));
  EXPECT_THAT(findings("<tmx version=\"1.4\"><body/></tmx>"),
              ElementsAre("1: error [structure] <body> comes too late or too early in <tmx>",
                          "1: error [structure] <tmx> without <header>"));
}

TEST(ValidatorTest, OldVersionsMaySayLang) {
  std::string tmx = memory_with("<tu><tuv lang=\"zh-TW\"><seg>a</seg></tuv></tu>");
  tmx.replace(tmx.find("1.4"), 3, "1.1");
  EXPECT_THAT(findings(tmx), IsEmpty());
}

TEST(ValidatorTest, CountsByRuleAndGoesOnAfterBrokenUnits) {
  ValidationSummary summary;
  const auto lines = findings(
      memory_with(pair_of("&", "a") + pair_of("", "a") + pair_of("&", "b") + pair_of("x", "x")),
      &summary);
  EXPECT_THAT(lines, SizeIs(4));
  EXPECT_EQ(summary, (ValidationSummary{.units = 2,
                                        .errors = 2,
                                        .warnings = 2,
                                        .by_rule = {{"xml", 2}, {"empty", 1}, {"identical", 1}}}));
}

TEST(ValidatorTest, WhatIsNoMemoryIsAnError) {
  EXPECT_THROW(findings("<html/>"), InputError);
  EXPECT_THROW(findings(""), InputError);
}

TEST(LanguageTagTest, IsWellFormedOrNot) {
  for (const char* tag : {"de", "zh-TW", "zh-Hant-TW", "es-419", "de-CH-1996", "x-klingon",
                          "i-default", "sgn-US", "EN-us"}) {
    EXPECT_TRUE(is_language_tag(tag)) << tag;
  }
  for (const char* tag : {"", "d", "de_DE", "de-", "-de", "d3", "deutschland", "de--AT", "x",
                          "zh TW", "*all*", "419"}) {
    EXPECT_FALSE(is_language_tag(tag)) << tag;
  }
}

// All pairs of 20,000 variants would take minutes.
TEST(ValidatorTest, AUnitOfAThousandVariantsIsComparedInParts) {
  TranslationUnit unit = pair_unit("好", "gut");
  for (int k = 0; k < 20000; ++k) unit.variants.push_back(unit.variants[1]);
  ValidationSummary summary;
  findings(written(std::span(&unit, 1), Header{.source_language = "zh-TW"}), &summary);
  EXPECT_EQ(summary.by_rule.at("source"), 63u * 62 / 2);
}

}  // namespace
}  // namespace qiao::tmx
