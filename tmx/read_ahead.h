// Reads units on a thread of its own while the caller works on those before: parsing XML is most of
// what a command on memories does.
//
//   Reader reader(std::move(source));
//   ReadAhead ahead(reader);
//   while (ahead.next(unit)) use(unit);      // the units of `reader`, in its order
#pragma once

#include <array>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

#include "tmx/unit_stream.h"

namespace qiao::tmx {

class ReadAhead : public UnitSource {
 public:
  // `source` must outlive this and belongs to its thread until next() has returned false; only the
  // header, which does not change, may be read meanwhile. What the source calls back, it calls on
  // that thread.
  explicit ReadAhead(UnitSource& source);
  // Stops reading, wherever it is.
  ~ReadAhead() override;
  ReadAhead(const ReadAhead&) = delete;
  ReadAhead& operator=(const ReadAhead&) = delete;

  // Throws what the source threw, after the units before it.
  bool next(TranslationUnit& unit) override;
  const Header& header() const override { return source_.header(); }
  // Once next() has returned false.
  std::size_t skipped_units() const override { return source_.skipped_units(); }

 private:
  // Ends at so many units, or at the unit with which its texts pass so many bytes: long units do
  // not multiply.
  static constexpr std::size_t kBatchUnits = 256;
  static constexpr std::size_t kBatchBytes = std::size_t{1} << 18;
  struct Batch {
    std::vector<TranslationUnit> units = std::vector<TranslationUnit>(kBatchUnits);
    std::size_t count = 0;
    bool last = false;
    std::exception_ptr failure;  // of the last one
  };

  void read();
  void fill(Batch& batch);

  UnitSource& source_;
  // A ring: batches taken_ to made_ - 1 are full and the caller's, the others the thread's.
  std::array<Batch, 4> ring_;
  Batch* open_ = nullptr;  // the caller's, of which units before at_ are gone
  std::size_t at_ = 0;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::size_t made_ = 0;
  std::size_t taken_ = 0;
  bool stop_ = false;
  std::thread thread_;  // last: it uses everything above
};

}  // namespace qiao::tmx
