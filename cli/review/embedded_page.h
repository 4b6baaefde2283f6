// The review page's template, style and program, as the build embeds them from page.html, page.css
// and page.js beside this file. Private to review_page.cc and its tests.
#pragma once

#include <string_view>

namespace qiao::cli::embedded {

// Holds the marks @style@, @data@ and @program@ where the others go.
extern const std::string_view kPageHtml;
extern const std::string_view kPageCss;
extern const std::string_view kPageJs;

}  // namespace qiao::cli::embedded
