#include "embed/parallel.h"

#include <algorithm>
#include <atomic>
#include <exception>

namespace qiao::embed {

struct Pool::Loop {
  std::size_t n;
  std::size_t grain;
  const std::function<void(std::size_t, std::size_t)>& body;
  std::atomic<std::size_t> next{0};
  std::mutex error_mutex{};
  std::exception_ptr error{};
};

Pool::Pool(unsigned threads) {
  if (threads == 0) threads = std::max(1U, std::thread::hardware_concurrency());
  for (unsigned i = 1; i < threads; ++i) workers_.emplace_back([this] { work(); });
}

Pool::~Pool() {
  {
    const std::lock_guard lock(mutex_);
    stop_ = true;
  }
  wake_.notify_all();
  for (std::thread& worker : workers_) worker.join();
}

void Pool::run(Loop& loop) {
  for (;;) {
    const std::size_t begin = loop.next.fetch_add(loop.grain);
    if (begin >= loop.n) return;
    try {
      loop.body(begin, std::min(begin + loop.grain, loop.n));
    } catch (...) {
      const std::lock_guard lock(loop.error_mutex);
      if (!loop.error) loop.error = std::current_exception();
    }
  }
}

void Pool::work() {
  std::size_t seen = 0;
  for (;;) {
    Loop* loop = nullptr;
    {
      std::unique_lock lock(mutex_);
      wake_.wait(lock, [&] { return stop_ || generation_ != seen; });
      if (stop_) return;
      seen = generation_;
      loop = loop_;
    }
    run(*loop);
    {
      const std::lock_guard lock(mutex_);
      --busy_;
    }
    done_.notify_one();
  }
}

void Pool::for_chunks(std::size_t n, std::size_t grain,
                      const std::function<void(std::size_t, std::size_t)>& body) {
  Loop loop{.n = n, .grain = std::max<std::size_t>(1, grain), .body = body};
  if (!workers_.empty() && n > loop.grain) {
    {
      const std::lock_guard lock(mutex_);
      loop_ = &loop;
      busy_ = workers_.size();
      ++generation_;
    }
    wake_.notify_all();
    run(loop);
    std::unique_lock lock(mutex_);
    done_.wait(lock, [&] { return busy_ == 0; });
  } else {
    run(loop);
  }
  if (loop.error) std::rethrow_exception(loop.error);
}

}  // namespace qiao::embed
