// What the leak sanitizer is not to tell of: a few bytes for each workbook inside libxlsxwriter 1.1.4.
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() { return "leak:libxlsxwriter.so\n"; }
