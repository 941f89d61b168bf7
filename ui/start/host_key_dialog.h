// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <chrono>

#include "core/remote/endpoint.h"

class QLabel;
class QPushButton;

namespace podwire::ui {

/// Asks whether an unknown host key is the node's. Not answering is No.
class HostKeyDialog : public QDialog {
    Q_OBJECT
public:
    /// `address`: where the node is looked for, for people. `patience`: after that the answer is No.
    HostKeyDialog(const remote::HostKeyQuestion& question, const QString& address,
                  std::chrono::milliseconds patience, QWidget* parent = nullptr);

    [[nodiscard]] QPushButton* trustButton() const { return trust_; }
    [[nodiscard]] QPushButton* refuseButton() const { return refuse_; }
    /// The command that shows the fingerprint on the node itself.
    [[nodiscard]] static QString compareCommand(const std::string& keyType);

protected:
    void showEvent(QShowEvent* event) override;

private:
    QWidget* makeFacts(const remote::HostKeyQuestion& question, const QString& address);
    QWidget* makeButtons();

    QPushButton* trust_;
    QPushButton* refuse_;
};

}  // namespace podwire::ui
