#include "end_to_end/program.hpp"

#include <array>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <sys/resource.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace cairn::tests {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void become_cairn(const std::vector<std::string>& arguments, const Circumstances& circumstances,
                               const std::string& out, const std::string& err) {
    const auto redirect = [](const std::string& file, int to) {
        const int from = open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
        dup2(from, to);
        close(from);
    };
    redirect(out, STDOUT_FILENO);
    redirect(err, STDERR_FILENO);
    dup2(open("/dev/null", O_RDONLY), STDIN_FILENO);
    std::vector<std::string> words{CAIRN_PROGRAM};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<char*> argv;
    argv.reserve(words.size() + 1);
    for (std::string& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);
    for (const std::string& variable : circumstances.environment) {
        const auto equals = variable.find('=');
        setenv(variable.substr(0, equals).c_str(), variable.substr(equals + 1).c_str(), 1);
    }
    if (circumstances.largest_file) {
        const auto bytes = static_cast<rlim_t>(*circumstances.largest_file);
        const rlimit limit{bytes, bytes};
        setrlimit(RLIMIT_FSIZE, &limit);
    }
    execv(CAIRN_PROGRAM, argv.data());
    _exit(127);
}

std::vector<std::string> failing(FailAs as, int at) {
    const std::string name = as == FailAs::kill ? "kill" : as == FailAs::torn_write ? "torn" : "full";
    return {"LD_PRELOAD=" CAIRN_FAILING_WORLD, "CAIRN_FAIL_AT=" + std::to_string(at), "CAIRN_FAIL_AS=" + name};
}

}  // namespace

Ran run_cairn(const std::vector<std::string>& arguments, const Circumstances& circumstances) {
    const Folder folder;
    const std::string out = folder / "out";
    const std::string err = folder / "err";
    const pid_t child = fork();
    if (child < 0) throw std::runtime_error("cannot fork");
    if (child == 0) become_cairn(arguments, circumstances, out, err);
    if (circumstances.kill_after_ms) {
        std::this_thread::sleep_for(std::chrono::milliseconds(*circumstances.kill_after_ms));
        kill(child, SIGKILL);
    }
    int status = 0;
    waitpid(child, &status, 0);
    const int code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return {code, read_text(out), read_text(err)};
}

Ran run_cairn_failing(const std::vector<std::string>& arguments, FailAs as, int at) {
    return run_cairn(arguments, {.environment = failing(as, at)});
}

int count_file_changes(const std::vector<std::string>& arguments) {
    const Folder folder;
    auto environment = failing(FailAs::kill, 0);
    environment.push_back("CAIRN_COUNT_INTO=" + (folder / "count"));
    if (run_cairn(arguments, {.environment = environment}).exit_code != 0)
        throw std::runtime_error("a run that was to be counted failed");
    return std::stoi(read_text(folder / "count"));
}

Folder::Folder() {
    std::string name = (fs::temp_directory_path() / "cairn-test-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("cannot make a folder for the test");
    path = name;
}

Folder::~Folder() {
    std::error_code ignored;
    fs::remove_all(path, ignored);
}

std::string read_text(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
}

void write_text(const fs::path& file, const std::string& text) {
    std::ofstream out(file, std::ios::binary);
    out << text;
    if (!out) throw std::runtime_error("cannot write " + file.string());
}

}  // namespace cairn::tests
