#pragma once
// Runs another program, and reads what it prints.

#include <array>
#include <cstdio>
#include <string>
#include <sys/wait.h>

namespace cairn::tests {

inline const std::string program = CAIRN_PROGRAM;

inline bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

struct Printed {
    int exit_code = -1;
    std::string text;  ///< standard output and standard error
};

/// `command` as a shell reads it.
inline Printed run_shell(const std::string& command) {
    Printed printed;
    FILE* pipe = popen((command + " 2>&1").c_str(), "r");
    if (pipe == nullptr) return printed;
    std::array<char, 4096> bytes{};
    for (std::size_t read = 0; (read = fread(bytes.data(), 1, bytes.size(), pipe)) > 0;)
        printed.text.append(bytes.data(), read);
    const int status = pclose(pipe);
    printed.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128;
    return printed;
}

inline bool has_program(const std::string& name) { return run_shell("command -v " + name).exit_code == 0; }

}  // namespace cairn::tests
