#include "cli/work_progress.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/cli/scratch.h"

namespace qiao::cli {
namespace {

using ::testing::AllOf;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(WorkLineTest, SaysWhatIsKnown) {
  const struct {
    std::size_t done, of;
    double a_second;
    std::string line;
  } cases[] = {
      {312, 4000, 41, "aligning pairs: 312 of 4000, 41 a second, 1 min 30 s left"},
      {1, 3, 0.25, "aligning pairs: 1 of 3, 0.3 a second, 8 s left"},
      {1, 100'000, 2, "aligning pairs: 1 of 100000, 2.0 a second, 13 h 53 min left"},
      {0, 3, 0, "aligning pairs: 0 of 3"},
      {3, 3, 5, "aligning pairs: 3 of 3"},
      {3, 0, 5, "aligning pairs: 3, 5.0 a second"},
  };
  for (const auto& c : cases)
    EXPECT_EQ(work_line("aligning pairs", c.done, c.of, c.a_second), c.line);
}

// With `script` for a terminal, whose lines end in \r\n.
class TerminalTest : public TwoTextsTest {
 protected:
  TerminalTest()
      : TwoTextsTest("他來了。\n她走了。\n橋斷了。\n", "Er kam.\nSie ging.\nDie Brücke brach.\n") {
    scratch_.run("mkdir zh de && cp zh.txt zh/ && cp de.txt de/");
    scratch_.put("pairs", "source\ttarget\nzh.txt\tde.txt\n");
  }
  std::string on_terminal(const std::string& command) {
    return scratch_.run("script -qec '" + command + "' /dev/null").out;
  }
};

constexpr const char* kTakenAway = "\r\x1B[K";

TEST_F(TerminalTest, ALineSaysHowFarTheWorkIsAndIsTakenAway) {
  const std::string done = std::string(kTakenAway) + "qiao: ";
  EXPECT_THAT(on_terminal("qiao pair zh de -o out.tsv"),
              AllOf(HasSubstr("\r\x1B[Kreading documents: 0 of 1\r\x1B[K"),
                    HasSubstr("comparing documents: 2"), HasSubstr(done), EndsWith("\r\n")));
  EXPECT_THAT(on_terminal("qiao corpus zh de --pairs pairs -o out"),
              AllOf(HasSubstr("aligning pairs: 0 of 1"), HasSubstr("writing pairs: 1 of 1"),
                    HasSubstr(done), EndsWith("\r\n")));
  EXPECT_THAT(on_terminal("qiao align zh.txt de.txt -o out.tsv"), EndsWith(kTakenAway));
}

TEST_F(TerminalTest, ElsewhereThereIsNoLine) {
  EXPECT_THAT(scratch_.run("qiao pair zh de -o out.tsv").err, Not(HasSubstr("reading documents")));
}

// Documents whose end never comes: where the second is laid down, the first was told of.
TEST_F(TerminalTest, ASignalTakesTheLineAway) {
  scratch_.put("stopped.sh",
               "mkfifo pipe\n"
               "qiao corpus --documents pipe -o out &\n"
               "exec 3>pipe\n"
               "printf '{\"text\":\"他來了。\",\"name\":\"%s\"}\\n' a b >&3\n"
               "until ls out/documents/source/b* >&3 2>&3; do sleep 0.05; done\n"
               "kill -TERM $!\n"
               "wait $!\n"
               "echo ended with $?\n");
  EXPECT_THAT(on_terminal("sh stopped.sh"), AllOf(HasSubstr("\r\x1B[Ktaking documents: 1\r\x1B[K"),
                                                  EndsWith("ended with 143\r\n")));
}

}  // namespace
}  // namespace qiao::cli
