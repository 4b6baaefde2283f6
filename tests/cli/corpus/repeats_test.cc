#include "cli/corpus/repeats.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace qiao::cli {
namespace {

using ::testing::ElementsAre;

struct Said {
  const char* source;
  const char* target;
  std::uint64_t document;
};

// What becomes of each bead, "kept" or the rejection.
std::vector<std::string> verdicts(const std::vector<Said>& all, std::size_t boilerplate) {
  Repeats repeats(boilerplate);
  for (std::size_t k = 0; k < all.size(); ++k) {
    repeats.add({.source = all[k].source, .target = all[k].target}, {}, k, all[k].document);
  }
  repeats.finish();
  std::vector<std::string> verdicts;
  for (std::size_t k = 0; k < all.size(); ++k) {
    const auto rejection = repeats.next(k);
    verdicts.emplace_back(rejection ? rejection_name(*rejection) : "kept");
  }
  return verdicts;
}

TEST(RepeatsTest, TheFirstOfEqualBeadsIsKept) {
  EXPECT_THAT(verdicts({{"鶴來了。", "Der Kranich kam.", 0},
                        {"鶴走了。", "Der Kranich ging.", 0},
                        {"鶴來了。", "Der Kranich kam.", 1},
                        {"鶴來了。", "DER  KRANICH KAM.", 1}},
                       10),
              ElementsAre("kept", "kept", "duplicate", "duplicate"));
}

TEST(RepeatsTest, FiguresAndPunctuationAsideIsNear) {
  EXPECT_THAT(verdicts({{"3隻鶴。", "3 Kraniche.", 0},
                        {"4隻鶴！", "4 Kraniche!", 0},
                        {"4隻鶴！", "4 Kraniche!", 2}},
                       10),
              ElementsAre("kept", "near duplicate", "duplicate"));
}

TEST(RepeatsTest, AnotherTranslationIsNoDuplicate) {
  EXPECT_THAT(
      verdicts({{"鶴來了。", "Der Kranich kam.", 0}, {"鶴來了。", "Ein Kranich kam.", 1}}, 10),
      ElementsAre("kept", "kept"));
}

TEST(RepeatsTest, FiguresAloneAreThemselves) {
  EXPECT_THAT(verdicts({{"1.", "1.", 0}, {"2.", "2.", 0}, {"1.", "1.", 1}}, 10),
              ElementsAre("kept", "kept", "duplicate"));
}

TEST(RepeatsTest, WhatStandsInManyDocumentsGoesAltogether) {
  const std::vector<Said> said = {{"版權所有", "Alle Rechte vorbehalten", 0},
                                  {"鶴來了。", "Der Kranich kam.", 0},
                                  {"版權所有", "Alle Rechte vorbehalten", 1},
                                  {"版權所有", "Alle Rechte vorbehalten", 2}};
  EXPECT_THAT(verdicts(said, 3), ElementsAre("boilerplate", "kept", "boilerplate", "boilerplate"));
  EXPECT_THAT(verdicts(said, 4), ElementsAre("kept", "kept", "duplicate", "duplicate"));
  EXPECT_THAT(verdicts(said, 0), ElementsAre("kept", "kept", "duplicate", "duplicate"));
}

TEST(RepeatsTest, OftenInOneDocumentIsNotInManyDocuments) {
  EXPECT_THAT(verdicts({{"是。", "Ja.", 0}, {"是。", "Ja.", 0}, {"是。", "Ja.", 0}}, 2),
              ElementsAre("kept", "duplicate", "duplicate"));
}

}  // namespace
}  // namespace qiao::cli
