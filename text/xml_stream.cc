// How: libxml2's push parser is fed four kilobytes at a time (larger pieces are slower, it moves
// what it has not read). The bytes since the end of the last whole record are kept in a window.
// When the parser stops at an error, the broken record is the first in the window; a new parser is
// started with the surroundings and fed from the record after it on.
#include "text/xml_stream.h"

#include <libxml/entities.h>
#include <libxml/parser.h>
#include <libxml/xmlerror.h>

#include <algorithm>
#include <cstring>
#include <deque>
#include <exception>
#include <new>
#include <utility>
#include <vector>

#include "text/input_error.h"
#include "text/utf8_source.h"

namespace qiao::text {
namespace {

constexpr std::size_t kReadSize = 1 << 16;
constexpr std::size_t kFeedSize = 1 << 12;
// A default for an attribute multiplies with every element: a bomb, unless it is a word.
constexpr std::size_t kLargestDefault = 64;
constexpr int kMostDefaults = 64;
constexpr int kLargestDepth = 256;

std::string_view view(const xmlChar* text) {
  return text ? reinterpret_cast<const char*>(text) : std::string_view();
}

// libxml2 makes a document of its own for declared entities, and frees it where it ends well only.
struct FreeParser {
  void operator()(xmlParserCtxt* context) const {
    xmlFreeDoc(context->myDoc);
    xmlFreeParserCtxt(context);
  }
};
using Context = std::unique_ptr<xmlParserCtxt, FreeParser>;

// libxml2's reason in one line, without its line ends and byte dumps.
std::string one_line(const char* message) {
  std::string reason = message ? message : "not well-formed";
  reason = reason.substr(0, reason.find('\n'));
  while (!reason.empty() && (reason.back() == ' ' || reason.back() == '!')) reason.pop_back();
  if (reason.starts_with("Input is not proper UTF-8")) return "bytes that are not UTF-8";
  if (reason == "Document is empty") return "no XML";
  if (reason.find("Huge input lookup") != reason.npos) return "a comment of over 10 MB";
  if (reason.find("Char 0x0 out of") != reason.npos) return "a NUL byte";
  if (reason.find("invalid Char value 65535") != reason.npos ||
      reason.find("Char 0xFFFF out of") != reason.npos) {
    return "bytes that are not in the document's encoding";
  }
  return reason;
}

}  // namespace

class XmlStream::Parser {
 public:
  Parser(NamedSource source, RecordForm form, XmlHandler& handler)
      : name_(std::move(source.name)), form_(std::move(form)), handler_(handler) {
    Utf8Source decoded = decode_xml(std::move(source.bytes), name_);
    encoding_ = std::move(decoded.encoding);
    source_ = std::move(decoded.bytes);
    make_callbacks();
    start_parser();
  }

  bool advance() {
    if (done_) return false;
    if (fed_ == window_end()) read_block();
    const std::string_view piece = in_window(fed_).substr(0, kFeedSize);
    if (piece.empty()) {
      // The parser holds the last bytes back until it knows that they are the last.
      parse({}, true);
      done_ = !failed();
      if (failed()) recover();
      return !done_;
    }
    fed_ += piece.size();
    parse(piece, false);
    if (!failed() && waits_for_tag()) {
      fail("a tag of over " + std::to_string(kLargestTag >> 10) + " KiB");
    }
    if (!failed() && !form_.record.empty() && fed_ - good_ > kLargestRecord) {
      fail("larger than " + std::to_string(kLargestRecord >> 20) + " MiB");
    }
    if (failed()) recover();
    return true;
  }

  std::size_t line() const {
    return line_offset_ + static_cast<std::size_t>(context_->input ? context_->input->line : 1);
  }
  const std::string& name() const { return name_; }
  const std::string& encoding() const { return encoding_; }

 private:
  // A byte of the document as UTF-8, or a number of them.
  using Position = std::size_t;
  static constexpr Position kNowhere = std::string::npos;

  // --- libxml2 ---

  void make_callbacks() {
    callbacks_.initialized = XML_SAX2_MAGIC;
    callbacks_.startElementNs = [](void* self, const xmlChar* local, const xmlChar* prefix,
                                   const xmlChar*, int, const xmlChar**, int attribute_count, int,
                                   const xmlChar** attributes) {
      guarded(self, [&](Parser& p) { p.start(local, prefix, attribute_count, attributes); });
    };
    callbacks_.endElementNs = [](void* self, const xmlChar* local, const xmlChar* prefix,
                                 const xmlChar*) {
      guarded(self, [&](Parser& p) { p.end(local, prefix); });
    };
    callbacks_.characters = [](void* self, const xmlChar* text, int size) {
      guarded(self, [&](Parser& p) {
        p.handler_.text({reinterpret_cast<const char*>(text), static_cast<std::size_t>(size)});
      });
    };
    callbacks_.ignorableWhitespace = callbacks_.characters;
    callbacks_.cdataBlock = callbacks_.characters;
    callbacks_.internalSubset = [](void* self, const xmlChar* name, const xmlChar*,
                                   const xmlChar* system) {
      guarded(self, [&](Parser& p) { p.handler_.doctype(view(name), view(system)); });
    };
    callbacks_.getEntity = [](void* self, const xmlChar* name) -> xmlEntity* {
      xmlEntity* known = xmlGetPredefinedEntity(name);
      if (!known) {
        guarded(self, [&](Parser& p) {
          p.fail("unknown entity &" + std::string(view(name)) + ";");
          p.stop();
        });
      }
      return known;
    };
    callbacks_.entityDecl = [](void* self, const xmlChar*, int, const xmlChar*, const xmlChar*,
                               xmlChar*) {
      guarded(self, [](Parser& p) { p.refuse("declares entities"); });
    };
    callbacks_.attributeDecl = [](void* self, const xmlChar*, const xmlChar*, int, int,
                                  const xmlChar* value, xmlEnumeration* values) {
      xmlFreeEnumeration(values);
      guarded(self, [&](Parser& p) {
        if (view(value).size() > kLargestDefault) p.refuse("declares a large attribute");
        if (value && ++p.defaults_ > kMostDefaults) p.refuse("declares many attributes");
      });
    };
    callbacks_.serror = [](void* self, xmlError* error) {
      guarded(self, [&](Parser& p) {
        if (error->level == XML_ERR_FATAL) p.fail(one_line(error->message));
      });
    };
  }

  // Nothing may be thrown through libxml2, which is C: what is thrown waits in thrown_.
  template <class Action>
  static void guarded(void* self, Action action) {
    Parser& parser = *static_cast<Parser*>(self);
    if (parser.thrown_) return;
    try {
      action(parser);
    } catch (...) {
      parser.thrown_ = std::current_exception();
      parser.stop();
    }
  }

  void stop() { xmlStopParser(context_.get()); }

  void start_parser() {
    context_.reset(xmlCreatePushParserCtxt(&callbacks_, this, nullptr, 0, nullptr));
    if (!context_) throw std::bad_alloc();
    // NOENT: an ampersand in an attribute is one, not "&#38;". There are no entities to replace.
    xmlCtxtUseOptions(context_.get(), XML_PARSE_NONET | XML_PARSE_IGNORE_ENC | XML_PARSE_NOENT);
    failure_.clear();
  }

  void parse(std::string_view piece, bool last) {
    xmlParseChunk(context_.get(), piece.data(), static_cast<int>(piece.size()), last ? 1 : 0);
    if (thrown_) std::rethrow_exception(std::exchange(thrown_, nullptr));
    if (context_->wellFormed == 0) fail("not well-formed");
  }

  Position parser_position() const {
    const xmlParserInput* input = context_->input;
    if (!input) return fed_;
    return parser_origin_ + input->consumed + static_cast<Position>(input->cur - input->base);
  }

  // Whether the parser holds back more than a tag (or a list of declarations) can be, to see its
  // end. Comments and instructions may be longer.
  bool waits_for_tag() const {
    const xmlParserInput* input = context_->input;
    if (!input || input->end - input->cur <= static_cast<std::ptrdiff_t>(kLargestTag)) return false;
    if (context_->instate == XML_PARSER_CDATA_SECTION) return false;
    const std::string_view held(reinterpret_cast<const char*>(input->cur), 4);
    return !held.starts_with("<?") && !held.starts_with("<!--") && !held.starts_with("<![");
  }

  // Notes the first failure with its place, which the parser forgets when it stops.
  void fail(std::string reason) {
    if (failed()) return;
    failure_ = std::move(reason);
    failure_at_ = std::min(parser_position(), fed_);
    failure_line_ = line();
  }
  bool failed() const { return !failure_.empty(); }

  [[noreturn]] void refuse(const std::string& what) const {
    throw InputError(name_ + ":" + std::to_string(line()) + ": " + what +
                     ", which no such file needs and bombs are made of; remove the declarations if "
                     "you trust the file");
  }

  // --- events ---

  void start(const xmlChar* local, const xmlChar* prefix, int count, const xmlChar** attributes) {
    if (muted_) return;
    attributes_.clear();
    prefixed_.clear();
    const std::string_view element = qualified(local, prefix);
    if (++depth_ > kLargestDepth) {
      fail("nested deeper than " + std::to_string(kLargestDepth));
      return stop();
    }
    if (element == form_.record && std::exchange(in_record_, true)) {
      fail("a <" + form_.record + "> that is not closed before the next");
      return stop();
    }
    for (int i = 0; i < count; ++i, attributes += 5) {
      attributes_.push_back({qualified(attributes[0], attributes[1]),
                             {reinterpret_cast<const char*>(attributes[3]),
                              static_cast<std::size_t>(attributes[4] - attributes[3])}});
    }
    handler_.start_element(element, attributes_, line());
  }

  void end(const xmlChar* local, const xmlChar* prefix) {
    prefixed_.clear();
    const std::string_view element = qualified(local, prefix);
    handler_.end_element(element, line());
    --depth_;
    if (element == form_.record) {
      good_ = parser_position();
      in_record_ = false;
    }
  }

  std::string_view qualified(const xmlChar* local, const xmlChar* prefix) {
    if (!prefix) return view(local);
    if (view(prefix) == "xml" && view(local) == "lang") return "xml:lang";
    return prefixed_.emplace_back(std::string(view(prefix)) + ":" + std::string(view(local)));
  }

  // --- the window ---

  Position window_end() const { return window_at_ + window_.size(); }
  std::string_view in_window(Position from) const {
    return std::string_view(window_).substr(from - window_at_);
  }

  // Forgets what lies before the last whole record, or before what was fed where there are no
  // records, and appends more of the source.
  void read_block() {
    drop_to(form_.record.empty() ? fed_ : good_);
    const std::size_t had = window_.size();
    window_.resize(had + kReadSize);
    const std::size_t n = at_end_ ? 0 : source_->read(window_.data() + had, kReadSize);
    window_.resize(had + n);
    at_end_ = n == 0;
    if (at_end_ && window_end() == 0) {
      throw InputError(name_ + ": is empty; check the path");
    }
  }

  void drop_to(Position at) {
    if (at <= window_at_) return;
    const auto end = window_.begin() + static_cast<std::ptrdiff_t>(at - window_at_);
    window_line_ += static_cast<std::size_t>(std::count(window_.begin(), end, '\n'));
    window_.erase(window_.begin(), end);
    window_at_ = at;
  }

  // --- broken records ---

  [[noreturn]] void cut_off() const {
    throw InputError(name_ + ":" + std::to_string(failure_line_) + ": ends in the middle (" +
                     failure_ + "); the file is cut off, get a whole copy");
  }

  // Gives up the record where the failure is and takes reading up again at the next one.
  void recover() {
    const bool among_records =
        !form_.record.empty() && (good_ > 0 || record_in_window(window_at_) < failure_at_);
    if (!among_records) {
      if (at_end_ && failure_at_ == window_end()) cut_off();
      throw InputError(name_ + ":" + std::to_string(failure_line_) + ": " + failure_ +
                       "; mend it, or check that it is the right file");
    }
    handler_.broken(failure_line_, failure_);
    Position next = next_record(good_);
    // A record that begins before the failure is the broken one.
    if (next <= failure_at_) next = next_record(next + 1);
    if (next == kNowhere) {
      done_ = true;
      if (!root_closed_) cut_off();
      return;
    }
    resume(next);
  }

  void resume(Position at) {
    drop_to(at);
    line_offset_ = window_line_ - 1;
    good_ = fed_ = at;
    parser_origin_ = at - form_.surroundings.size();
    start_parser();
    in_record_ = false;
    depth_ = 0;
    muted_ = true;
    parse(form_.surroundings, false);
    muted_ = false;
  }

  // The first start tag of a record in the window at `from` or after it.
  Position record_in_window(Position from) const {
    const std::string tag = "<" + form_.record;
    for (std::size_t i = from - window_at_; (i = window_.find(tag, i)) != std::string::npos; ++i) {
      const std::size_t after = i + tag.size();
      if (after < window_.size() && std::strchr(" \t\r\n/>", window_[after])) return window_at_ + i;
    }
    return kNowhere;
  }

  // The same, reading on as far as needed and forgetting what was searched.
  Position next_record(Position from) {
    const std::string closing = "</" + form_.root + ">";
    for (;;) {
      const Position found = record_in_window(from);
      if (found != kNowhere) return found;
      if (in_window(from).find(closing) != std::string_view::npos) root_closed_ = true;
      if (at_end_) return kNowhere;
      // A tag may lie across the border of two blocks.
      const std::size_t kept = std::min(window_end() - from, closing.size() + form_.record.size());
      from = window_end() - kept;
      good_ = fed_ = from;
      read_block();
    }
  }

  std::string name_;
  RecordForm form_;
  XmlHandler& handler_;
  std::string encoding_;
  std::unique_ptr<ByteSource> source_;

  xmlSAXHandler callbacks_{};
  Context context_;
  Position parser_origin_ = 0;   // where in the document the parser's first byte would be
  std::size_t line_offset_ = 0;  // lines before the parser's first
  bool muted_ = false;
  int defaults_ = 0;
  bool in_record_ = false;
  int depth_ = 0;
  std::exception_ptr thrown_;
  std::vector<XmlAttribute> attributes_;
  std::deque<std::string> prefixed_;  // names lent to the handler: a deque does not move them

  std::string window_;  // bytes of the document from window_at_ on
  Position window_at_ = 0;
  std::size_t window_line_ = 1;
  Position fed_ = 0;   // up to here the parser has been given the document
  Position good_ = 0;  // here the last whole record ends
  bool at_end_ = false;
  bool done_ = false;

  std::string failure_;  // empty: none
  Position failure_at_ = 0;
  std::size_t failure_line_ = 0;
  bool root_closed_ = false;
};

XmlStream::XmlStream(NamedSource source, RecordForm form, XmlHandler& handler)
    : parser_(std::make_unique<Parser>(std::move(source), std::move(form), handler)) {}
XmlStream::~XmlStream() = default;

bool XmlStream::advance() { return parser_->advance(); }
std::size_t XmlStream::line() const { return parser_->line(); }
const std::string& XmlStream::name() const { return parser_->name(); }
const std::string& XmlStream::encoding() const { return parser_->encoding(); }

}  // namespace qiao::text
