#include "tmx/xml_text.h"

#include <gtest/gtest.h>

namespace qiao::tmx {
namespace {

using namespace std::string_literals;

struct EscapeCase {
  std::string text;
  std::string escaped;
  std::size_t removed;
};

TEST(XmlTextTest, EscapesMarkupAndLeavesOutWhatXmlForbids) {
  const EscapeCase cases[] = {
      {"Grüße, 你好 😀", "Grüße, 你好 😀", 0},
      {"a < b && c > d \"e\"", "a &lt; b &amp;&amp; c &gt; d \"e\"", 0},
      {"]]>", "]]&gt;", 0},
      {"tab\tline\nreturn\r", "tab\tline\nreturn&#13;", 0},
      {"nul\0bell\x07"s, "nulbell", 2},
      {"\x7F", "\x7F", 0},                    // DEL is allowed, oddly
      {"\xEF\xBF\xBE\xEF\xBF\xBF!", "!", 2},  // U+FFFE, U+FFFF
      {"\xEF\xBF\xBD", "\xEF\xBF\xBD", 0},    // U+FFFD is a character
      {"\xED\xA0\x80!", "!", 1},              // a surrogate half
      {"\xF4\x90\x80\x80!", "!", 4},          // beyond Unicode: four bytes of nothing
      {"\xC0\xAF", "", 2},                    // an overlong slash
      {"a\xE4", "a", 1},                      // cut off
      {"\xE4"
       "A\xE4\xBD",
       "A", 3},  // the A is not eaten
  };
  for (const EscapeCase& c : cases) {
    std::string out;
    EXPECT_EQ(escape_text(c.text, out), c.removed) << c.text;
    EXPECT_EQ(out, c.escaped);
  }
}

TEST(XmlTextTest, AttributesAlsoGuardQuotesAndWhiteSpace) {
  std::string out;
  EXPECT_EQ(escape_attribute("a\"b\tc\nd\re'<", out), 0);
  EXPECT_EQ(out, "a&quot;b&#9;c&#10;d&#13;e'&lt;");
}

}  // namespace
}  // namespace qiao::tmx
