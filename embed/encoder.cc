// A word is looked up and summed once for the whole text: the second "die" costs one addition, not
// thirty. That makes the sums of a long text several times cheaper than feature by feature.
//
// Pass 1 (all threads, by chunks of sentences): features. Pass 2 (one thread): distinct words get
// numbers in the order of the text. Pass 3 (all threads): vectors of the distinct words. Pass 4
// (all threads): sums. Every row is written by one thread, in the order of its features.
//
// encode_units() needs no words, so it goes sentence by sentence and keeps the sums of the words it
// met last. What is left is waiting for memory: everything is asked for a sentence ahead of its
// use.
#include "embed/encoder.h"

#include <functional>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <utility>

namespace qiao::embed {
namespace {

constexpr std::size_t kGrain = 256;

struct Chunk {
  std::vector<FeatureKey> keys;         // of the distinct words of the chunk, back to back
  std::vector<std::uint32_t> firsts;    // word w of the chunk: keys[firsts[w], firsts[w + 1])
  std::vector<std::uint64_t> contents;  // hash of the word's features: equal features, equal vector
  std::vector<std::uint64_t> identities;
  std::vector<std::uint32_t> words;   // of the sentences, numbers within the chunk
  std::vector<std::uint32_t> counts;  // words of each sentence
};

struct IdentityHash {
  std::size_t operator()(std::uint64_t identity) const { return identity; }
};
using WordNumbers = std::unordered_map<std::uint64_t, std::uint32_t, IdentityHash>;

// The bigram that crosses into the next word makes a Han word's features depend on its neighbour,
// so words are told apart by features; the aligner sees equal identities. The count tells 哈哈
// before another 哈 from 哈哈 alone: the bigram that crosses is the word's own.
std::uint64_t content_hash(std::uint64_t identity, std::span<const FeatureKey> keys) {
  std::uint64_t h = identity + keys.size();
  if (!keys.empty()) h ^= (static_cast<std::uint64_t>(keys.back()) + 1) * 0x9e3779b97f4a7c15ULL;
  return h ^ (h >> 29);
}

Chunk chunk_of(std::span<const std::string_view> sentences) {
  Chunk chunk;
  WordNumbers numbers;
  SentenceFeatures features;
  chunk.firsts.push_back(0);
  for (const std::string_view sentence : sentences) {
    extract_features(sentence, features);
    for (const FeatureWord& word : features.words) {
      const std::span keys = std::span(features.keys).subspan(word.first, word.last - word.first);
      const std::uint64_t content = content_hash(word.identity, keys);
      const auto [at, fresh] =
          numbers.try_emplace(content, static_cast<std::uint32_t>(chunk.contents.size()));
      if (fresh) {
        chunk.contents.push_back(content);
        chunk.identities.push_back(word.identity);
        chunk.keys.insert(chunk.keys.end(), keys.begin(), keys.end());
        chunk.firsts.push_back(static_cast<std::uint32_t>(chunk.keys.size()));
      }
      chunk.words.push_back(at->second);
    }
    chunk.counts.push_back(static_cast<std::uint32_t>(features.words.size()));
  }
  return chunk;
}

void add_features(const Model& model, std::span<const FeatureKey> keys, float* sum) {
  thread_local std::vector<std::uint32_t> rows;
  model.vocabulary().rows(keys, rows);
  model.add_rows(rows, sum);
}

// Sums of sentences as they come, with the sums of the words' own features kept: a word has its
// place by its identity, and takes it from the one that had it before. The same additions in the
// same order as in encode().
class WordSums {
 public:
  explicit WordSums(const Model& model)
      : model_(&model),
        identities_(kPlaces),
        kept_(static_cast<Eigen::Index>(kPlaces), model.dimensions()) {}

  void add_sentence(std::string_view sentence, Embeddings::RowXpr sum) {
    reader_.read(sentence);
    look_ahead();
    std::size_t crossing = 0;
    for (std::size_t w = 0; w < words_.size(); ++w) {
      const auto own = own_features(w);
      if (!words_[w].crosses) {
        sum += own;
        continue;
      }
      word_ = own;
      model_->add_rows(std::span(crossing_rows_).subspan(crossing++, 1), word_.data());
      sum += word_;
    }
  }

 private:
  static constexpr std::size_t kPlaces = std::size_t{1} << 15;  // 32 MB of 256 components

  struct Place {
    std::uint64_t identity;
    bool crosses;
    Eigen::Index row() const { return static_cast<Eigen::Index>((identity >> 1) % kPlaces); }
  };

  // Where all that the sentence needs is found, asked for before any of it is used.
  void look_ahead() {
    words_.clear();
    keys_.clear();
    for (std::size_t w = 0; w < reader_.size(); ++w) {
      const auto crossing = reader_.crossing_feature(w);
      if (crossing) keys_.push_back(*crossing);
      words_.push_back({reader_.identity(w) | 1, crossing.has_value()});  // 0 is an empty place
      __builtin_prefetch(&identities_[static_cast<std::size_t>(words_.back().row())]);
      __builtin_prefetch(kept_.row(words_.back().row()).data());
    }
    model_->vocabulary().rows(keys_, crossing_rows_);
    for (const std::uint32_t row : crossing_rows_) model_->prefetch_row(row);
  }

  auto own_features(std::size_t w) -> Embeddings::RowXpr {
    auto sum = kept_.row(words_[w].row());
    std::uint64_t& owner = identities_[static_cast<std::size_t>(words_[w].row())];
    if (owner != words_[w].identity) {
      owner = words_[w].identity;
      keys_.clear();
      reader_.append_own_features(w, keys_);
      sum.setZero();
      add_features(*model_, keys_, sum.data());
    }
    return sum;
  }

  const Model* model_;
  WordReader reader_;
  std::vector<std::uint64_t> identities_;
  Embeddings kept_;
  Eigen::RowVectorXf word_;
  std::vector<Place> words_;  // of the sentence
  std::vector<FeatureKey> keys_;
  std::vector<std::uint32_t> crossing_rows_;
};

// Lends what costs something to make to one chunk after the other: as many are made as there are
// threads.
template <class T>
class Lending {
 public:
  explicit Lending(std::function<std::unique_ptr<T>()> make) : make_(std::move(make)) {}

  auto borrow() {
    const auto give_back = [this](T* it) {
      const std::lock_guard lock(mutex_);
      idle_.emplace_back(it);
    };
    std::unique_ptr<T> found;
    {
      const std::lock_guard lock(mutex_);
      if (!idle_.empty()) {
        found = std::move(idle_.back());
        idle_.pop_back();
      }
    }
    if (!found) found = make_();
    return std::unique_ptr<T, decltype(give_back)>(found.release(), give_back);
  }

 private:
  std::function<std::unique_ptr<T>()> make_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<T>> idle_;
};

}  // namespace

SentenceSet encode(const Model& model, std::span<const std::string_view> sentences, Pool& pool) {
  const std::size_t n = sentences.size();
  std::vector<Chunk> chunks((n + kGrain - 1) / kGrain);
  pool.for_chunks(n, kGrain, [&](std::size_t begin, std::size_t end) {
    chunks[begin / kGrain] = chunk_of(sentences.subspan(begin, end - begin));
  });

  SentenceSet set;
  set.offsets.reserve(n + 1);
  set.offsets.push_back(0);
  WordNumbers numbers;
  struct WordPlace {
    std::uint32_t chunk, word;
  };
  std::vector<WordPlace> places;
  for (std::uint32_t c = 0; c < chunks.size(); ++c) {
    Chunk& chunk = chunks[c];
    std::vector<std::uint32_t> global(chunk.contents.size());
    for (std::uint32_t w = 0; w < global.size(); ++w) {
      const auto [at, fresh] =
          numbers.try_emplace(chunk.contents[w], static_cast<std::uint32_t>(places.size()));
      if (fresh) {
        places.push_back({c, w});
        set.identities.push_back(chunk.identities[w]);
      }
      global[w] = at->second;
    }
    for (const std::uint32_t word : chunk.words) set.word_ids.push_back(global[word]);
    for (const std::uint32_t count : chunk.counts)
      set.offsets.push_back(set.offsets.back() + count);
  }

  const Eigen::Index d = model.dimensions();
  set.words.setZero(static_cast<Eigen::Index>(places.size()), d);
  pool.for_chunks(places.size(), kGrain, [&](std::size_t begin, std::size_t end) {
    for (std::size_t w = begin; w < end; ++w) {
      const Chunk& chunk = chunks[places[w].chunk];
      const std::uint32_t first = chunk.firsts[places[w].word];
      const std::uint32_t last = chunk.firsts[places[w].word + 1];
      add_features(model, std::span(chunk.keys).subspan(first, last - first),
                   set.words.row(static_cast<Eigen::Index>(w)).data());
    }
  });
  set.sums.setZero(static_cast<Eigen::Index>(n), d);
  pool.for_chunks(n, kGrain, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      auto sum = set.sums.row(static_cast<Eigen::Index>(i));
      for (const std::uint32_t word : set.sentence_words(i)) {
        sum += set.words.row(static_cast<Eigen::Index>(word));
      }
    }
  });
  return set;
}

Embeddings encode_units(const Model& model, std::span<const std::string_view> sentences,
                        Pool& pool) {
  Embeddings units =
      Embeddings::Zero(static_cast<Eigen::Index>(sentences.size()), model.dimensions());
  Lending<WordSums> lending([&] { return std::make_unique<WordSums>(model); });
  pool.for_chunks(sentences.size(), kGrain, [&](std::size_t begin, std::size_t end) {
    const auto sums = lending.borrow();
    for (std::size_t i = begin; i < end; ++i) {
      auto row = units.row(static_cast<Eigen::Index>(i));
      sums->add_sentence(sentences[i], row);
      const float norm = row.norm();
      if (norm > 0) row /= norm;
    }
  });
  return units;
}

}  // namespace qiao::embed
