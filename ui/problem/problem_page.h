// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QScrollArea>

#include "core/yaml/position.h"

class QHBoxLayout;

namespace podwire::ui {

/// What is wrong with a lab's files, each with its place, so that its author can mend it.
class ProblemPage : public QScrollArea {
    Q_OBJECT
public:
    explicit ProblemPage(QWidget* parent = nullptr);
    /// A fixed one: asking the content would lay out pages that nobody sees.
    [[nodiscard]] QSize sizeHint() const override { return {760, 560}; }
    void setProblems(const QString& directory, const yaml::Diagnostics& problems);
    [[nodiscard]] QStringList lines() const { return lines_; }

Q_SIGNALS:
    void retryRequested();

private:
    QHBoxLayout* layout_;
    QWidget* content_ = nullptr;
    QStringList lines_;
};

}  // namespace podwire::ui
