// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QHash>
#include <QObject>
#include <QPointer>
#include <QSet>
#include <QWidget>
#include <chrono>
#include <deque>
#include <functional>
#include <vector>

#include "core/remote/endpoint.h"
#include "core/session/post.h"
#include "ui/start/host_key_dialog.h"

namespace podwire::app {

/// Brings questions about unknown host keys from the Shells' threads to the student, one dialog after the
/// other, without blocking anybody. Connections that ask the same share one answer. Lives on the GUI thread.
class HostKeyDesk : public QObject {
    Q_OBJECT
public:
    /// `patience`: a question that nobody has answered by then is answered with No.
    explicit HostKeyDesk(QWidget& window, std::chrono::milliseconds patience = std::chrono::minutes(2));
    ~HostKeyDesk() override;

    /// For Shells, on any thread. When the desk has gone it answers no more.
    [[nodiscard]] remote::HostKeyAsker asker();
    /// Where each node is looked for, for people.
    void setAddresses(QHash<QString, QString> addresses);
    /// Asks anew about keys that were not trusted: somebody wants to connect again. Before that, another
    /// connection to the same node gets the same answer for a moment instead of a second question.
    void forgetRefusals();
    /// Answers No to all that is open.
    void dismiss();

    /// Null when no question is open.
    [[nodiscard]] ui::HostKeyDialog* dialog() const { return dialog_; }

private:
    using Answer = std::function<void(bool)>;
    struct Open {
        QString key;
        remote::HostKeyQuestion question;
        std::vector<Answer> answers;
    };
    void take(const remote::HostKeyQuestion& question, const Answer& answer);
    void showNext();
    void settle(bool accepted);

    QWidget& window_;
    std::chrono::milliseconds patience_;
    QHash<QString, QString> addresses_;
    std::deque<Open> open_;
    QSet<QString> trusted_;
    QHash<QString, QElapsedTimer> refused_;
    QPointer<ui::HostKeyDialog> dialog_;
    session::Mail mail_{this};
};

}  // namespace podwire::app
