#pragma once
// XML as a stream of elements, without anything that it could define or fetch.

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "cairn/core/finding.hpp"

namespace cairn::formats {

/// The attributes of an element, while it begins.
class XmlAttributes {
   public:
    explicit XmlAttributes(const char** pairs) : pairs_(pairs) {}
    /// By the name without its prefix; empty when there is none.
    std::string_view operator[](std::string_view name) const;
    /// In the order of the file, with the prefixes of their names.
    void for_each(const std::function<void(std::string_view name, std::string_view value)>& visit) const;

   private:
    const char** pairs_;
};

struct XmlHandlers {
    std::function<void(std::string_view name, const XmlAttributes&)> begin;  ///< names without prefixes
    std::function<void(std::string_view name)> end;
    std::function<void(std::string_view text)> text;  ///< in pieces
};

class XmlStream {
   public:
    explicit XmlStream(XmlHandlers handlers);
    ~XmlStream();
    XmlStream(const XmlStream&) = delete;
    XmlStream& operator=(const XmlStream&) = delete;

    /// False when nothing more is wanted: broken, or stopped.
    bool feed(std::string_view piece);
    /// No more elements are handed out.
    void stop();
    /// After the last piece: why it could not be read to its end; absent when it was, or was stopped.
    std::optional<Finding> finish();

   private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace cairn::formats
