#pragma once
// The objects of a JSON of submissions, one by one, and the flat records that each holds.

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "cairn/formats/input.hpp"
#include "cairn/formats/json_tokens.hpp"
#include "cairn/formats/reader.hpp"

namespace cairn::formats {

/// A value of JSON with all that is in it.
struct JsonNode {
    enum class Kind { null, text, number, object, array };
    Kind kind = Kind::null;
    std::string key;   ///< within an object
    std::string text;  ///< as decoded, or as the number is written
    std::vector<JsonNode> children;

    const JsonNode* find(std::string_view name) const;
};

std::string to_json(const JsonNode& node);

/// One answer, under the path of its question.
struct SubmissionCell {
    enum class Kind { text, other, geojson };
    std::string column;
    std::string text;  ///< blank: null
    Kind kind = Kind::other;
    std::string accuracy;  ///< of a GeoJSON point of ODK Central, metres
};

/// One row: a submission, or one of the rounds of a repeat group.
struct SubmissionRecord {
    std::string table;  ///< path of the repeat group; empty: the submissions
    std::int64_t index = 0, parent_index = 0;  ///< from 1, within their tables; no parent: 0
    std::vector<SubmissionCell> cells;
    bool is_object = true;
    bool has_invalid_utf8 = false;
};

/// Reads a file once. Fails when it is broken, or goes beyond the limits.
class SubmissionScan {
   public:
    static constexpr std::size_t max_depth = 32;            ///< objects and arrays in one submission
    static constexpr std::size_t max_values = 1'000'000;  ///< in one submission

    /// `on_record` returns false to stop.
    SubmissionScan(Input& input, const Limits& limits, std::function<bool(SubmissionRecord&&)> on_record);
    std::optional<Finding> read();
    bool has_next_page() const { return has_next_page_; }
    bool is_stopped() const { return is_stopped_; }

   private:
    void read_list();
    bool read_node(Token begun, JsonNode& out, std::size_t depth);
    void hand_out(const JsonNode& node, const std::string& table, std::int64_t parent_index);
    struct Repeat {
        std::string table;
        const JsonNode* rounds;
    };
    void flatten(const JsonNode& node, const std::string& prefix, SubmissionRecord& record,
                 std::vector<Repeat>& repeats);
    void flatten_array(const JsonNode& node, std::string column, SubmissionRecord& record,
                       std::vector<Repeat>& repeats);
    Finding broken() const;

    JsonTokens tokens_;
    const Limits& limits_;
    std::function<bool(SubmissionRecord&&)> on_record_;
    std::map<std::string, std::int64_t, std::less<>> rows_;  ///< by table
    std::size_t values_ = 0;
    bool has_invalid_utf8_ = false, has_next_page_ = false, is_stopped_ = false;
    std::optional<Finding> failed_;
};

}  // namespace cairn::formats
