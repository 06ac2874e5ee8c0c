#include "cairn/workflow/print_page.hpp"

#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <optional>
#include <sstream>
#include <string>
#include <sys/wait.h>
#include <system_error>
#include <thread>
#include <unistd.h>
#include <vector>

#include "cairn/core/error.hpp"
#include "cairn/formats/temporary_folder.hpp"

namespace cairn::workflow {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr std::uintmax_t largest_pdf = 1'000'000'000;  // beyond that a browser has gone astray

bool is_program(const fs::path& file) { return fs::is_regular_file(file) && access(file.c_str(), X_OK) == 0; }

std::optional<fs::path> find_in_path(const std::string& name) {
    const char* path = std::getenv("PATH");
    std::istringstream folders(path == nullptr ? "" : path);
    for (std::string folder; std::getline(folders, folder, ':');) {
        if (folder.empty()) continue;  // an empty entry means the current folder: nothing is run from there unasked
        if (const fs::path file = fs::path(folder) / name; is_program(file)) return file;
    }
    return std::nullopt;
}

std::string file_url(const fs::path& file) {
    constexpr std::string_view plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/";
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string url = "file://";
    for (const char c : fs::absolute(file).string()) {
        if (plain.find(c) != std::string_view::npos) {
            url += c;
        } else {
            const auto byte = static_cast<unsigned char>(c);
            url += {'%', digits[byte >> 4U], digits[byte & 15U]};
        }
    }
    return url;
}

std::vector<std::string> browser_call(const Printing& printing, const fs::path& page, const fs::path& folder) {
    std::vector<std::string> call{
        printing.browser.string(), "--headless", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars",
        // Nothing of the user's, and nothing that stays.
        "--user-data-dir=" + (folder / "profile").string(), "--no-first-run", "--no-default-browser-check",
        "--disable-extensions", "--disable-sync", "--disable-breakpad", "--disable-crash-reporter",
        // The page needs no network, and gets none.
        "--disable-background-networking", "--disable-component-update", "--disable-quic",
        "--host-resolver-rules=MAP * ~NOTFOUND", "--proxy-server=127.0.0.1:9", "--no-pdf-header-footer",
        "--print-to-pdf-no-header", "--print-to-pdf=" + (folder / "page.pdf").string()};
    // Chromium's own sandbox refuses to work for root, in a container among others.
    if (geteuid() == 0) call.emplace_back("--no-sandbox");
    call.push_back(file_url(page));
    return call;
}

/// A browser in a process group of its own; the whole group is ended with this value.
class Browser {
   public:
    Browser(const std::vector<std::string>& call, const fs::path& folder) {
        std::vector<char*> words;
        words.reserve(call.size() + 1);
        for (const std::string& word : call) words.push_back(const_cast<char*>(word.c_str()));
        words.push_back(nullptr);
        const std::string log = (folder / "log").string();
        const std::string home = folder.string();
        process_ = fork();
        if (process_ < 0) throw WorldError("Cannot start " + call.front() + ".");
        if (process_ == 0) become(words, log, home);
        setpgid(process_, process_);  // here and there: whichever comes first
    }
    ~Browser() {
        kill(-process_, SIGKILL);
        if (!has_ended_) waitpid(process_, nullptr, 0);
    }
    Browser(const Browser&) = delete;
    Browser& operator=(const Browser&) = delete;

    /// How it ended, as waitpid tells it; absent while it runs.
    std::optional<int> status() {
        int status = 0;
        if (waitpid(process_, &status, WNOHANG) != process_) return std::nullopt;
        has_ended_ = true;
        return status;
    }

   private:
    /// Between fork and exec only what is safe there.
    [[noreturn]] static void become(const std::vector<char*>& words, const std::string& log, const std::string& home) {
        setpgid(0, 0);
        const int nothing = open("/dev/null", O_RDWR);
        const int out = open(log.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
        dup2(nothing, STDIN_FILENO);
        dup2(out >= 0 ? out : nothing, STDOUT_FILENO);
        dup2(out >= 0 ? out : nothing, STDERR_FILENO);
        if (chdir(home.c_str()) != 0) _exit(126);
        execv(words.front(), words.data());
        _exit(127);
    }

    pid_t process_ = -1;
    bool has_ended_ = false;
};

/// The last of what the browser said, for whoever has to find out why.
std::string last_words(const fs::path& folder) {
    std::ifstream log(folder / "log");
    std::string last;
    for (std::string line; std::getline(log, line);)
        if (!line.empty()) last = line.substr(0, 300);
    return last.empty() ? std::string() : " Its last words: " + last;
}

[[noreturn]] void fail(const Printing& printing, const fs::path& folder, const std::string& what) {
    throw WorldError("The PDF was not written: " + printing.browser.string() + " " + what + "." + last_words(folder));
}

/// Returns when the browser has ended by itself, and well.
void wait_for(Browser& browser, const Printing& printing, const fs::path& folder, Progress& progress) {
    const auto began = Clock::now();
    progress.begin("Laying out pages", 0);
    std::optional<int> status;
    while (!(status = browser.status())) {
        progress.advance(0);
        if (Clock::now() - began > printing.patience)
            fail(printing, folder,
                 "did not end within " + std::to_string(printing.patience.count()) + " s and was stopped");
        std::this_thread::sleep_for(std::chrono::milliseconds(30));
    }
    progress.end();
    if (WIFSIGNALED(*status)) fail(printing, folder, "was ended by signal " + std::to_string(WTERMSIG(*status)));
    if (WEXITSTATUS(*status) == 127) fail(printing, folder, "could not be started");
    if (WEXITSTATUS(*status) != 0) fail(printing, folder, "ended with code " + std::to_string(WEXITSTATUS(*status)));
}

/// Whole: begins as a PDF (ISO 32000-1, 7.5.2), ends as one (7.5.5), and the table that its end names is there.
bool is_whole_pdf(const std::string& bytes) {
    if (!bytes.starts_with("%PDF-")) return false;
    const std::size_t end = bytes.rfind("%%EOF");
    const std::size_t start = bytes.rfind("startxref");
    if (end == std::string::npos || start == std::string::npos || start > end || bytes.size() - end > 32) return false;
    const char* digits = bytes.c_str() + start + std::string_view("startxref").size();
    const unsigned long long table = std::strtoull(digits, nullptr, 10);
    if (table == 0 || table >= start) return false;
    // A table, or an object that holds it as a stream.
    return bytes.compare(table, 4, "xref") == 0 || bytes.find(" obj", table) < table + 32;
}

std::string read_pdf(const Printing& printing, const fs::path& folder) {
    const fs::path file = folder / "page.pdf";
    std::error_code error;
    if (!fs::is_regular_file(fs::symlink_status(file, error))) fail(printing, folder, "wrote no file");
    if (fs::file_size(file, error) > largest_pdf || error) fail(printing, folder, "wrote more than 1 GB");
    std::ifstream in(file, std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>(in), {}};
    if (!is_whole_pdf(bytes)) fail(printing, folder, "wrote what is no whole PDF");
    return bytes;
}

}  // namespace

fs::path find_browser() {
    if (const char* named = std::getenv("CAIRN_BROWSER"); named != nullptr && *named != '\0') {
        if (is_program(named)) return named;
        throw WorldError("CAIRN_BROWSER names " + std::string(named) + ", which is no program.");
    }
    for (const char* name : {"chromium", "chromium-browser", "google-chrome-stable", "google-chrome"})
        if (const auto found = find_in_path(name)) return *found;
    throw WorldError(
        "--pdf needs Chromium (or Chrome), and PATH has none. Install it (Debian: apt-get install chromium), or name "
        "it in the environment variable CAIRN_BROWSER, or leave --pdf out and print report.html from any browser.");
}

std::string print_page(const fs::path& page, const Printing& printing, Progress& progress) {
    const formats::TemporaryFolder folder;  // the browser's own
    Browser browser(browser_call(printing, page, folder.path()), folder.path());
    wait_for(browser, printing, folder.path(), progress);
    return read_pdf(printing, folder.path());
}

}  // namespace cairn::workflow
