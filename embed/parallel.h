// A pool of threads for loops whose parts are independent. Results must not depend on how a loop
// is cut, so that any number of threads gives the same bytes.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace qiao::embed {

class Pool {
 public:
  // `threads` at least 1; 1 runs everything in the calling thread. 0: as many as the machine has.
  explicit Pool(unsigned threads = 0);
  ~Pool();
  Pool(const Pool&) = delete;
  Pool& operator=(const Pool&) = delete;

  unsigned threads() const { return static_cast<unsigned>(workers_.size()) + 1; }

  // Calls body(begin, end) for chunks of [0, n) of at most `grain`, until all are done. Chunks are
  // handed out in order. Blocks. An exception of any chunk is thrown here, after all have ended.
  void for_chunks(std::size_t n, std::size_t grain,
                  const std::function<void(std::size_t begin, std::size_t end)>& body);

  // Two tasks that do not touch each other, at once where there are two threads.
  template <class One, class Other>
  void run_both(const One& one, const Other& other) {
    for_chunks(2, 1, [&](std::size_t begin, std::size_t end) {
      if (begin == 0) one();
      if (end == 2) other();
    });
  }

 private:
  struct Loop;
  void work();
  static void run(Loop& loop);

  std::vector<std::thread> workers_;
  std::mutex mutex_;
  std::condition_variable wake_, done_;
  Loop* loop_ = nullptr;
  std::size_t generation_ = 0;
  std::size_t busy_ = 0;
  bool stop_ = false;
};

}  // namespace qiao::embed
