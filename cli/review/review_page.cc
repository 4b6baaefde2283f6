#include "cli/review/review_page.h"

#include <xxhash.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "cli/bead_rows.h"
#include "cli/check/passage_text.h"
#include "cli/review/embedded_page.h"
#include "text/figures.h"
#include "tmx/json_text.h"
#include "tmx/writer.h"

namespace qiao::cli {
namespace {

using Json = nlohmann::ordered_json;

// UTF-16 units before byte `at` of valid UTF-8: one a character, two beyond U+FFFF.
std::size_t utf16_offset(std::string_view utf8, std::size_t at) {
  std::size_t units = 0;
  for (const char c : utf8.substr(0, at)) {
    const auto byte = static_cast<unsigned char>(c);
    units += (byte & 0xC0U) == 0x80U ? 0 : byte < 0xF0 ? 1 : 2;
  }
  return units;
}

// Figures that are written alike are one, so that the page compares numbers of figures.
class FigureNumbers {
 public:
  // Requires that sentences come in order.
  std::size_t add(std::size_t sentence, const text::Figure& figure) {
    text::Figure plain = figure;
    plain.range = {};
    plain.written_out = false;
    const auto [at, fresh] =
        numbers_.try_emplace({plain.kind, plain.value, plain.unit}, distinct_.size());
    if (fresh) distinct_.push_back(std::move(plain));
    of_sentence_.resize(sentence + 1);
    of_sentence_[sentence].push_back(at->second);
    return at->second;
  }

  std::span<const std::size_t> of_sentence(int sentence) const {
    const auto i = static_cast<std::size_t>(sentence);
    return i < of_sentence_.size() ? of_sentence_[i] : std::span<const std::size_t>();
  }

  const std::vector<text::Figure>& distinct() const { return distinct_; }

  Json labels() const {
    Json labels = Json::array();
    for (const text::Figure& figure : distinct_) {
      const std::string value = readable_value(figure.value);
      labels.push_back(figure.unit.empty() ? value : value + " " + figure.unit);
    }
    return labels;
  }

 private:
  std::map<std::tuple<text::FigureKind, std::string, std::string>, std::size_t> numbers_;
  std::vector<text::Figure> distinct_;
  std::vector<std::vector<std::size_t>> of_sentence_;
};

// The figures of the beads within this distance are compared: as far as people move sentences.
constexpr std::size_t kFiguresAround = 10;

// For each of the source's figures those of the target that say the same, written otherwise.
Json same_figures(const align::Alignment& alignment, const FigureNumbers& source,
                  const FigureNumbers& target) {
  std::vector<std::set<std::size_t>> compared(source.distinct().size());
  std::vector<Json> same(source.distinct().size(), Json::array());
  const auto compare = [&](std::size_t mine, std::size_t theirs) {
    if (compared[mine].insert(theirs).second &&
        same_figure(source.distinct()[mine], target.distinct()[theirs])) {
      same[mine].push_back(theirs);
    }
  };
  const auto& beads = alignment.beads;
  for (std::size_t k = 0; k < beads.size(); ++k) {
    const std::size_t first = k - std::min(k, kFiguresAround);
    const std::size_t last = std::min(k + kFiguresAround, beads.size() - 1);
    for (int i = beads[k].source.begin; i < beads[k].source.end; ++i) {
      for (const std::size_t mine : source.of_sentence(i)) {
        for (std::size_t l = first; l <= last; ++l) {
          for (int j = beads[l].target.begin; j < beads[l].target.end; ++j) {
            for (const std::size_t theirs : target.of_sentence(j)) compare(mine, theirs);
          }
        }
      }
    }
  }
  return same;
}

Json sentences_of(const text::Document& document, const FigureTable& figures,
                  FigureNumbers& numbers) {
  Json sentences = Json::array();
  for (std::size_t i = 0; i < document.sentence_count(); ++i) {
    const text::Sentence& sentence = document.sentences()[i];
    const std::string_view text = document.sentence(i);
    Json& object = sentences.emplace_back(Json{{"text", text},
                                               {"paragraph", sentence.paragraph},
                                               {"begin", sentence.source.begin},
                                               {"end", sentence.source.end}});
    if (sentence.kind == text::BlockKind::kHeading) object["kind"] = "heading";
    if (sentence.kind == text::BlockKind::kListItem) object["kind"] = "list-item";
    for (const text::Figure& figure : figures[i]) {
      object["figures"].push_back(
          Json::array({utf16_offset(text, figure.range.begin - sentence.text.begin),
                       utf16_offset(text, figure.range.end - sentence.text.begin),
                       numbers.add(i, figure), figure.written_out}));
    }
  }
  return sentences;
}

Json side_json(const Side& side, const std::string& language_tag, const FigureTable& figures,
               FigureNumbers& numbers) {
  const bool chinese = side.language.language == text::Language::kChinese;
  return {{"name", side.document.name()},
          {"language", language_tag},
          {"joined", chinese ? "chinese" : "spaces"},
          {"sentences", sentences_of(side.document, figures, numbers)}};
}

Json beads_of(const align::Alignment& alignment) {
  Json beads = Json::array();
  for (const align::Bead& bead : alignment.beads) {
    beads.push_back(Json::array({bead.source.begin, bead.source.end, bead.target.begin,
                                 bead.target.end, bead.score, align::status_name(bead.status)}));
  }
  return beads;
}

Json links_of(const Pair& pair, std::span<const WordLink> word_links) {
  Json links = Json::array();
  for (const WordLink& link : word_links) {
    const std::string_view source =
        pair.source.document.sentence(static_cast<std::size_t>(link.source));
    const std::string_view target =
        pair.target.document.sentence(static_cast<std::size_t>(link.target));
    if (links.empty() || links.back()[0] != link.source || links.back()[1] != link.target) {
      links.push_back(Json::array({link.source, link.target}));
    }
    for (const std::size_t at :
         {utf16_offset(source, link.source_word.begin), utf16_offset(source, link.source_word.end),
          utf16_offset(target, link.target_word.begin),
          utf16_offset(target, link.target_word.end)}) {
      links.back().push_back(at);
    }
  }
  return links;
}

Json findings_of(const Pair& pair, std::span<const PageFinding> page_findings) {
  Json findings = Json::array();
  for (const PageFinding& finding : page_findings) {
    const Side& side = finding.in_source ? pair.source : pair.target;
    const std::string_view text =
        side.document.sentence(static_cast<std::size_t>(finding.sentence));
    findings.push_back({{"kind", finding.kind},
                        {"side", finding.in_source ? "source" : "target"},
                        {"sentence", finding.sentence},
                        {"begin", utf16_offset(text, finding.range.begin)},
                        {"end", utf16_offset(text, finding.range.end)},
                        {"message", finding.message}});
  }
  return findings;
}

// A memory without units, cut where the units go: so its frame is written in one place only.
Json memory_of(const tmx::UnitMaking& making) {
  std::ostringstream out;
  const auto sink = tmx::stream_sink(out);
  tmx::Writer writer(*sink, memory_header(making));
  writer.finish();
  const std::string memory = out.str();
  const std::size_t end = memory.rfind("  </body>");
  return Json::array({memory.substr(0, end), memory.substr(end)});
}

std::string hexadecimal(std::uint64_t number) {
  char buffer[16];
  return {buffer, std::to_chars(buffer, buffer + sizeof buffer, number, 16).ptr};
}

Json data_of(const ReviewPage& page) {
  FigureNumbers source_figures, target_figures;
  Json source =
      side_json(page.pair.source, page.making.source_language, page.figures.source, source_figures);
  Json target =
      side_json(page.pair.target, page.making.target_language, page.figures.target, target_figures);
  Json beads = beads_of(page.alignment);
  const std::string identity =
      tmx::json_text(source) + tmx::json_text(target) + tmx::json_text(beads);
  return {
      {"version", 1},
      {"tool", "qiao " QIAO_VERSION},
      {"id", hexadecimal(XXH3_64bits(identity.data(), identity.size()))},
      {"document", page.making.document},
      {"date", page.making.date},
      {"memory", memory_of(page.making)},
      {"source", std::move(source)},
      {"target", std::move(target)},
      {"beads", std::move(beads)},
      {"links", links_of(page.pair, page.links)},
      {"figures",
       {{"source", source_figures.labels()},
        {"target", target_figures.labels()},
        {"same", same_figures(page.alignment, source_figures, target_figures)}}},
      {"findings", findings_of(page.pair, page.findings)},
  };
}

// JSON that no HTML parser takes for markup: < stands in strings only, where \u003c says the same.
std::string for_script(std::string json) {
  std::string safe;
  safe.reserve(json.size());
  for (const char c : json) {
    if (c == '<') {
      safe += "\\u003c";
    } else {
      safe += c;
    }
  }
  return safe;
}

}  // namespace

void write_review_page(const ReviewPage& page, tmx::ByteSink& sink) {
  std::string_view rest = embedded::kPageHtml;
  const auto write_up_to = [&](std::string_view mark) {
    const std::size_t at = rest.find(mark);
    sink.write(rest.substr(0, at));
    rest.remove_prefix(at + mark.size());
  };
  write_up_to("@style@");
  sink.write(embedded::kPageCss);
  write_up_to("@data@");
  sink.write(for_script(tmx::json_text(data_of(page))));
  write_up_to("@program@");
  sink.write(embedded::kPageJs);
  sink.write(rest);
  sink.finish();
}

}  // namespace qiao::cli
