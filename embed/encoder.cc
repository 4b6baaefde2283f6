// A word is looked up and summed once for the whole text: the second "die" costs one addition, not
// thirty. That makes the sums of a long text several times cheaper than feature by feature.
//
// Pass 1 (all threads, by chunks of sentences): features. Pass 2 (one thread): distinct words get
// numbers in the order of the text. Pass 3 (all threads): vectors of the distinct words. Pass 4
// (all threads): sums. Every row is written by one thread, in the order of its features.
#include "embed/encoder.h"

#include <unordered_map>

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
  for (const FeatureKey key : keys) {
    if (const auto row = model.vocabulary().row(key)) model.add_row(*row, sum);
  }
}

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
  pool.for_chunks(sentences.size(), kGrain, [&](std::size_t begin, std::size_t end) {
    SentenceFeatures features;
    for (std::size_t i = begin; i < end; ++i) {
      auto row = units.row(static_cast<Eigen::Index>(i));
      extract_features(sentences[i], features);
      add_features(model, features.keys, row.data());
      const float norm = row.norm();
      if (norm > 0) row /= norm;
    }
  });
  return units;
}

}  // namespace qiao::embed
