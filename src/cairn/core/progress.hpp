#pragma once
// Long work reports where it is, and asks whether it should stop.

#include <cstdint>
#include <string_view>

namespace cairn {

class Progress {
   public:
    virtual ~Progress() = default;
    /// A step begins; `total` is the number of units, or 0 when it is not known.
    virtual void begin(std::string_view step, std::int64_t total) = 0;
    /// `done` units of the current step are done. Throws Interrupted when the user asked to stop.
    virtual void advance(std::int64_t done) = 0;
    virtual void end() = 0;
};

/// Says nothing and never stops.
class NoProgress final : public Progress {
   public:
    void begin(std::string_view, std::int64_t) override {}
    void advance(std::int64_t) override {}
    void end() override {}
};

}  // namespace cairn
