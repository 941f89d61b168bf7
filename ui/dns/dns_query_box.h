// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QWidget>
#include <memory>
#include <optional>

#include "core/live/dns_query.h"
#include "core/live/dns_servers.h"
#include "core/remote/shell.h"
#include "core/session/post.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QMenu;
class QPushButton;

namespace podwire::ui {

/// Somebody who can be asked.
struct DnsServerChoice {
    QString words;        ///< "coredns on node1"
    std::string address;  ///< empty: whom /etc/resolv.conf names
    int port = 53;
    std::optional<live::LabDnsServer> ofLab;  ///< the lab's server that it is
};

/// Where a question is asked.
struct DnsPlace {
    QString node;
    QString netns;
    QString words;  ///< "pod1a on node1"
    std::shared_ptr<remote::Shell> shell;
};

/// A question to a DNS server, its answer in words, and the questions asked so far.
class DnsQueryBox : public QWidget {
    Q_OBJECT
public:
    explicit DnsQueryBox(QWidget* parent = nullptr);

    void setPlace(DnsPlace place);
    /// Keeps the choice when it is still there.
    void setServers(QList<DnsServerChoice> servers);
    void setQuestion(const QString& name, const QString& type);
    void ask();

    /// Headline and details, for the clipboard.
    [[nodiscard]] QString answer() const;
    [[nodiscard]] QMenu* history() const { return history_; }

Q_SIGNALS:
    /// An earlier question is to be put again, at its place.
    void placeWanted(const QString& node, const QString& netns);

private:
    void build();
    void receive(const DnsPlace& place, const live::DnsQuestion& question, const DnsServerChoice& whom,
                 const remote::Outcome& outcome);
    void remember(const DnsPlace& place, const live::DnsQuestion& question, const DnsServerChoice& whom,
                  const QString& headline);
    void repeat(const DnsPlace& place, const live::DnsQuestion& question, const QString& whom);
    void say(const QString& headline, const QString& tone, const QString& details);
    [[nodiscard]] DnsServerChoice whom() const;
    [[nodiscard]] const live::LabDnsServer* serverAt(const std::string& answeredBy) const;

    DnsPlace place_;
    QList<DnsServerChoice> servers_;
    QLineEdit* name_;
    QComboBox* type_;
    QComboBox* whom_;
    QPushButton* ask_;
    QMenu* history_;
    QLabel* headline_;
    QLabel* details_;
    int asked_ = 0;  ///< the number of the last question: only its answer is shown
    session::Mail mail_{this};
};

}  // namespace podwire::ui
