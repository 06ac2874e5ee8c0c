#include "cairn/formats/xml_stream.hpp"

#include <algorithm>
#include <expat.h>

namespace cairn::formats {
namespace {

constexpr int deepest = 256;
constexpr std::size_t piece_bytes = std::size_t{1} << 20;  // expat counts in int

std::string_view without_prefix(std::string_view name) {
    const auto colon = name.rfind(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

}  // namespace

std::string_view XmlAttributes::operator[](std::string_view name) const {
    for (const char** at = pairs_; at[0] != nullptr; at += 2) {
        if (without_prefix(at[0]) == name) return at[1];
    }
    return {};
}

void XmlAttributes::for_each(const std::function<void(std::string_view, std::string_view)>& visit) const {
    for (const char** at = pairs_; at[0] != nullptr; at += 2) visit(at[0], at[1]);
}

struct XmlStream::State {
    XML_Parser parser = nullptr;
    XmlHandlers handlers;
    int depth = 0;
    bool is_stopped = false;
    std::string problem;
    std::string code = "broken_file";

    void fail(std::string why) {
        if (problem.empty()) problem = std::move(why);
        XML_StopParser(parser, XML_FALSE);
    }
    static void begin(void* self, const char* name, const char** attributes) {
        auto& state = *static_cast<State*>(self);
        if (++state.depth > deepest) return state.fail("elements are nested too deep");
        if (!state.is_stopped) state.handlers.begin(without_prefix(name), XmlAttributes(attributes));
    }
    static void end(void* self, const char* name) {
        auto& state = *static_cast<State*>(self);
        --state.depth;
        if (!state.is_stopped && state.problem.empty()) state.handlers.end(without_prefix(name));
    }
    static void text(void* self, const char* bytes, int size) {
        auto& state = *static_cast<State*>(self);
        if (!state.is_stopped) state.handlers.text({bytes, static_cast<std::size_t>(size)});
    }
    static void doctype(void* self, const char*, const char*, const char*, int) {
        auto& state = *static_cast<State*>(self);
        state.code = "xml_entities";
        state.fail("it defines entities of its own (a DOCTYPE)");
    }
};

XmlStream::XmlStream(XmlHandlers handlers) : state_(std::make_unique<State>()) {
    state_->handlers = std::move(handlers);
    state_->parser = XML_ParserCreate(nullptr);
    XML_SetUserData(state_->parser, state_.get());
    XML_SetElementHandler(state_->parser, State::begin, State::end);
    XML_SetCharacterDataHandler(state_->parser, State::text);
    XML_SetStartDoctypeDeclHandler(state_->parser, State::doctype);
}

XmlStream::~XmlStream() { XML_ParserFree(state_->parser); }

void XmlStream::stop() {
    state_->is_stopped = true;
    XML_StopParser(state_->parser, XML_FALSE);
}

bool XmlStream::feed(std::string_view bytes) {
    while (!bytes.empty()) {
        if (state_->is_stopped || !state_->problem.empty()) return false;
        const auto piece = bytes.substr(0, piece_bytes);
        bytes.remove_prefix(piece.size());
        if (XML_Parse(state_->parser, piece.data(), static_cast<int>(piece.size()), XML_FALSE) == XML_STATUS_OK)
            continue;
        if (!state_->is_stopped && state_->problem.empty()) {
            state_->problem = XML_ErrorString(XML_GetErrorCode(state_->parser));
        }
        return false;
    }
    return true;
}

std::optional<Finding> XmlStream::finish() {
    if (state_->is_stopped) return std::nullopt;
    if (state_->problem.empty() && XML_Parse(state_->parser, "", 0, XML_TRUE) != XML_STATUS_OK) {
        state_->problem = XML_ErrorString(XML_GetErrorCode(state_->parser));
    }
    if (state_->problem.empty()) return std::nullopt;
    return Finding{.code = state_->code,
                   .severity = Severity::error,
                   .message = "The XML inside the file cannot be read (" + state_->problem +
                              "). Open the file in the program that made it, and save it again.",
                   .found = state_->problem,
                   .expected = "whole XML without definitions of its own"};
}

}  // namespace cairn::formats
