// How: libxml2's HTML parser calls back for each tag and run of text, no tree is built. Where a run
// of text lies in the page follows from where the parser stands behind it: when the bytes before
// that place are those of the text they are its source, one by one; else it is a reference, and the
// last "&" begins it.
#include "text/readers/html.h"

#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>

#include <algorithm>
#include <charconv>
#include <climits>
#include <exception>
#include <initializer_list>
#include <memory>
#include <new>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include "text/ascii.h"
#include "text/edits.h"
#include "text/input_error.h"
#include "text/utf8.h"

namespace qiao::text {
namespace {

// As browsers have it. For each end tag the parser looks through all open elements.
constexpr std::size_t kLargestDepth = 512;
// libxml2 compares each attribute of a tag with all before it.
constexpr std::size_t kMostAttributes = 256;
constexpr std::size_t kHead = 4096;       // bytes in which a page says its encoding
constexpr std::size_t kMenuColumns = 80;  // an item of a menu is not longer
constexpr std::size_t kMenuItems = 3;

using Names = std::unordered_set<std::string_view>;

const Names& blocks() {
  static const Names names = {
      "address",  "article", "aside",  "blockquote", "body",   "caption", "center",  "dd",
      "details",  "dialog",  "dir",    "div",        "dl",     "dt",      "figure",  "figcaption",
      "fieldset", "footer",  "form",   "h1",         "h2",     "h3",      "h4",      "h5",
      "h6",       "header",  "hr",     "html",       "legend", "li",      "main",    "menu",
      "nav",      "ol",      "option", "p",          "pre",    "section", "summary", "table",
      "tbody",    "td",      "tfoot",  "th",         "thead",  "tr",      "ul"};
  return names;
}

const Names& never_read() {
  static const Names names = {
      "script",   "style",    "noscript", "template", "head",  "title", "iframe", "object", "embed",
      "applet",   "svg",      "math",     "canvas",   "audio", "video", "button", "select", "input",
      "textarea", "datalist", "progress", "noframes", "rt",    "rp",    "del",    "map"};
  return names;
}

const Names& chrome_roles() {
  static const Names names = {"navigation", "banner",     "contentinfo", "complementary",
                              "search",     "menu",       "menubar",     "toolbar",
                              "dialog",     "alertdialog"};
  return names;
}

// As whole words of a class, or the whole id: "sidebar" is chrome, "has-sidebar" is a page.
const Names& chrome_classes() {
  static const Names names = {
      "nav",           "navbar",        "navigation",    "main-nav",      "site-nav",
      "nav-menu",      "menu",          "main-menu",     "sidebar",       "side-bar",
      "breadcrumb",    "breadcrumbs",   "footer",        "site-footer",   "page-footer",
      "header",        "site-header",   "page-header",   "pagination",    "pager",
      "cookie-banner", "cookie-notice", "share",         "share-buttons", "social",
      "social-media",  "related",       "related-posts", "comments",      "newsletter",
      "advertisement", "ads",           "toc",           "skip-link",     "toolbar",
      "noprint",       "mw-editsection"};
  return names;
}

const Names& listing_classes() {
  static const Names names = {"code", "highlight", "programlisting", "screen", "sourcecode", "src"};
  return names;
}

std::string_view view(const xmlChar* text) {
  return text ? reinterpret_cast<const char*>(text) : std::string_view();
}

// Whether one of the words of an attribute's value is among `names`.
bool has_word(std::string_view value, const Names& names) {
  constexpr std::string_view kSpaces = " \t\r\n\f";
  for (std::size_t at = 0; (at = value.find_first_not_of(kSpaces, at)) != value.npos;) {
    const std::size_t end = std::min(value.find_first_of(kSpaces, at), value.size());
    if (names.contains(value.substr(at, end - at))) return true;
    at = end;
  }
  return false;
}

std::size_t line_of(std::string_view utf8, std::size_t at) {
  const std::string_view before = utf8.substr(0, at);
  return 1 + static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
}

// Where the tag that begins at `at` ends, about as the parser sees it. Throws InputError for one
// of more than kMostAttributes words outside quotes.
std::size_t end_of_tag(std::string_view utf8, std::size_t at, std::string_view name) {
  std::size_t words = 0;
  const std::size_t begin = at;
  while ((at = utf8.find_first_of(" \t\r\n\f/=>", at)) != utf8.npos && utf8[at] != '>') {
    const bool value = utf8[at] == '=';
    at = utf8.find_first_not_of(" \t\r\n\f/=", at);
    if (at == utf8.npos) return at;
    if (value && (utf8[at] == '"' || utf8[at] == '\'')) {
      at = utf8.find(utf8[at], at + 1);
      if (at == utf8.npos) return at;
      ++at;
    }
    if (++words > kMostAttributes) {
      throw InputError(std::string(name) + ":" + std::to_string(line_of(utf8, begin)) +
                       ": a tag of over " + std::to_string(kMostAttributes) +
                       " attributes; check that it is a page that a browser shows");
    }
  }
  return at;
}

// In scripts and styles there are no tags but the one that ends them.
std::string_view end_of_raw_text(std::string_view utf8, std::size_t tag) {
  const auto named = [&](std::string_view name) {
    return std::equal(name.begin(), name.end(), utf8.begin() + static_cast<std::ptrdiff_t>(tag),
                      [](char a, char b) { return a == (b | 0x20); });
  };
  if (utf8.size() - tag >= 6 && named("script")) return "</";
  if (utf8.size() - tag >= 5 && named("style")) return "</";
  return "";
}

void check_tags(std::string_view utf8, std::string_view name) {
  for (std::size_t at = 0; (at = utf8.find('<', at)) != utf8.npos;) {
    const std::size_t tag = ++at;
    if (utf8.substr(at, 3) == "!--") {
      at = utf8.find("-->", at);
    } else if (at < utf8.size() && is_ascii_letter(utf8[at])) {
      at = end_of_tag(utf8, at, name);
      if (at != utf8.npos) at = utf8.find(end_of_raw_text(utf8, tag), at);
    }
    if (at == utf8.npos) return;
  }
}

class Attributes {
 public:
  explicit Attributes(const xmlChar** list) : list_(list) {}

  bool has(std::string_view name) const { return find(name) != nullptr; }
  std::string_view operator[](std::string_view name) const {
    const xmlChar** found = find(name);
    return found ? view(found[1]) : std::string_view();
  }

 private:
  const xmlChar** find(std::string_view name) const {
    for (const xmlChar** a = list_; a && *a; a += 2) {
      if (view(*a) == name) return a;
    }
    return nullptr;
  }
  const xmlChar** list_;
};

bool is_hidden(const Attributes& attributes) {
  if (attributes.has("hidden") || attributes["aria-hidden"] == "true") return true;
  std::string style(attributes["style"]);
  std::erase_if(style, [](char c) { return c == ' '; });
  return style.find("display:none") != style.npos || style.find("visibility:hidden") != style.npos;
}

// "1" or "*" that leads to a footnote, in a web page, a book, or Wikipedia.
bool is_note_mark(std::string_view name, const Attributes& attributes) {
  static const Names kClasses = {"footnote-ref", "footnote-reference", "noteref", "footnote-back",
                                 "footnote-backref"};
  if (name == "a") {
    const std::string_view role = attributes["role"];
    return attributes["epub:type"] == "noteref" || role == "doc-noteref" ||
           role == "doc-backlink" || has_word(attributes["class"], kClasses);
  }
  return name == "sup" && attributes["class"] == "reference";
}

// What an open element says of the text in it.
struct Element {
  bool block = false;
  bool unread = false;
  bool chrome = false;
  bool main = false;
  bool article = false;
  bool link = false;
  bool pre = false;
  bool listing = false;
  bool heading = false;
  bool item = false;
};

// What is known of a block when the page is over.
struct Standing {
  bool chrome = false;
  bool main = false;
  bool article = false;
  std::size_t bytes = 0;
  std::size_t link_bytes = 0;
};

struct FreeParser {
  void operator()(htmlParserCtxt* context) const { htmlFreeParserCtxt(context); }
};

class Page {
 public:
  Page(std::string_view utf8, std::string_view name, std::size_t offset, ExtractBuilder& builder)
      : utf8_(utf8), name_(name), offset_(offset), builder_(builder) {}

  void read() {
    if (utf8_.empty()) return;
    if (utf8_.size() > INT_MAX - 1) {
      throw InputError(std::string(name_) + ": a page of over 2 GB; cut it into parts");
    }
    check_tags(utf8_, name_);
    htmlSAXHandler callbacks{};
    callbacks.startElement = [](void* self, const xmlChar* name, const xmlChar** attributes) {
      guarded(self, [&](Page& page) { page.start(view(name), Attributes(attributes)); });
    };
    callbacks.endElement = [](void* self, const xmlChar*) {
      guarded(self, [](Page& page) { page.end(); });
    };
    callbacks.characters = [](void* self, const xmlChar* text, int size) {
      guarded(self, [&](Page& page) {
        page.text({reinterpret_cast<const char*>(text), static_cast<std::size_t>(size)});
      });
    };
    callbacks.ignorableWhitespace = callbacks.characters;
    context_.reset(htmlCreateMemoryParserCtxt(utf8_.data(), static_cast<int>(utf8_.size())));
    if (!context_) throw std::bad_alloc();
    htmlCtxtUseOptions(context_.get(), HTML_PARSE_RECOVER | HTML_PARSE_NOERROR |
                                           HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
                                           HTML_PARSE_IGNORE_ENC);
    xmlSwitchEncoding(context_.get(), XML_CHAR_ENCODING_UTF8);
    *context_->sax = callbacks;
    context_->userData = this;
    htmlParseDocument(context_.get());
    if (thrown_) std::rethrow_exception(thrown_);
  }

  const std::vector<Standing>& standings() const { return standings_; }

 private:
  // Nothing may be thrown through libxml2, which is C: what is thrown waits in thrown_.
  template <class Action>
  static void guarded(void* self, Action action) {
    Page& page = *static_cast<Page*>(self);
    if (page.thrown_) return;
    try {
      action(page);
    } catch (...) {
      page.thrown_ = std::current_exception();
      xmlStopParser(page.context_.get());
    }
  }

  // The byte of the page up to which the parser has come.
  std::size_t position() const {
    const xmlParserInput* input = context_->input;
    if (!input) return utf8_.size();
    const auto at = input->consumed + static_cast<std::size_t>(input->cur - input->base);
    return std::clamp(static_cast<std::size_t>(at), taken_, utf8_.size());
  }

  void start(std::string_view name, const Attributes& attributes) {
    if (open_.size() >= kLargestDepth) {
      throw InputError(std::string(name_) + ":" + std::to_string(line_of(utf8_, position())) +
                       ": elements nested deeper than " + std::to_string(kLargestDepth) +
                       "; check that it is a page that a browser shows");
    }
    Element element = open_.empty() ? Element() : open_.back();
    element.block = blocks().contains(name);
    element.unread = element.unread || never_read().contains(name) || is_hidden(attributes) ||
                     is_note_mark(name, attributes) || (element.pre && name == "code") ||
                     (name == "pre" && has_word(attributes["class"], listing_classes()));
    element.main = element.main || name == "main" || attributes["role"] == "main";
    if (name == "article" && !element.article) ++articles_;
    element.article = element.article || name == "article";
    element.chrome = element.chrome || is_chrome(name, attributes, element);
    element.link = element.link || name == "a";
    element.pre = element.pre || name == "pre";
    if (element.block && name != "p" && name != "div") element.heading = element.item = false;
    if (name.size() == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6') {
      element.heading = true;
    }
    if (name == "li" || name == "dt" || name == "dd") element.item = true;
    open_.push_back(element);
    if (element.block) begin_block();
    if (name == "br") builder_.break_line(source_here());
  }

  static bool is_chrome(std::string_view name, const Attributes& attributes,
                        const Element& element) {
    if (name == "body" || name == "html" || name == "main" || name == "article") return false;
    if (name == "nav" || name == "menu" || name == "aside") return true;
    if (name == "header" || name == "footer") return !element.main && !element.article;
    if (chrome_roles().contains(attributes["role"])) return true;
    return element.block && (chrome_classes().contains(attributes["id"]) ||
                             has_word(attributes["class"], chrome_classes()));
  }

  void end() {
    if (open_.empty()) return;
    const bool block = open_.back().block;
    open_.pop_back();
    if (block) begin_block();
  }

  void begin_block() {
    const Element element = open_.empty() ? Element() : open_.back();
    builder_.begin_block(element.heading ? BlockKind::kHeading
                         : element.item  ? BlockKind::kListItem
                                         : BlockKind::kParagraph);
  }

  // Of a tag, which has been read up to its end.
  ByteRange source_here() const { return {offset_ + position(), offset_ + position()}; }

  // Where a run of text came from. An element that the parser adds of itself (<p> around bare text)
  // is told when the text is read already, so only other text bounds the search.
  ByteRange take_source(std::string_view run) {
    const std::size_t here = position();
    // At the end of a long piece the parser still stands before its last character.
    const std::size_t last = run.size() - start_before(run, run.size());
    for (const std::size_t end : {here, here + last}) {
      if (end > utf8_.size() || end < taken_ + run.size()) continue;
      if (utf8_.substr(end - run.size(), run.size()) != run) continue;
      taken_ = end;
      return {offset_ + end - run.size(), offset_ + end};
    }
    const std::size_t reference = utf8_.substr(taken_, here - taken_).rfind('&');
    const std::size_t begin = reference != utf8_.npos
                                  ? taken_ + reference
                                  : std::max(taken_, here - std::min(here, run.size()));
    taken_ = here;
    return {offset_ + begin, offset_ + here};
  }

  void text(std::string_view run) {
    if (run.empty()) return;
    const Element element = open_.empty() ? Element() : open_.back();
    const ByteRange source = take_source(run);
    if (element.unread) return;
    const std::size_t before = builder_.size();
    if (element.pre) {
      add_lines(run, source);
    } else {
      builder_.add(run, source);
    }
    count(element, builder_.size() - before);
  }

  // In <pre> a line is a line.
  void add_lines(std::string_view run, ByteRange source) {
    const bool copy = run.size() == source.size();
    for (std::size_t at = 0;;) {
      const std::size_t end = std::min(run.find('\n', at), run.size());
      const auto part = [&](std::size_t from, std::size_t to) {
        return copy ? ByteRange{source.begin + from, source.begin + to} : source;
      };
      builder_.add(run.substr(at, end - at), part(at, end));
      if (end == run.size()) return;
      builder_.break_line(part(end, end + 1));
      at = end + 1;
    }
  }

  void count(const Element& element, std::size_t bytes) {
    if (bytes == 0) return;
    standings_.resize(builder_.block_count());
    Standing& standing = standings_.back();
    standing.bytes += bytes;
    if (element.link) standing.link_bytes += bytes;
    standing.chrome |= element.chrome;
    standing.main |= element.main;
    standing.article |= element.article;
  }

 public:
  std::size_t articles() const { return articles_; }

 private:
  std::string_view utf8_;
  std::string_view name_;
  std::size_t offset_;
  ExtractBuilder& builder_;
  std::unique_ptr<htmlParserCtxt, FreeParser> context_;
  std::exception_ptr thrown_;
  std::vector<Element> open_;
  std::vector<Standing> standings_;  // of each block of the builder
  std::size_t articles_ = 0;
  std::size_t taken_ = 0;  // here the text that was last told ends
};

// Short, without the end of a sentence, and a link from end to end (but for a | or •).
bool could_be_menu_item(std::string_view text, const Standing& standing) {
  if (standing.link_bytes * 10 < standing.bytes * 8) return false;
  std::size_t columns = 0;
  std::int32_t last = 0;
  for (std::size_t at = 0; at < text.size();) {
    last = next_character(text, at);
    columns += last >= 0x3000 ? 2 : 1;
  }
  static constexpr std::u16string_view kEnds = u".!?…。！？";
  return columns <= kMenuColumns &&
         (last > 0xFFFF || kEnds.find(static_cast<char16_t>(last)) == kEnds.npos);
}

// Which blocks are the page's main text.
std::vector<bool> main_text(const Extract& extract, const std::vector<Standing>& standings,
                            bool one_article) {
  const std::size_t count = extract.blocks.size();
  std::vector<bool> kept(count);
  std::size_t all = 0, in_main = 0, in_article = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const Standing& s = standings[i];
    kept[i] = !s.chrome;
    if (s.chrome) continue;
    all += s.bytes;
    in_main += s.main ? s.bytes : 0;
    in_article += s.article ? s.bytes : 0;
  }
  const bool main = in_main > 0 && in_main * 4 >= all;
  const bool article = !main && one_article && in_article > 0 && in_article * 4 >= all;
  for (std::size_t i = 0; i < count; ++i) {
    if (main) kept[i] = kept[i] && standings[i].main;
    if (article) kept[i] = kept[i] && standings[i].article;
  }
  std::vector<std::size_t> run;
  for (std::size_t i = 0; i <= count; ++i) {
    if (i < count && !kept[i]) continue;
    if (i < count) {
      const std::size_t end = i + 1 < count ? extract.blocks[i + 1].begin : extract.text.size();
      const std::size_t begin = extract.blocks[i].begin;
      const std::string_view text =
          std::string_view(extract.text).substr(begin, end - begin - 1);  // without the line end
      if (could_be_menu_item(text, standings[i])) {
        run.push_back(i);
        continue;
      }
    }
    if (run.size() >= kMenuItems) {
      for (const std::size_t item : run) kept[item] = false;
    }
    run.clear();
  }
  if (std::find(kept.begin(), kept.end(), true) == kept.end()) kept.assign(count, true);
  return kept;
}

Extract selected(Extract extract, const std::vector<bool>& kept) {
  Edits edits(extract.text);
  std::vector<Extract::Block> blocks;
  std::size_t removed = 0;
  for (std::size_t i = 0; i < extract.blocks.size(); ++i) {
    const std::size_t begin = extract.blocks[i].begin;
    const std::size_t end =
        i + 1 < extract.blocks.size() ? extract.blocks[i + 1].begin : extract.text.size();
    if (kept[i]) {
      blocks.push_back({begin - removed, extract.blocks[i].kind});
    } else {
      edits.replace({begin, end}, "");
      removed += end - begin;
    }
  }
  std::optional<Edited> edited = edits.finish();
  if (!edited) return extract;
  Extract result;
  result.text = std::move(edited->text);
  result.to_source = edited->to_source.then(extract.to_source);
  result.blocks = std::move(blocks);
  result.knows_headings = extract.knows_headings;
  return result;
}

}  // namespace

Extract read_html(std::string_view utf8, std::string_view name) {
  ExtractBuilder builder;
  Page page(utf8, name, 0, builder);
  page.read();
  Extract extract = builder.finish();
  const std::vector<bool> kept = main_text(extract, page.standings(), page.articles() == 1);
  return selected(std::move(extract), kept);
}

void add_html(std::string_view utf8, std::string_view name, std::size_t offset,
              ExtractBuilder& builder) {
  Page(utf8, name, offset, builder).read();
}

std::optional<Encoding> declared_encoding(std::string_view page) {
  struct Known {
    std::string_view name;
    Encoding encoding;
  };
  // What browsers take Latin-1 and ASCII for; the pages say so themselves when they know better.
  static constexpr Known kKnown[] = {{"utf-8", Encoding::kUtf8},
                                     {"big5", Encoding::kBig5},
                                     {"big5-hkscs", Encoding::kBig5},
                                     {"gb18030", Encoding::kGb18030},
                                     {"gbk", Encoding::kGb18030},
                                     {"gb2312", Encoding::kGb18030},
                                     {"windows-1252", Encoding::kWindows1252},
                                     {"iso-8859-1", Encoding::kWindows1252},
                                     {"us-ascii", Encoding::kWindows1252}};
  constexpr std::string_view kWord = "charset=";
  const std::string head = ascii_lower(page.substr(0, kHead));
  std::size_t begin = head.find(kWord);
  if (begin == head.npos) return std::nullopt;
  begin = head.find_first_not_of("\"' ", begin + kWord.size());
  if (begin == head.npos) return std::nullopt;
  const std::size_t end = head.find_first_of("\"' ;/>", begin);
  const std::string_view name = std::string_view(head).substr(begin, end - begin);
  for (const Known& known : kKnown) {
    if (known.name == name) return known.encoding;
  }
  return std::nullopt;
}

std::string decode_entity(std::string_view reference) {
  if (!reference.starts_with('&') || !reference.ends_with(';')) return "";
  const std::string name(reference.substr(1, reference.size() - 2));
  unsigned code = 0;
  if (name.starts_with('#')) {
    const bool hexadecimal = name.size() > 1 && (name[1] == 'x' || name[1] == 'X');
    const char* begin = name.data() + (hexadecimal ? 2 : 1);
    const char* end = name.data() + name.size();
    const auto [stop, error] = std::from_chars(begin, end, code, hexadecimal ? 16 : 10);
    if (error != std::errc() || stop != end) return "";
  } else if (const htmlEntityDesc* entity =
                 htmlEntityLookup(reinterpret_cast<const xmlChar*>(name.c_str()))) {
    code = entity->value;
  }
  const bool character = code >= 0x20 && code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF);
  if (!character) return "";
  char utf8_character[8] = {};
  const int size =
      xmlCopyCharMultiByte(reinterpret_cast<xmlChar*>(utf8_character), static_cast<int>(code));
  return {utf8_character, static_cast<std::size_t>(size)};
}

}  // namespace qiao::text
