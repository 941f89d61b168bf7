// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/output.h"

#include <unistd.h>

#include <QJsonDocument>
#include <QString>
#include <algorithm>
#include <iostream>

namespace podwire::ctl {
namespace {

std::size_t width(const std::string& text) {
    return static_cast<std::size_t>(QString::fromStdString(text).size());
}

}  // namespace

void printLine(const std::string& line) {
    std::cout << line << std::endl;
}

void printError(const Error& error) {
    std::cerr << "podwirectl: " << error.text() << std::endl;
}

void printJson(const QJsonObject& object) {
    printLine(QJsonDocument(object).toJson(QJsonDocument::Compact).toStdString());
}

void printJson(const QJsonArray& array) {
    printLine(QJsonDocument(array).toJson(QJsonDocument::Compact).toStdString());
}

void printTable(const std::vector<std::vector<std::string>>& rows) {
    std::vector<std::size_t> widths;
    for (const auto& row : rows) {
        widths.resize(std::max(widths.size(), row.size()));
        for (std::size_t i = 0; i < row.size(); ++i) {
            widths[i] = std::max(widths[i], width(row[i]));
        }
    }
    for (const auto& row : rows) {
        std::string line;
        for (std::size_t i = 0; i < row.size(); ++i) {
            line += row[i];
            if (i + 1 < row.size()) {
                line += std::string(widths[i] - width(row[i]) + 2, ' ');
            }
        }
        printLine(line);
    }
}

ProgressLine::ProgressLine(bool force) : terminal_(::isatty(STDERR_FILENO) == 1), force_(force) {}

ProgressLine::~ProgressLine() {
    if (terminal_ && shown_) {
        std::cerr << "\r\033[K" << std::flush;
    }
}

void ProgressLine::show(const std::string& text) {
    if (text == last_) {
        return;
    }
    last_ = text;
    if (terminal_) {
        std::cerr << "\r\033[K" << text << std::flush;
        shown_ = true;
    } else if (force_) {
        std::cerr << text << std::endl;
    }
}

}  // namespace podwire::ctl
