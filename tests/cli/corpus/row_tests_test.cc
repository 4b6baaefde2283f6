#include "cli/corpus/row_tests.h"

#include <gtest/gtest.h>

namespace qiao::cli {
namespace {

TEST(RowTestsTest, EachReasonHasItsBeads) {
  const struct {
    const char* source;
    const char* target;
    double score;
    const char* status;
    const char* reason;
  } table[] = {
      {"鶴在三月飛回了北方的沼澤。", "Im März flog der Kranich zurück in das Moor des Nordens.",
       0.9, "aligned", "kept"},
      {"鶴來了。", "", 0.9, "dropped", "dropped"},
      {"", "Der Kranich kam.", 0.9, "added", "added"},
      {"鶴來了。", "Der Kranich kam.", 0.49, "aligned", "score"},
      {"鶴來了。", "Der Kranich kam.", 0.9, "uncertain", "score"},
      {"2025", "2025", 0.9, "aligned", "identical"},
      {"GB300", "GB300", 0.9, "aligned", "script"},
      {"The crane came.", "Der Kranich kam.", 0.9, "aligned", "script"},
      {"鹤来了，我们都很高兴。", "Der Kranich kam, und wir freuten uns alle.", 0.9, "aligned",
       "script"},
      {"鶴在三月飛回了北方的沼澤，整個村子的人都到河邊去看。",
       "In March the crane flew back to the northern moor, and all the people of the village went "
       "to the river to see it.",
       0.9, "aligned", "language"},
      {"鶴來了。",
       "Der Kranich kam, setzte sich auf das Dach, sah sich um und blieb dort sitzen, bis "
       "die Sonne unterging und die Kinder schliefen.",
       0.9, "aligned", "ratio"},
      {"他付了4萬億元。", "Er zahlte 4 Billionen.", 0.9, "aligned", "kept"},
      {"他付了4萬億元。", "Er zahlte 4 Milliarden.", 0.9, "aligned", "figures"},
      {"他有三隻鶴。", "Er hatte 3 Kraniche.", 0.9, "aligned", "kept"},
      {"他有鶴。", "Er hatte 3 Kraniche.", 0.9, "aligned", "figures"},
  };
  const RowTests tests({});
  for (const auto& [source, target, score, status, reason] : table) {
    const auto rejection =
        tests.reject({.source = source, .target = target, .score = score, .status = status}, {});
    EXPECT_EQ(rejection ? rejection_name(*rejection) : "kept", reason) << source << " | " << target;
  }
}

TEST(RowTestsTest, TestsAreTurnedOff) {
  const RowTests tests({.min_score = 0, .max_ratio = 0, .figures = false});
  const tmx::UnitMaking making;
  EXPECT_FALSE(
      tests.reject({.source = "他有鶴。", .target = "Er hatte 3 Kraniche.", .score = 0}, making));
}

}  // namespace
}  // namespace qiao::cli
