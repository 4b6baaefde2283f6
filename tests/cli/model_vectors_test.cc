// qiao model import, map and export on vectors that libfasttext trains here.
#include <gmock/gmock.h>

#include <nlohmann/json.hpp>
#include <string>

#include "tests/cli/scratch.h"
#include "tests/support/toy_vectors.h"

namespace qiao::cli {
namespace {

using qiao::testing::kThings;
using qiao::testing::Thing;
using qiao::testing::ToyLanguage;
using qiao::testing::train_toy_vectors;
using ::testing::HasSubstr;
using ::testing::MatchesRegex;
using ::testing::Not;
using ::testing::StartsWith;

class ModelVectorsTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    vectors_ = new Scratch;
    train_toy_vectors(ToyLanguage::kChinese, vectors_->path("zh"));
    train_toy_vectors(ToyLanguage::kGerman, vectors_->path("de"),
                      {.shortest_gram = 3, .longest_gram = 5});
    std::string dictionary;
    for (const Thing& thing : kThings) {
      dictionary += std::string(thing.chinese) + '\t' + thing.german + "\t1.0\n";
    }
    vectors_->put("zh-de.tsv", dictionary + "電腦\tComputer\n");
    // As if published: in one space.
    map_ = new Outcome(vectors_->run(
        "qiao model map --source zh.vec --target de.bin --dictionary zh-de.tsv --neighbours 3 "
        "--source-out zh.align.vec --target-out de.align.vec"));
  }
  static void TearDownTestSuite() {
    delete map_;
    delete vectors_;
  }

  // Runs a line in a folder of its own, with the vectors' folder as $V.
  Outcome run(const std::string& line) const {
    return scratch_.run("V='" + vectors_->path("") + "'; " + line);
  }

  static Scratch* vectors_;
  static Outcome* map_;
  Scratch scratch_;
};

Scratch* ModelVectorsTest::vectors_ = nullptr;
Outcome* ModelVectorsTest::map_ = nullptr;

// The line of the table that starts with `method`: precision at 1.
double precision_of(const std::string& table, const std::string& method) {
  const std::size_t at = table.find('\n' + method + ' ');
  return at == std::string::npos ? -1 : std::stod(table.substr(at + method.size() + 1));
}

TEST_F(ModelVectorsTest, MapFindsTranslationsThatItWasNotTold) {
  EXPECT_EQ(map_->exit_code, 0) << map_->err;
  EXPECT_THAT(map_->out, StartsWith("36 pairs to learn from, 4 source words held out\n"));
  EXPECT_GE(precision_of(map_->out, "Procrustes"), 0.5) << map_->out;  // by chance: 0.03
  EXPECT_GE(precision_of(map_->out, "RCSLS"), 0.5) << map_->out;
  EXPECT_THAT(vectors_->get("zh.align.vec"), StartsWith("41 16\n"));
}

TEST_F(ModelVectorsTest, MapIsDeterministic) {
  const Outcome again =
      run("qiao model map --source $V/zh.vec --target $V/de.bin --dictionary $V/zh-de.tsv "
          "--neighbours 3 --threads 1 --source-out zh.vec --target-out de.vec && cmp zh.vec "
          "$V/zh.align.vec && cmp de.vec $V/de.align.vec");
  EXPECT_EQ(again.exit_code, 0) << again.err;
  EXPECT_EQ(again.out, map_->out);
}

TEST_F(ModelVectorsTest, AnImportedModelFindsTranslationsAndAligns) {
  std::string pairs, chinese, german;
  for (std::size_t i = 0; i < kThings.size(); i += 2) {
    const Thing &a = kThings[i], &b = kThings[i + 1];
    const std::string zh = std::string(a.chinese) + "和" + b.chinese + "。";
    const std::string de = std::string(a.german) + " und " + b.german + ".";
    pairs += zh + '\t' + de + '\n';
    chinese += zh + '\n';
    german += de + '\n';
  }
  scratch_.put("pairs.tsv", pairs);
  scratch_.put("zh.txt", chinese);
  scratch_.put("de.txt", german);
  const Outcome imported =
      run("qiao model import --source $V/zh.align.vec --target $V/de.align.vec --bits 8 -o x.qiao");
  ASSERT_EQ(imported.exit_code, 0) << imported.err;
  EXPECT_THAT(imported.err, HasSubstr("41 words read, 40 kept\n"));  // all but </s>
  const Outcome measured = run("qiao model eval --model x.qiao pairs.tsv");
  EXPECT_THAT(measured.out, HasSubstr("pairs.tsv"));
  double forward = 0;
  std::sscanf(measured.out.substr(measured.out.find("pairs.tsv") + 9).c_str(), "%*d %lf", &forward);
  EXPECT_GE(forward, 0.7) << measured.out;  // by chance: 0.05
  const Outcome aligned = run("qiao align --pre-split --model x.qiao zh.txt de.txt -o x.tsv");
  EXPECT_EQ(aligned.exit_code, 0) << aligned.err;
  EXPECT_THAT(scratch_.get("x.tsv"), HasSubstr("狗和貓。\tHund und Katze.\t"));
}

TEST_F(ModelVectorsTest, SimplifiedRowsServeTraditionalText) {
  scratch_.put("zh.vec", "1 2\n电脑 1 0\n");
  scratch_.put("de.vec", "1 2\nComputer 0 1\n");
  scratch_.put("words.txt", "電腦\ncomputer\nHaus\n");
  const Outcome outcome =
      run("qiao model import --source zh.vec --target de.vec -o x.qiao && "
          "qiao model export x.qiao --words words.txt -o out.vec");
  ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_THAT(scratch_.get("out.vec"), StartsWith("2 8\n電腦 "));
  EXPECT_THAT(scratch_.get("out.vec"), HasSubstr("\ncomputer "));
  EXPECT_THAT(outcome.err, HasSubstr("1 of 3 words are unknown to the model and left out\n"));
}

TEST_F(ModelVectorsTest, WordsOfATextGetVectorsFromSubwords) {
  scratch_.put("story.txt", "Zwei Hunde und des Königs Krone.");
  scratch_.put("words.txt", "Hunde\nKönigs\n");
  const std::string import = "qiao model import --source $V/zh.align.vec --target $V/de.bin ";
  const std::string write = " && qiao model export x.qiao --words words.txt -o x.vec";
  ASSERT_EQ(run(import + "-o x.qiao" + write).exit_code, 0);
  EXPECT_THAT(scratch_.get("x.vec"), StartsWith("0 16\n"));
  const Outcome outcome = run(import + "--words story.txt -o x.qiao" + write);
  ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_THAT(outcome.err, HasSubstr("40 kept, and 5 made from subwords"));
  EXPECT_THAT(scratch_.get("x.vec"), StartsWith("2 16\nHunde "));
  const auto metadata = run("qiao model info x.qiao | sed -n 's/^metadata *//p'").out;
  const auto json = nlohmann::json::parse(metadata);
  EXPECT_EQ(json["imported"][1]["from_subwords"], 5);
}

TEST_F(ModelVectorsTest, MaxWordsStopsReading) {
  // The damaged line comes after.
  scratch_.put("zh.vec", "3 1\n狗 1\n貓 -1\n馬 x\n");
  scratch_.put("de.vec", "2 1\nHund 1\nKatze -1\n");
  const std::string import = "qiao model import --source zh.vec --target de.vec -o x.qiao";
  EXPECT_EQ(run(import + " --max-words 2").exit_code, 0);
  EXPECT_EQ(run(import).exit_code, 3);
}

TEST_F(ModelVectorsTest, ADamagedFileIsRefusedWithItsLineAndNothingIsWritten) {
  scratch_.put("good.vec", "1 2\nHund 1 0\n");
  scratch_.put("bad.vec", "2 2\n狗 1 0\n貓 1 nan\n");
  const Outcome outcome = run("qiao model import --source bad.vec --target good.vec -o x.qiao");
  EXPECT_EQ(outcome.exit_code, 3);
  EXPECT_THAT(outcome.err, HasSubstr("bad.vec:3: 'nan' is not a finite number; "));
  EXPECT_EQ(scratch_.get("x.qiao"), "");
}

struct Refusal {
  const char* line;
  const char* message;
};

TEST_F(ModelVectorsTest, BadInputIsRefused) {
  scratch_.put("two.vec", "1 2\nHund 1 0\n");
  scratch_.put("three.vec", "1 3\n狗 1 0 0\n");
  scratch_.put("nothing.vec", "1 2\n</s> 1 0\n");
  scratch_.put("cut.bin", vectors_->get("de.bin").substr(0, 5000));
  scratch_.put("words.txt", "Hund\nein Haus\n");
  for (const Refusal& refusal : {
           Refusal{"import --source three.vec --target two.vec -o x",
                   "two.vec: 2 dimensions, but three.vec has 3; "},
           Refusal{"import --source nothing.vec --target two.vec -o x",
                   "nothing.vec: no word that a text could hold; "},
           Refusal{"import --source cut.bin --target two.vec -o x", "cut short in its vectors; "},
           Refusal{"import --source none.vec --target two.vec -o x",
                   "none.vec: cannot be opened; "},
           Refusal{"map --source three.vec --target two.vec --dictionary $V/zh-de.tsv "
                   "--source-out a --target-out b",
                   "two.vec: 2 dimensions, but three.vec has 3; "},
           Refusal{"map --source two.vec --target two.vec --dictionary $V/zh-de.tsv "
                   "--source-out a --target-out b",
                   "of 41 lines none has both its words"},
           Refusal{"map --source two.vec --target two.vec --dictionary words.txt "
                   "--source-out a --target-out b",
                   "words.txt:1: no tab"},
           Refusal{"export two.vec --words words.txt -o x", "two.vec: "},
       }) {
    const Outcome outcome = run(std::string("qiao model ") + refusal.line);
    EXPECT_EQ(outcome.exit_code, 3) << refusal.line;
    EXPECT_THAT(outcome.err, HasSubstr(refusal.message)) << refusal.line;
    EXPECT_EQ(outcome.out, "") << refusal.line;
  }
}

TEST_F(ModelVectorsTest, ALineOfTheWordListIsOneWord) {
  ASSERT_EQ(run("qiao model import --source $V/zh.align.vec --target $V/de.align.vec -o x.qiao")
                .exit_code,
            0);
  scratch_.put("words.txt", "Hund\nein Haus\n");
  const Outcome outcome = run("qiao model export x.qiao --words words.txt -o x.vec");
  EXPECT_EQ(outcome.exit_code, 3);
  EXPECT_THAT(outcome.err, HasSubstr("words.txt:2: white space in a word"));
}

TEST_F(ModelVectorsTest, BadOptionsAreRefused) {
  for (const char* line : {
           "import --source a --target b",
           "import --source a -o x",
           "import --source a --target b -o x --bits 5",
           "import --source a --target b -o x --sif 0",
           "import --source a --target b -o x --max-words 0",
           "map --source a --target b --dictionary c --source-out d",
           "map --source a --target b --dictionary c --source-out d --target-out e --iterations -1",
           "map --source a --target b --dictionary c --source-out d --target-out e --neighbours 0",
           "export",
           "export x.qiao -o y",
           "export x.qiao --words w",
           "train a -o x --bits 5",
           "train a -o x --dropout 1",
           "train a -o x --word-share -1",
           "train a -o x --hard-share 1.5",
           "train a=0 -o x",
       }) {
    EXPECT_EQ(run(std::string("qiao model ") + line).exit_code, 2) << line;
  }
}

}  // namespace
}  // namespace qiao::cli
