#include "tmx/moses.h"

#include <utility>

#include "text/input_error.h"
#include "tmx/bilingual_writers.h"
#include "tmx/line_source.h"

namespace qiao::tmx {
namespace {

class MosesSource : public UnitSource {
 public:
  MosesSource(text::NamedSource source, text::NamedSource target, const LanguagePair& languages)
      : source_(std::move(source)),
        target_(std::move(target)),
        languages_(languages),
        header_(pair_header(languages)) {}

  bool next(TranslationUnit& unit) override {
    std::string source, target;
    for (;;) {
      const bool has_source = source_.next(source), has_target = target_.next(target);
      if (has_source != has_target) {
        throw InputError((has_source ? source_ : target_).place() + ": has no line beside it in " +
                         (has_source ? target_ : source_).name() +
                         "; both files need as many lines");
      }
      if (!has_source) return false;
      if (!source.empty() && !target.empty()) break;
      ++skipped_;
    }
    unit = make_pair_unit(source, target, languages_);
    return true;
  }
  const Header& header() const override { return header_; }
  std::size_t skipped_units() const override { return skipped_; }

 private:
  LineSource source_;
  LineSource target_;
  LanguagePair languages_;
  Header header_;
  std::size_t skipped_ = 0;
};

class MosesSink : public UnitSink {
 public:
  MosesSink(ByteSink& source, ByteSink& target, std::string source_language)
      : source_(source), target_(target), source_language_(std::move(source_language)) {}

  void write(const TranslationUnit& unit) override {
    const Sides pair = sides(unit, source_language_);
    if (!pair.source || !pair.target) {
      ++skipped_;
      return;
    }
    source_.write(tsv_cell(pair.source->segment.words()) + "\n");
    target_.write(tsv_cell(pair.target->segment.words()) + "\n");
  }
  void finish() override {
    source_.finish();
    target_.finish();
  }
  std::size_t skipped_units() const override { return skipped_; }

 private:
  ByteSink& source_;
  ByteSink& target_;
  std::string source_language_;
  std::size_t skipped_ = 0;
};

}  // namespace

std::unique_ptr<UnitSource> moses_source(text::NamedSource source, text::NamedSource target,
                                         const LanguagePair& languages) {
  return std::make_unique<MosesSource>(std::move(source), std::move(target), languages);
}

std::unique_ptr<UnitSink> moses_sink(ByteSink& source, ByteSink& target,
                                     const std::string& source_language) {
  return std::make_unique<MosesSink>(source, target, source_language);
}

}  // namespace qiao::tmx
