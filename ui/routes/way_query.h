// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <memory>
#include <optional>

#include "core/live/route_query.h"
#include "core/remote/shell.h"
#include "core/session/post.h"

class QLabel;
class QLineEdit;
class QPushButton;

namespace podwire::ui {

/// "Which way to ADDRESS from SOURCE?": the fields, the question put to a node, and its answer in words.
class WayQuery : public QWidget {
    Q_OBJECT
public:
    explicit WayQuery(QWidget* parent = nullptr);

    /// Where the next question is put; null: nowhere. A standing answer goes when the place is another.
    void setPlace(std::shared_ptr<remote::Shell> shell, const netstate::Netns* netns);
    void setAddress(const QString& address);
    /// Puts the question.
    void ask();
    /// Puts the question again if there is an answer, since the routes have changed.
    void askAgain();

    [[nodiscard]] QString answer() const;

Q_SIGNALS:
    /// The route that is taken; its index is into the routes of the place as they were last set. No address:
    /// nothing is answered any more.
    void answered(std::optional<std::uint32_t> address, std::optional<std::size_t> taken);

private:
    void build();
    void receive(const live::RouteQuestion& question, const remote::Outcome& outcome);
    void refuse(const live::RouteQuestion& question, const Error& error);
    void say(const QString& words, const char* tone);
    void clear();

    std::shared_ptr<remote::Shell> shell_;
    netstate::Netns netns_;
    QLineEdit* address_;
    QLineEdit* source_;
    QPushButton* ask_;
    QLabel* answer_;
    bool answered_ = false;
    int asked_ = 0;  ///< the number of the last question: only its answer counts
    session::Mail mail_{this};
};

}  // namespace podwire::ui
