#pragma once
// GDAL as a guest: registered once, with the drivers that we name, its complaints kept instead of printed.

#include <string>
#include <vector>

namespace cairn::formats {

/// Registers the drivers once. Cheap to call again.
void require_gdal();

/// While it lives, what GDAL would print on this thread is collected.
class GdalMessages {
   public:
    GdalMessages();
    ~GdalMessages();
    GdalMessages(const GdalMessages&) = delete;
    GdalMessages& operator=(const GdalMessages&) = delete;

    bool has_error() const { return has_error_; }
    /// What was said since the last call, joined and cut to a readable length; and forgets it.
    std::string take();
    void add(bool is_error, const char* message);

   private:
    std::vector<std::string> messages_;
    bool has_error_ = false;
};

}  // namespace cairn::formats
