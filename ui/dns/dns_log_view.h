// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <memory>
#include <vector>

#include "core/live/dns_servers.h"
#include "core/live/log_feed.h"
#include "core/models/dns_log_model.h"
#include "core/session/lab_session.h"

class QComboBox;

namespace podwire::ui {

class ElidedLabel;
class LiveTable;

/// The log of one of the lab's DNS servers, as it is written. It is read only while this is visible.
class DnsLogView : public QWidget {
    Q_OBJECT
public:
    explicit DnsLogView(QWidget* parent = nullptr);

    /// Null: no session. The session must outlive the next call.
    void setSession(session::LabSession* session);
    /// Shows a server of this node, if there is one.
    void showNode(const QString& node);

    [[nodiscard]] LiveTable* table() const { return table_; }
    /// What the server does, or why there is no log.
    [[nodiscard]] QString state() const;

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void build();
    void follow();
    void tell();
    [[nodiscard]] const live::LabDnsServer* server() const;
    [[nodiscard]] QString unitWords(const live::LabDnsServer& server) const;

    session::LabSession* session_ = nullptr;
    std::vector<live::LabDnsServer> servers_;
    models::DnsLogModel model_;
    std::unique_ptr<live::LogFeed> feed_;
    std::shared_ptr<void> need_;
    QComboBox* choice_;
    ElidedLabel* state_;
    LiveTable* table_;
    bool following_ = true;  ///< the end of the log
};

}  // namespace podwire::ui
