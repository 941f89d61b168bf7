// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QWidget>

class QLabel;
class QProgressBar;
class QVBoxLayout;

namespace podwire::ui {

class IconLabel;

/// How far the start of the local lab is: a line for each stage and each node with what was said last, and a
/// bar where the share is known.
class StartProgress : public QWidget {
    Q_OBJECT
public:
    explicit StartProgress(QWidget* parent = nullptr);
    void clear();
    /// `percent` is -1 when unknown; 100 marks the stage as done.
    void add(const QString& stage, const QString& node, const QString& text, int percent);
    /// "image: The base image is ready", one for each line, in the order of their coming.
    [[nodiscard]] QStringList lines() const;

private:
    struct Line {
        QWidget* widget = nullptr;
        IconLabel* icon = nullptr;
        QLabel* name = nullptr;
        QLabel* text = nullptr;
        QProgressBar* bar = nullptr;
    };
    Line& lineFor(const QString& key, const QString& name);
    void markDone(Line& line);

    QVBoxLayout* layout_;
    QHash<QString, Line> lines_;
    QStringList order_;
};

}  // namespace podwire::ui
