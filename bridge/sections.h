// Texts too long for one search, cut where they surely meet and aligned section by section.
//
//   vectors of blocks of sentences -> their coarse path -> around every so many sentences a window
//   of both texts is aligned -> the cut is the boundary in it whose neighbours are the surest
//
// Sections are searched side by side, one thread each: time is linear in the sentences, memory is
// that of a section a thread and 4 d / block bytes a sentence. What was moved is found within its
// section.
#pragma once

#include <functional>
#include <vector>

#include "align/aligner.h"
#include "align/bead.h"
#include "bridge/side.h"
#include "embed/model.h"
#include "embed/parallel.h"

namespace qiao::bridge {

struct Section {
  align::SentenceSpan source;
  align::SentenceSpan target;
  friend bool operator==(const Section&, const Section&) = default;
};

struct SectionOptions {
  int length = 10000;  // sentences of the longer side, about; up to three times as many where the
                       // texts nowhere surely meet
  int block = 32;      // sentences whose vectors are added up to find the place of a window
  int window = 256;    // sentences of either side before and after the place
  int beside = 4;      // beads before and after a cut that must all be likely,
  double sure = 0.9;   // with this probability
};

// Whether texts of so many sentences are searched whole: when neither has twice the length of a
// section, and when there are anchors or paragraphs come in any order (AlignOptions).
bool is_one_section(int source_count, int target_count, const align::AlignOptions& options,
                    const SectionOptions& how = {});

// In order, covering both texts.
// Deterministic: the same for any number of threads.
std::vector<Section> cut_into_sections(const Sentences& source, const Sentences& target,
                                       const embed::Model& model,
                                       const align::AlignOptions& options,
                                       const SectionOptions& how, embed::Pool& pool);

// Called with the share that is done, within [0, 1]; never by two threads at once.
using OnShare = std::function<void(double done)>;

// The alignment of two texts of any length.
align::Alignment align(
    const Sentences& source, const Sentences& target, const embed::Model& model,
    const align::AlignOptions& options, embed::Pool& pool, const SectionOptions& how = {},
    const OnShare& on_share = [](double) {});

}  // namespace qiao::bridge
