#include "text/segment_ends.h"

#include <gtest/gtest.h>

namespace qiao::text {
namespace {

struct Case {
  const char* segment;
  const char* next;
  SegmentEnds ends;
};

constexpr SegmentEnds kWhole{};
constexpr SegmentEnds kGoesOn{.goes_on = true};
constexpr SegmentEnds kOpens{.opens_quotation = true};
constexpr SegmentEnds kCloses{.closes_quotation = true};
constexpr SegmentEnds kQuotation{.opens_quotation = true, .closes_quotation = true};

TEST(SegmentEndsTest, AreReadOffThePunctuation) {
  const Case cases[] = {
      {"", "", kWhole},
      {"  ", "und", kWhole},
      {"他走了。", "她留下。", kWhole},
      {"他走了，", "她留下。", kGoesOn},
      {"蘋果、", "梨", kGoesOn},
      {"Er ging,", "und sie blieb.", kGoesOn},
      {"Er ging,", "Anna blieb.", kGoesOn},
      {"Er ging; ", "sie blieb.", kGoesOn},
      {"Er ging –", "sie blieb.", kGoesOn},
      {"Er ging", "und sie blieb.", kGoesOn},
      {"Er ging", "über die Straße.", kGoesOn},
      {"Er ging.", "und sie blieb.", kWhole},
      {"Die Überschrift", "Der erste Satz.", kWhole},
      {"標題", "第一句。", kWhole},
      {"Zutaten:", "drei Eier", kWhole},
      {"「好啊，」", "他說。", kQuotation},
      {"「好啊，」他說。", "", kOpens},
      {"他說：「好啊。」", "", kCloses},
      {"„Nein.“", "sagte er.", kQuotation},
      {"»Nein«, sagte er.", "", kOpens},
      {"Er sagte: “No.”", "", kCloses},
      {"(in Klammern.)", "Weiter.", kWhole},
      {"（同上，）", "下一句", kGoesOn},
      {"”", "", kCloses},
      {"\xff\xfe", "\xff", kWhole},
  };
  for (const Case& c : cases) {
    const SegmentEnds ends = segment_ends(c.segment, c.next);
    EXPECT_EQ(ends, c.ends) << "'" << c.segment << "' before '" << c.next
                            << "': " << ends.opens_quotation << ends.closes_quotation
                            << ends.goes_on;
  }
}

}  // namespace
}  // namespace qiao::text
