#include "tmx/filter.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/tmx/support.h"
#include "text/input_error.h"

namespace qiao::tmx {
namespace {

std::string verdict(const FilterOptions& options, const TranslationUnit& unit) {
  return std::string(Filter(options).reject(unit, "zh-TW").value_or("kept"));
}

TranslationUnit scored(const char* score) {
  TranslationUnit unit = pair_unit("你好", "Hallo");
  unit.annotations = {{Annotation::Kind::kProperty, "x-score", score, {}}};
  return unit;
}

TEST(FilterTest, NothingIsRejectedUntilAskedFor) {
  for (const TranslationUnit& unit : {pair_unit("", ""), pair_unit("a", "a"), TranslationUnit{}}) {
    EXPECT_EQ(verdict({}, unit), "kept");
  }
}

TEST(FilterTest, ScoresBelowTheLeastGo) {
  const FilterOptions options{.min_score = 0.5};
  EXPECT_EQ(verdict(options, scored("0.4999")), "score");
  EXPECT_EQ(verdict(options, scored("0.5")), "kept");
  EXPECT_EQ(verdict(options, scored("gut")), "kept");
  EXPECT_EQ(verdict(options, pair_unit("你好", "Hallo")), "kept");
}

struct FilterCase {
  FilterOptions options;
  std::string chinese;
  std::string german;
  std::string verdict;
};

TEST(FilterTest, EachTestHasItsReason) {
  const FilterCase cases[] = {
      {{.min_length = 3}, "你好", "Hallo", "short"},
      {{.min_length = 2}, "你好", "Hallo", "kept"},
      {{.max_length = 4}, "你好", "Hallo", "long"},
      {{.max_length = 5}, "你好", "Hallo", "kept"},
      // 2 Han characters weigh 6 letters.
      {{.max_ratio = 3}, "你好", "Ein Satz von dreißig Buchstaben.", "ratio"},
      {{.max_ratio = 6}, "你好", "Ein Satz von dreißig Buchstaben.", "kept"},
      {{.max_ratio = 3}, "好", "Einverstanden", "kept"},  // too short to say
      {{.script = true}, "Hallo", "Hallo", "script"},
      {{.script = true}, "你好", "再見", "script"},
      {{.script = true}, "2025", "2025", "kept"},
      {{.script = true}, "買 GB300 NVL72", "GB300 kaufen", "kept"},
      {{.script = true}, "他们说这个问题很难", "Schwer.", "script"},  // Simplified
      {{.script = true}, "他們說這個問題很難", "Schwer.", "kept"},
      {{.identical = true}, "GB300", "GB300", "identical"},
      {{.identical = true}, "GB300", "GB200", "kept"},
      {{.figures = true}, "他有3本書", "Er hat 4 Bücher", "figures"},
      {{.figures = true}, "他有3本書", "Er hat 3 Bücher", "kept"},
      {{.figures = true}, "4萬億美元", "4 Billionen Dollar", "kept"},
      {{.figures = true}, "他有書", "Er hat 4 Bücher", "figures"},
      {{.drop_matching = {"^\\s*$", "https?://"}}, "見 http://a.de", "siehe", "match"},
      {{.drop_matching = {"\\p{Han}{3}"}}, "你好", "Hallo", "kept"},
      {{.drop_matching = {"\\p{Han}{2}"}}, "你好", "Hallo", "match"},
      {{.keep_matching = {"Hallo", "Welt"}}, "你好", "Hallo", "kept"},
      {{.keep_matching = {"Welt"}}, "你好", "Hallo", "no-match"},
  };
  for (const FilterCase& c : cases) {
    EXPECT_EQ(verdict(c.options, pair_unit(c.chinese, c.german)), c.verdict)
        << c.chinese << " | " << c.german;
  }
}

TEST(FilterTest, AUnitOfOneSideGoesOnlyWhenAskedFor) {
  TranslationUnit unit = pair_unit("你好", "Hallo");
  unit.variants.pop_back();
  EXPECT_EQ(verdict({.one_sided = true}, unit), "one-sided");
  EXPECT_EQ(verdict({.min_length = 100}, unit), "kept");
}

TEST(FilterTest, NativeCodeIsNoText) {
  TranslationUnit unit = pair_unit("<br>好", "<br>好");
  for (Variant& v : unit.variants) {
    v.segment.tags = {{0, true, "ph", {}}, {4, false, "ph", {}}};
  }
  EXPECT_EQ(verdict({.drop_matching = {"br"}}, unit), "kept");
}

TEST(FilterTest, AnExpressionThatBacktracksWithoutEndIsCutShort) {
  const std::string a(40, 'a');
  EXPECT_EQ(verdict({.drop_matching = {"(a+)+b"}}, pair_unit("你", a)), "kept");
}

TEST(FilterTest, ABadExpressionIsAnError) {
  try {
    Filter({.drop_matching = {"("}});
    FAIL();
  } catch (const InputError& error) {
    EXPECT_THAT(error.what(), ::testing::StartsWith("regular expression '(': U_REGEX"));
  }
}

}  // namespace
}  // namespace qiao::tmx
