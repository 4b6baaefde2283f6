#include "cli/corpus/assemble.h"

#include <memory>
#include <optional>
#include <vector>

#include "cli/bead_rows.h"
#include "cli/corpus/report.h"
#include "cli/file_sink.h"
#include "text/files.h"
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
  return tsv_cell(row.source) + '\t' + tsv_cell(row.target) + '\t' + tmx::format_score(row.score) +
         '\t' + row.bead + '\t' + row.status + '\t' + tsv_cell(pair.source) + '\t' +
         sentence_numbers(row.source_sentences) + '\t' + tsv_cell(pair.target) + '\t' +
         sentence_numbers(row.target_sentences) + '\n';
}

std::string document_row(const DocumentYield& document) {
  return tmx::tsv_cell(document.pair.source) + '\t' + tmx::tsv_cell(document.pair.target) + '\t' +
         std::to_string(document.source_sentences) + '\t' +
         std::to_string(document.target_sentences) + '\t' + std::to_string(document.beads) + '\t' +
         std::to_string(document.kept) + '\t' + tmx::tsv_cell(document.error) + '\n';
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

// The languages of the first shard that has beads.
tmx::UnitMaking making_of(const ShardSource& shards) {
  for (std::size_t k = 0; k < shards.count; ++k) {
    Shard shard = shards.read(k);
    if (!shard.rows.empty()) return shard.making;
  }
  return {};
}

}  // namespace

CorpusStatistics assemble(const ShardSource& shards, const AssembleOptions& options,
                          const RunFolder& folder,
                          const std::function<void(std::size_t, std::size_t)>& on_done) {
  const RowTests tests(options.tests);
  Repeats repeats(options.boilerplate_documents);
  std::vector<bool> passed;  // a bit a bead, so that each is judged once
  std::uint64_t bead = 0;
  for (std::size_t k = 0; k < shards.count; ++k) {
    const Shard shard = shards.read(k);
    for (const tmx::BeadRow& row : shard.rows) {
      passed.push_back(!tests.reject(row, shard.making));
      if (passed.back()) repeats.add(row, shard.making, bead, k);
      ++bead;
    }
    on_done(k + 1, 2 * shards.count);
  }
  repeats.finish();

  tmx::UnitMaking common = making_of(shards);
  common.date = options.date;
  BeadFiles files(folder, common);
  Output documents(folder.file("documents.tsv"));
  documents.sink.write("source\ttarget\tsource_sentences\ttarget_sentences\tbeads\tkept\terror\n");
  CorpusStatistics statistics;
  bead = 0;
  for (std::size_t k = 0; k < shards.count; ++k) {
    const Shard shard = shards.read(k);
    tmx::UnitMaking making = shard.making;
    making.date = options.date;
    DocumentYield yield{.pair = shard.pair,
                        .error = shard.error,
                        .source_sentences = shard.source_sentences,
                        .target_sentences = shard.target_sentences};
    for (const tmx::BeadRow& row : shard.rows) {
      const std::optional<Rejection> reason =
          passed[bead] ? repeats.next(bead) : tests.reject(row, shard.making);
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
    on_done(shards.count + k + 1, 2 * shards.count);
  }
  files.commit();
  documents.file.commit();
  write_report(statistics, folder);
  return statistics;
}

}  // namespace qiao::cli
