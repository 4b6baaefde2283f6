#include "cli/corpus/assemble.h"

#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "cli/bead_rows.h"
#include "cli/corpus/report.h"
#include "cli/file_sink.h"
#include "text/files.h"
#include "text/language.h"
#include "tmx/bilingual_writers.h"
#include "tmx/moses.h"
#include "tmx/writer.h"

namespace qiao::cli {
namespace {

// A file of the results and the sink that writers take.
struct Output {
  explicit Output(const std::string& path) : file(path), sink(file) {}
  text::OutputFile file;
  FileSink sink;
};

std::string sentence_numbers(const std::vector<tmx::SentencePlace>& places) {
  std::string numbers;
  for (const tmx::SentencePlace& place : places) {
    if (!numbers.empty()) numbers += ',';
    numbers += std::to_string(place.id);
  }
  return numbers;
}

constexpr const char* kColumns =
    "source\ttarget\tscore\tbead\tstatus\tsource_document\tsource_sentences\ttarget_document\t"
    "target_sentences\n";

std::string table_row(const tmx::BeadRow& row, const DocumentPair& pair) {
  using tmx::tsv_cell;
  const std::string& source = pair.source.empty() ? pair.target : pair.source;
  const std::string& target = pair.target.empty() ? pair.source : pair.target;
  return tsv_cell(row.source) + '\t' + tsv_cell(row.target) + '\t' + tmx::format_score(row.score) +
         '\t' + row.bead + '\t' + row.status + '\t' + tsv_cell(source) + '\t' +
         sentence_numbers(row.source_sentences) + '\t' + tsv_cell(target) + '\t' +
         sentence_numbers(row.target_sentences) + '\n';
}

constexpr const char* kDocumentColumns =
    "source\ttarget\tsource_sentences\ttarget_sentences\tbeads\tkept\tskipped_units\terror\n";

std::string document_row(const DocumentYield& document) {
  std::string row =
      tmx::tsv_cell(document.pair.source) + '\t' + tmx::tsv_cell(document.pair.target);
  for (const std::size_t count : {document.source_sentences, document.target_sentences,
                                  document.beads, document.kept, document.skipped_units}) {
    row += '\t' + std::to_string(count);
  }
  return row + '\t' + tmx::tsv_cell(document.error) + '\n';
}

// All the files of beads that the second pass writes.
class BeadFiles {
 public:
  BeadFiles(const RunFolder& folder, const tmx::UnitMaking& making)
      : memory_(folder.file("corpus.tmx")),
        table_(folder.file("corpus.tsv")),
        source_(folder.file("corpus." + making.source_language)),
        target_(folder.file("corpus." + making.target_language)),
        rejected_(folder.file("rejected.tsv")),
        writer_(memory_.sink, memory_header(making)),
        moses_(tmx::moses_sink(source_.sink, target_.sink, making.source_language)) {
    table_.sink.write(kColumns);
    rejected_.sink.write(std::string("reason\t") + kColumns);
  }

  void keep(const tmx::BeadRow& row, const Shard& shard, const tmx::UnitMaking& making) {
    const tmx::TranslationUnit unit = tmx::make_unit(row, making);
    writer_.write(unit);
    moses_->write(unit);
    table_.sink.write(table_row(row, shard.pair));
  }

  void reject(const tmx::BeadRow& row, const Shard& shard, Rejection reason) {
    rejected_.sink.write(std::string(rejection_name(reason)) + '\t' + table_row(row, shard.pair));
  }

  void commit() {
    writer_.finish();
    moses_->finish();
    for (Output* output : {&memory_, &table_, &source_, &target_, &rejected_}) {
      output->file.commit();
    }
  }

 private:
  Output memory_, table_, source_, target_, rejected_;
  tmx::Writer writer_;
  std::unique_ptr<tmx::UnitSink> moses_;
};

using Languages = std::pair<text::Language, text::Language>;

Languages languages_of(const tmx::UnitMaking& making) {
  const auto language = [](const std::string& tag) {
    return text::parse_language(tag).value_or(text::LanguageGuess{}).language;
  };
  return {language(making.source_language), language(making.target_language)};
}

Languages turned(Languages languages) { return {languages.second, languages.first}; }

// The languages and tags of the corpus: those of most sentences, and of the first shard in them.
tmx::UnitMaking usual_making(const PairList& list, const ShardSource& shards) {
  struct Seen {
    std::size_t sentences = 0;
    tmx::UnitMaking making;  // of the first
  };
  std::map<Languages, Seen> seen;
  for (std::size_t k = 0; k < list.pairs.size(); ++k) {
    const Shard head = shards.head(k);
    if (!head.error.empty()) continue;
    Seen& same = seen[languages_of(head.making)];
    if (same.sentences == 0) same.making = head.making;
    same.sentences += head.source_sentences + head.target_sentences;
  }
  const auto of_pair = [&](const Languages& languages) {
    const auto other = seen.find(turned(languages));
    return seen[languages].sentences + (other == seen.end() ? 0 : other->second.sentences);
  };
  tmx::UnitMaking most;
  std::pair<std::size_t, std::size_t> sentences;  // in both directions, in this one
  for (const auto& [languages, same] : seen) {
    const std::pair found(of_pair(languages), same.sentences);
    if (found <= sentences) continue;
    sentences = found;
    most = same.making;
  }
  most.document.clear();
  return most;
}

void turn(tmx::BeadRow& row) {
  std::swap(row.source, row.target);
  std::swap(row.source_sentences, row.target_sentences);
  row.bead = std::to_string(row.source_sentences.size()) + "-" +
             std::to_string(row.target_sentences.size());
  if (row.source.empty()) row.status = "added";
  if (row.target.empty()) row.status = "dropped";
}

// Makes the shard's target its source.
void turn(Shard& shard) {
  std::swap(shard.making.source_language, shard.making.target_language);
  std::swap(shard.source_sentences, shard.target_sentences);
  std::swap(shard.pair.source, shard.pair.target);
  std::string previous_source;
  for (tmx::BeadRow& row : shard.rows) {
    turn(row);
    row.previous_source = previous_source;
    if (!row.source.empty()) previous_source = row.source;
  }
}

}  // namespace

CorpusStatistics assemble(const PairList& list, const ShardSource& shards,
                          const AssembleOptions& options, const RunFolder& folder,
                          const OnWork& on_work) {
  const std::size_t count = list.pairs.size();
  tmx::UnitMaking common = usual_making(list, shards);
  const Languages languages = languages_of(common);
  const auto read = [&](std::size_t k) {
    Shard shard = shards.read(k);
    if (languages_of(shard.making) == turned(languages)) turn(shard);
    return shard;
  };
  const RowTests tests(options.tests);
  const auto reject = [&](const tmx::BeadRow& row, const Shard& shard) {
    auto reason = tests.reject(row, shard.making);
    if (!reason && languages_of(shard.making) != languages) reason = Rejection::kLanguage;
    return reason;
  };

  Repeats repeats(options.boilerplate_documents);
  std::vector<bool> passed;  // a bit a bead, so that each is judged once
  std::uint64_t bead = 0;
  for (std::size_t k = 0; k < count; ++k) {
    const Shard shard = read(k);
    for (const tmx::BeadRow& row : shard.rows) {
      passed.push_back(!reject(row, shard));
      if (passed.back()) repeats.add(row, shard.making, bead, k);
      ++bead;
    }
    on_work("finding what recurs in pairs", k + 1, count);
  }
  repeats.finish();

  common.date = options.date;
  BeadFiles files(folder, common);
  Output documents(folder.file("documents.tsv"));
  documents.sink.write(kDocumentColumns);
  CorpusStatistics statistics;
  statistics.versions = list.versions;
  statistics.alone = list.alone;
  bead = 0;
  for (std::size_t k = 0; k < count; ++k) {
    const Shard shard = read(k);
    tmx::UnitMaking making = shard.making;
    making.date = options.date;
    DocumentYield yield{.pair = list.pairs[k],
                        .error = shard.error,
                        .source_sentences = shard.source_sentences,
                        .target_sentences = shard.target_sentences,
                        .skipped_units = shard.skipped_units};
    for (const tmx::BeadRow& row : shard.rows) {
      const std::optional<Rejection> reason =
          passed[bead] ? repeats.next(bead) : reject(row, shard);
      ++bead;
      count_bead(row, reason, statistics);
      yield.beads += !row.source.empty() && !row.target.empty();
      if (reason) {
        files.reject(row, shard, *reason);
      } else {
        ++yield.kept;
        files.keep(row, shard, making);
      }
    }
    count_document(yield, statistics);
    documents.sink.write(document_row(yield));
    on_work("writing pairs", k + 1, count);
  }
  for (const BrokenDocument& broken : list.broken) {
    count_unread(broken.error, statistics);
    documents.sink.write(
        document_row({.pair = {broken.source, broken.target}, .error = broken.error}));
  }
  files.commit();
  documents.file.commit();
  write_report(statistics, folder);
  return statistics;
}

}  // namespace qiao::cli
