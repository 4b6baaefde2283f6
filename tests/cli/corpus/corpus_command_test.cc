#include <gmock/gmock.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <random>

#include "tests/cli/scratch.h"

namespace qiao::cli {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

const char* const kStories[] = {"fable", "letter", "manual", "news", "product", "travel"};
const char* const kResults[] = {"corpus.tmx",   "corpus.tsv",    "corpus.zh-TW", "corpus.de-DE",
                                "rejected.tsv", "documents.tsv", "report.json",  "report.html"};

std::size_t lines_of(const std::string& text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

class CorpusCommandTest : public ::testing::Test {
 protected:
  CorpusCommandTest() {
    scratch_.run("mkdir zh de");
    for (const char* story : kStories) {
      copy(std::string(story) + "/zh.txt", std::string("zh/") + story + ".txt");
      copy(std::string(story) + "/de.txt", std::string("de/x") + story + ".txt");
    }
    std::string pairs = "source\ttarget\n";
    for (const char* story : kStories) {
      pairs += std::string(story) + ".txt\tx" + story + ".txt\n";
    }
    scratch_.put("pairs.tsv", pairs);
  }
  void copy(const std::string& from, const std::string& to) {
    scratch_.run("cp '" + source_file("corpora/" + from) + "' " + to);
  }
  Outcome run(const std::string& line) {
    return scratch_.run("SOURCE_DATE_EPOCH=1700000000 " + line);
  }
  std::string result(const std::string& folder, const std::string& name) {
    return scratch_.get(folder + "/" + name);
  }
  nlohmann::json report(const std::string& folder) {
    return nlohmann::json::parse(result(folder, "report.json"));
  }
  void expect_same_results(const std::string& a, const std::string& b) {
    for (const char* name : kResults) {
      EXPECT_NE(result(a, name), "") << name;
      EXPECT_TRUE(result(a, name) == result(b, name)) << a << '/' << name << " and " << b;
    }
  }
  Scratch scratch_;
};

TEST_F(CorpusCommandTest, EveryBeadIsInTheCorpusOrAmongTheRejected) {
  const Outcome outcome = run("qiao corpus zh de -o out");
  ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
  const auto counts = report("out");
  const std::size_t kept = counts["kept"];
  EXPECT_EQ(counts["documents"], 6);
  EXPECT_GT(kept, 150U);
  std::size_t beads = 0, rejected = 0;
  for (const auto& [type, count] : counts["types"].items()) beads += count.get<std::size_t>();
  for (const auto& [reason, count] : counts["rejected"].items()) {
    rejected += count.get<std::size_t>();
  }
  EXPECT_EQ(kept + rejected, beads);
  EXPECT_EQ(lines_of(result("out", "corpus.tsv")), kept + 1);
  EXPECT_EQ(lines_of(result("out", "corpus.zh-TW")), kept);
  EXPECT_EQ(lines_of(result("out", "corpus.de-DE")), kept);
  EXPECT_EQ(lines_of(result("out", "rejected.tsv")), rejected + 1);
  EXPECT_EQ(lines_of(result("out", "documents.tsv")), 7U);
  EXPECT_EQ(run("qiao tmx validate out/corpus.tmx").exit_code, 0);
  EXPECT_THAT(outcome.err, HasSubstr("6 pairs of documents, "));
}

TEST_F(CorpusCommandTest, AnyNumberOfThreadsGivesTheSameBytes) {
  ASSERT_EQ(run("qiao corpus zh de -o one --threads 1").exit_code, 0);
  ASSERT_EQ(run("qiao corpus zh de -o four --threads 4").exit_code, 0);
  expect_same_results("one", "four");
  EXPECT_EQ(result("one", "pairs.tsv"), result("four", "pairs.tsv"));
}

// The promise of the folder: ended at any moment by a signal that nothing can catch, the same
// command goes on, and in the end nobody can tell.
TEST_F(CorpusCommandTest, KilledFiftyTimesTheResultIsTheSame) {
  // Small documents, so that a run lasts a fraction of a second and a kill falls anywhere in it.
  scratch_.run(
      "for f in zh/*.txt de/*.txt; do head -n 10 $f > t && mv t $f; done;"
      "for i in 1 2 3; do for f in fable letter news; do"
      " cp zh/$f.txt zh/$f$i.txt; cp de/x$f.txt de/x$f$i.txt; done; done");
  const std::string command = "SOURCE_DATE_EPOCH=1700000000 qiao corpus zh de --threads 2 -o ";
  const Outcome undisturbed = scratch_.run("start=$(date +%s%N); " + command +
                                           "whole && echo $(( ($(date +%s%N) - start) / 1000 ))");
  ASSERT_EQ(undisturbed.exit_code, 0) << undisturbed.err;
  const long microseconds = std::stol(undisturbed.out);
  std::mt19937 random(7);
  std::uniform_real_distribution<double> moment(0, static_cast<double>(microseconds) / 1e6);
  // How far a run in this folder has come, and about how much of the whole is left from there: so
  // that kills fall into all phases.
  enum Phase : std::size_t { kPairing, kAligning, kAssembling };
  constexpr double kLeft[] = {1, 0.4, 0.2};
  const auto shards = [&](const std::string& of) {
    return scratch_.run("find " + of + " -name '*.jsonl' 2>/dev/null | wc -l").out;
  };
  const std::string all_shards = shards("whole");
  const auto phase_of = [&](const std::string& folder) {
    if (scratch_.run("test -e " + folder + "/journal.json").exit_code != 0) return kPairing;
    return shards(folder) == all_shards ? kAssembling : kAligning;
  };
  int killed = 0, finished = 0;
  int killed_in[3] = {0, 0, 0};
  for (int attempt = 0; attempt < 400 && killed < 50; ++attempt) {
    const std::string folder = "part" + std::to_string(finished);
    const std::string seconds = std::to_string(moment(random) * kLeft[phase_of(folder)]);
    const Outcome outcome =
        scratch_.run("timeout -s KILL " + seconds + " env " + command + folder + " 2>/dev/null");
    if (outcome.exit_code == 137) {
      ++killed;
      ++killed_in[phase_of(folder)];
      continue;
    }
    ASSERT_EQ(outcome.exit_code, 0);
    expect_same_results("whole", folder);
    ++finished;
  }
  EXPECT_EQ(killed, 50);
  for (const Phase phase : {kPairing, kAligning, kAssembling})
    EXPECT_GT(killed_in[phase], 0) << phase;
  RecordProperty("killed_pairing", killed_in[kPairing]);
  RecordProperty("killed_aligning", killed_in[kAligning]);
  RecordProperty("killed_assembling", killed_in[kAssembling]);
  const std::string last = "part" + std::to_string(finished);
  ASSERT_EQ(scratch_.run(command + last).exit_code, 0);
  expect_same_results("whole", last);
  EXPECT_EQ(scratch_.run("find part* -name '.*.tmp' | wc -l").out, "0\n");
}

// A limit on the size of a file stands in for a full disk: it is met among the shards, and later
// among the results.
TEST_F(CorpusCommandTest, WhereTheDiskWasFullTheNextRunGoesOn) {
  ASSERT_EQ(run("qiao corpus zh de -o whole").exit_code, 0);
  int folder = 0;
  for (const char* blocks : {"8", "24", "64"}) {
    const std::string out = "full" + std::to_string(folder++);
    const Outcome outcome =
        scratch_.run(std::string("trap '' XFSZ; ulimit -f ") + blocks +
                     "; SOURCE_DATE_EPOCH=1700000000 qiao corpus zh de -o " + out);
    EXPECT_NE(outcome.exit_code, 0) << blocks;
    EXPECT_THAT(outcome.err, HasSubstr("cannot be written")) << blocks;
    ASSERT_EQ(run("qiao corpus zh de -o " + out).exit_code, 0);
    expect_same_results("whole", out);
  }
}

TEST_F(CorpusCommandTest, OtherFiltersAlignNothingAnew) {
  ASSERT_EQ(run("qiao corpus zh de -o out").exit_code, 0);
  const std::string shards = "find out/shards -type f -printf '%p %T@\\n' | sort";
  const std::string before = scratch_.run(shards).out;
  const std::size_t kept = report("out")["kept"];
  ASSERT_EQ(run("qiao corpus zh de -o out --min-score 0.99").exit_code, 0);
  EXPECT_LT(report("out")["kept"], kept);
  EXPECT_EQ(scratch_.run(shards).out, before);
}

TEST_F(CorpusCommandTest, AFileThatChangedIsAlignedAgain) {
  ASSERT_EQ(run("qiao corpus zh de --pairs pairs.tsv -o out").exit_code, 0);
  scratch_.run("echo 'Noch ein Satz steht jetzt am Ende.' >> de/xfable.txt");
  const Outcome outcome = run("qiao corpus zh de --pairs pairs.tsv -o out --align-only");
  EXPECT_THAT(outcome.err, HasSubstr("1 pairs of documents aligned, 5 were there"));
}

TEST_F(CorpusCommandTest, PartsAlignedElsewhereMakeTheSameCorpus) {
  ASSERT_EQ(run("qiao corpus zh de --pairs pairs.tsv -o whole").exit_code, 0);
  scratch_.put("p1", scratch_.run("sed -n '1,4p' pairs.tsv").out);
  scratch_.put("p2", scratch_.run("sed -n '1p;5,$p' pairs.tsv").out);
  ASSERT_EQ(run("qiao corpus zh de --pairs p1 -o part1 --align-only").exit_code, 0);
  ASSERT_EQ(run("qiao corpus zh de --pairs p2 -o part2 --align-only").exit_code, 0);
  const Outcome outcome =
      run("qiao corpus zh de --pairs pairs.tsv --take part1 --take part2 -o merged");
  ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_EQ(scratch_.run("find merged/shards -type f").out, "");
  expect_same_results("whole", "merged");
}

TEST_F(CorpusCommandTest, TakingWhereNoRunWasIsAnErrorBeforeTheWork) {
  const Outcome outcome = run("qiao corpus zh de --pairs pairs.tsv --take nowhere -o out");
  EXPECT_EQ(outcome.exit_code, 3);
  EXPECT_THAT(outcome.err, HasSubstr("nowhere: no run was here"));
  EXPECT_EQ(scratch_.run("ls out").out, "");
}

TEST_F(CorpusCommandTest, WhatIsTakenInVainIsToldOf) {
  ASSERT_EQ(run("qiao corpus zh de --pairs pairs.tsv -o other --pre-split --align-only").exit_code,
            0);
  const Outcome outcome = run("qiao corpus zh de --pairs pairs.tsv --take other -o out");
  EXPECT_EQ(outcome.exit_code, 0);
  EXPECT_THAT(outcome.err, HasSubstr("other/shards: none of these is used"));
}

TEST_F(CorpusCommandTest, ADamagedFileIsALineOfTheReport) {
  scratch_.put("de/xfable.txt", std::string("\x00\x01\x02 \x00", 5));
  scratch_.put("pairs.tsv",
               scratch_.get("pairs.tsv") + "gone.txt\txnews.txt\nfable.txt\tnone.txt\n");
  const Outcome outcome = run("qiao corpus zh de --pairs pairs.tsv -o out");
  ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_EQ(report("out")["broken"], 3);
  EXPECT_THAT(result("out", "report.html"),
              AllOf(HasSubstr("de/xfable.txt"), HasSubstr("zh/gone.txt: no such file"),
                    HasSubstr("de/none.txt: no such file")));
  EXPECT_THAT(outcome.err, HasSubstr("(3 broken)"));
}

TEST_F(CorpusCommandTest, ADocumentThatCannotBeReadIsALineOfTheReport) {
  scratch_.put("zh/empty.txt", "");
  copy("interview/zh.txt", "zh/alone.txt");
  const Outcome outcome = run("qiao corpus zh de -o out");
  ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_EQ(report("out")["documents"], 6);
  EXPECT_EQ(report("out")["unread"], 1);
  EXPECT_EQ(report("out")["alone"], 1);
  EXPECT_THAT(result("out", "report.html"), HasSubstr("zh/empty.txt: an empty file"));
  EXPECT_THAT(result("out", "documents.tsv"), HasSubstr("\nempty.txt\t\t0\t0\t0\t0\t0\tzh/empty"));
}

// The crane of the memories below, in as many formats.
constexpr const char* kPo =
    "msgid \"\"\nmsgstr \"\"\n\"Language: de\\n\"\n\n"
    "msgid \"鶴來到河邊喝水。\"\nmsgstr \"Der Kranich kam zum Fluss und trank.\"\n\n"
    "msgid \"他付了4萬億元。\"\nmsgstr \"Er zahlte 4 Milliarden.\"\n\n"
    "msgid \"帳號\"\nmsgstr \"\"\n";
constexpr const char* kXliff =
    "<?xml version=\"1.0\"?><xliff version=\"1.2\"><file original=\"a\" datatype=\"plaintext\" "
    "source-language=\"de-DE\" target-language=\"zh-TW\"><body>"
    "<trans-unit id=\"1\"><source>Im Winter lag die Mühle still.</source>"
    "<target>冬天的時候，磨坊安靜無聲。</target></trans-unit></body></file></xliff>\n";
constexpr const char* kTmx =
    "<?xml version=\"1.0\"?><tmx version=\"1.4\"><header creationtool=\"a\" "
    "creationtoolversion=\"1\" segtype=\"sentence\" o-tmf=\"a\" adminlang=\"en\" srclang=\"en\" "
    "datatype=\"plaintext\"/><body><tu><tuv xml:lang=\"en\"><seg>The children sang.</seg></tuv>"
    "<tuv xml:lang=\"de\"><seg>Die Kinder sangen ein Lied.</seg></tuv>"
    "<tuv xml:lang=\"zh-TW\"><seg>孩子們唱了一首歌。</seg></tuv></tu></body></tmx>\n";

TEST_F(CorpusCommandTest, MemoriesAreScoredFilteredAndDeduplicatedAsTheyStand) {
  scratch_.put("zh/a.po", kPo);
  scratch_.put("de/b.xlf", kXliff);
  scratch_.put("zh/c.tmx", kTmx);
  scratch_.put("zh/d.tmx", kTmx);
  scratch_.put("de/cut.xlf", "<xliff version=\"1.2\"><file");
  const Outcome outcome = run("qiao corpus zh de -o out");
  ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_THAT(outcome.err, HasSubstr("6 pairs of documents and 5 memories (1 broken), "));
  const auto counts = report("out");
  EXPECT_EQ(counts["memories"], 5);
  EXPECT_EQ(counts["skipped_units"], 1);
  const std::string kept = result("out", "corpus.tsv");
  const std::string rejected = result("out", "rejected.tsv");
  EXPECT_THAT(kept, HasSubstr("鶴來到河邊喝水。\tDer Kranich kam zum Fluss und trank.\t"));
  // Turned, since the documents go from Chinese into German; and of three languages the two.
  EXPECT_THAT(kept, HasSubstr("冬天的時候，磨坊安靜無聲。\tIm Winter lag die Mühle still.\t"));
  EXPECT_THAT(kept, HasSubstr("孩子們唱了一首歌。\tDie Kinder sangen ein Lied.\t"));
  EXPECT_THAT(kept, HasSubstr("\tc.tmx\t0\tc.tmx\t0\n"));
  EXPECT_THAT(rejected, AllOf(HasSubstr("figures\t他付了4萬億元。\t"),
                              HasSubstr("duplicate\t孩子們唱了一首歌。\t")));
  EXPECT_THAT(result("out", "documents.tsv"),
              AllOf(HasSubstr("\na.po\t\t2\t2\t2\t1\t1\t\n"), HasSubstr("\n\tcut.xlf\t0\t")));
}

TEST_F(CorpusCommandTest, UnitsOfAMemoryThatSayDifferentThingsAreRejectedByTheirScores) {
  ASSERT_EQ(run("qiao corpus zh de -o out").exit_code, 0);
  const auto chinese = cli::lines_of(result("out", "corpus.zh-TW"));
  const auto german = cli::lines_of(result("out", "corpus.de-DE"));
  std::string po;
  for (std::size_t k = 0; k + 10 < chinese.size(); ++k) {
    const bool swapped = k % 10 == 0;
    po += "msgid " + nlohmann::json(chinese[k]).dump() + "\nmsgstr " +
          nlohmann::json(german[swapped ? k + 5 : k]).dump() + "\n\n";
  }
  scratch_.put("m/a.po", po);
  ASSERT_EQ(run("qiao corpus m m -o scored --any-figures").exit_code, 0);
  std::size_t right_kept = 0, wrong_kept = 0, wrong_rejected = 0;
  const std::string kept = result("scored", "corpus.tsv");
  for (std::size_t k = 0; k + 10 < chinese.size(); ++k) {
    const bool is_kept = kept.find('\n' + chinese[k] + '\t') != std::string::npos;
    if (k % 10 != 0) {
      right_kept += is_kept;
    } else {
      ++(is_kept ? wrong_kept : wrong_rejected);
    }
  }
  EXPECT_GE(right_kept, 9 * chinese.size() / 10 * 95 / 100 - 10);
  EXPECT_LE(wrong_kept, 2U);
  EXPECT_GE(wrong_rejected, 15U);
}

TEST_F(CorpusCommandTest, AMemoryInOtherLanguagesIsRejectedAndOneTheOtherWayRoundTurned) {
  scratch_.put("zh/english.po",
               "msgid \"\"\nmsgstr \"\"\n\"Language: de\\n\"\n\nmsgid \"The crane came to the "
               "river and drank.\"\nmsgstr \"Der Kranich kam zum Fluss und trank.\"\n");
  scratch_.put("zh/a.po", kPo);
  ASSERT_EQ(run("qiao corpus de zh -o out").exit_code, 0);  // German is the source here
  EXPECT_THAT(result("out", "rejected.tsv"), HasSubstr("language\tThe crane came to the river"));
  EXPECT_THAT(result("out", "corpus.tsv"),
              HasSubstr("Der Kranich kam zum Fluss und trank.\t鶴來到河邊喝水。\t"));
  EXPECT_EQ(lines_of(result("out", "corpus.de-DE")), report("out")["kept"]);
}

// The stories as lines of JSON, with `others` behind them.
std::string documents_of(const std::string& others) {
  std::string lines;
  for (const char* story : kStories) {
    for (const char* side : {"zh", "de"}) {
      const std::string path = source_file("corpora/" + std::string(story) + "/" + side + ".txt");
      lines +=
          nlohmann::json{{"path", path}, {"name", std::string(story) + "." + side}}.dump() + '\n';
    }
  }
  return lines + others;
}

TEST_F(CorpusCommandTest, DocumentsComeThroughAPipe) {
  const std::string text = "鶴在三月飛回了北方的沼澤。\n整個村子的人都到河邊去看。\n";
  scratch_.put("in", documents_of(nlohmann::json{{"text", text}}.dump() + "\nno JSON\n" +
                                  nlohmann::json{{"text", "x"}, {"name", "../a"}}.dump() + '\n' +
                                  nlohmann::json{{"path", "gone"}}.dump() + '\n' +
                                  nlohmann::json{{"text", text}, {"name", "fable.zh"}}.dump() +
                                  "\n\n" + nlohmann::json{{"text", kPo}, {"name", "m.po"}}.dump()));
  const Outcome outcome = run("qiao corpus --documents - -o out < in");
  ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_THAT(outcome.err, HasSubstr("4 lines passed over; the first: standard input:14: no JSON"));
  EXPECT_EQ(report("out")["documents"], 7);
  EXPECT_EQ(report("out")["unread"], 4);
  EXPECT_THAT(result("out", "pairs.tsv"),
              AllOf(HasSubstr("fable.zh.txt\tfable.de.txt\tpair"), HasSubstr("13.txt\t\talone"),
                    HasSubstr("m.po\t\tmemory")));
  EXPECT_THAT(result("out", "documents.tsv"),
              AllOf(HasSubstr("standard input:14: no JSON object"),
                    HasSubstr("standard input:15: '../a.txt' is no name"),
                    HasSubstr("standard input:16: gone: no such file"),
                    HasSubstr("standard input:17: the name 'fable.zh.txt' is taken")));
}

TEST_F(CorpusCommandTest, TheSameDocumentsAlignNothingAnewAndOthersTakeTheirPlace) {
  scratch_.put("in", documents_of(""));
  const std::string again = "qiao corpus --documents in -o out --align-only";
  EXPECT_THAT(run(again).err, HasSubstr("6 pairs of documents aligned, 0 were there"));
  EXPECT_THAT(run(again).err, HasSubstr("0 pairs of documents aligned, 6 were there"));
  // Without the last story; and where a document was is now a folder.
  scratch_.put("in", scratch_.run("head -n 10 in").out +
                         nlohmann::json{{"text", "Guten Tag, sagte der Wirt zu dem Gast."},
                                        {"name", "fable.de.txt/a"}}
                             .dump());
  scratch_.run("sed -i '/fable.de\"/d' in");
  EXPECT_THAT(run(again).err, HasSubstr("0 pairs of documents aligned, 4 were there"));
  EXPECT_EQ(scratch_.run("cd out/documents/target && ls").out,
            "fable.de.txt\nletter.de.txt\nmanual.de.txt\nnews.de.txt\nproduct.de.txt\n");
  EXPECT_EQ(run("qiao corpus --documents in -o out zh de").exit_code, 2);
}

TEST_F(CorpusCommandTest, ALockKeepsTwoRunsApart) {
  scratch_.run("mkdir out");
  const Outcome outcome =
      run("flock out/lock env SOURCE_DATE_EPOCH=1700000000 qiao corpus zh de -o out");
  EXPECT_EQ(outcome.exit_code, 3);
  EXPECT_THAT(outcome.err, HasSubstr("out: another run is at work here"));
}

TEST_F(CorpusCommandTest, ADamagedShardIsMadeAgain) {
  ASSERT_EQ(run("qiao corpus zh de --pairs pairs.tsv -o whole").exit_code, 0);
  ASSERT_EQ(run("qiao corpus zh de --pairs pairs.tsv -o out").exit_code, 0);
  const std::string shards = scratch_.run("find out/shards -name '*.jsonl' | sort").out;
  scratch_.put(shards.substr(0, shards.find('\n')), "{");
  ASSERT_EQ(run("qiao corpus zh de --pairs pairs.tsv -o out").exit_code, 0);
  expect_same_results("whole", "out");
}

TEST_F(CorpusCommandTest, BadUsageAndBadListsAreTold) {
  EXPECT_EQ(run("qiao corpus zh de").exit_code, 2);
  EXPECT_THAT(run("qiao corpus zh de").err, HasSubstr("say -o OUT"));
  scratch_.put("bad", "a\tb\n");
  const Outcome outcome = run("qiao corpus zh de --pairs bad -o out");
  EXPECT_EQ(outcome.exit_code, 3);
  EXPECT_THAT(outcome.err, HasSubstr("bad:1: no columns source and target"));
  scratch_.put("twice", "source\ttarget\na\tb\na\tb\n");
  EXPECT_THAT(run("qiao corpus zh de --pairs twice -o out").err, HasSubstr("twice:3: "));
  EXPECT_THAT(run("qiao corpus --help").out, HasSubstr("goes on where it stopped"));
}

}  // namespace
}  // namespace qiao::cli
