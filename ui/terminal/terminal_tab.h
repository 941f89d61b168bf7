// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <functional>
#include <memory>

#include "core/terminal/terminals.h"

class QLabel;
class QPushButton;

namespace podwire::ui {

class TerminalView;

/// One terminal: the place it belongs to, its view, and a strip that says how it ended or why a command could
/// not be put there.
class TerminalTab : public QWidget {
    Q_OBJECT
public:
    /// Opens a shell of that size that calls `changed`.
    using Opener = std::function<Result<std::shared_ptr<terminal::Session>>(terminal::TerminalSize size,
                                                                            std::function<void()> changed)>;

    TerminalTab(QString node, QString netns, Opener opener, QWidget* parent = nullptr);

    [[nodiscard]] const QString& node() const { return node_; }
    [[nodiscard]] const QString& netns() const { return netns_; }
    /// "node1", "node1 / pod1a".
    [[nodiscard]] QString title() const;
    [[nodiscard]] TerminalView* view() const { return view_; }
    /// What the strip says; empty: it is not shown.
    [[nodiscard]] QString message() const;
    [[nodiscard]] bool hasEnded() const;

    /// Opens a shell, anew when there was one. An error stands in the strip.
    void start();
    /// Puts a command at the prompt as soon as there is one, and runs nothing.
    void put(const QString& command);

private:
    void follow();
    void putNow();
    void say(const QString& words, bool canStart);

    QString node_;
    QString netns_;
    Opener opener_;
    QString waiting_;  ///< a command for the first prompt
    QWidget* strip_;
    QLabel* words_;
    QPushButton* again_;
    TerminalView* view_;
};

}  // namespace podwire::ui
