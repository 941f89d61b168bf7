// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <string>
#include <vector>

#include "core/base/error.h"

namespace podwire::ctl {

void printLine(const std::string& line);
/// To standard error: "podwirectl: ...", with detail and hint.
void printError(const Error& error);
void printJson(const QJsonObject& object);
void printJson(const QJsonArray& array);
/// Columns padded to their widest cell, two spaces between them.
void printTable(const std::vector<std::vector<std::string>>& rows);

/// Progress on standard error: one line that is rewritten on a terminal, plain lines when asked for
/// elsewhere, else nothing.
class ProgressLine {
public:
    explicit ProgressLine(bool force);
    ~ProgressLine();
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;
    void show(const std::string& text);

private:
    bool terminal_;
    bool force_;
    bool shown_ = false;
    std::string last_;
};

/// A QString literal's friend: keys of JSON objects.
inline QString js(const std::string& text) {
    return QString::fromStdString(text);
}

}  // namespace podwire::ctl
