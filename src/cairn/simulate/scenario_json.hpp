#pragma once
// Reading one JSON object key by key: what is there, of its type and in its range is taken; all else is a finding.

#include <set>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "cairn/core/date.hpp"
#include "cairn/core/finding.hpp"

namespace cairn::simulate {

class ObjectReader {
   public:
    /// `path` names the object in findings: "packages[1]"; empty for the whole file.
    ObjectReader(const nlohmann::json& value, std::string path, std::string file, Findings& findings);

    /// Each leaves `target` as it is when the key is absent or wrong. Ranges are closed.
    void read(const char* key, double& target, double low, double high);
    void read(const char* key, int& target, int low, int high);
    void read(const char* key, std::uint64_t& target);
    void read(const char* key, std::string& target);
    void read(const char* key, std::string& target, const std::vector<std::string>& allowed);
    void read(const char* key, Date& target);
    void share(const char* key, double& target) { read(key, target, 0, 1); }
    /// A finding when the key is absent.
    void require(const char* key);
    bool has(const char* key) const;

    /// The object under `key`; an empty one when it is absent or not an object.
    ObjectReader object(const char* key);
    /// The objects of the list under `key`, at most `limit`.
    std::vector<ObjectReader> list(const char* key, std::size_t limit);
    /// Every key that nobody asked for is a finding: a misspelt one must not be passed over.
    void finish();

    void add_finding(std::string code, const std::string& key, std::string message, std::string found,
                     std::string expected);

   private:
    const nlohmann::json* find(const char* key);
    void wrong_type(const char* key, const nlohmann::json& value, const std::string& expected);
    std::string path_of(const std::string& key) const;

    const nlohmann::json* object_;
    std::string path_;
    std::string file_;
    Findings* findings_;
    std::set<std::string, std::less<>> asked_;
};

}  // namespace cairn::simulate
