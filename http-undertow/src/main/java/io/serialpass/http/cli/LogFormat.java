package io.serialpass.http.cli;

/** How the lines of the log look. */
enum LogFormat {
    /** For people. */
    TEXT,
    /** An object of JSON in each line, for programs that collect logs. */
    JSON
}
