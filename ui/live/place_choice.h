// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "core/session/lab_session.h"

class QComboBox;

namespace podwire::ui {

/// The choice of a node and of one of its network namespaces.
class PlaceChoice : public QWidget {
    Q_OBJECT
public:
    explicit PlaceChoice(QWidget* parent = nullptr);

    /// Null: no session. The session must outlive the next call.
    void setSession(session::LabSession* session);
    /// Names of places that are not there change nothing but the node.
    void choose(const QString& node, const QString& netns);

    [[nodiscard]] QString node() const;
    /// Empty: the node's own.
    [[nodiscard]] QString netns() const;
    /// "node1", "pod1a on node1".
    [[nodiscard]] QString words() const;
    /// What was last read there; null when the node was not read or the namespace has gone. Holds until the
    /// session's next assessmentChanged.
    [[nodiscard]] const netstate::Netns* state() const;
    [[nodiscard]] const plan::Observed* nodeState() const;

Q_SIGNALS:
    /// Another place was chosen, by the user or because it has gone.
    void changed();

private:
    void fillNamespaces();
    void tell();

    session::LabSession* session_ = nullptr;
    std::shared_ptr<const plan::Assessment> seen_;
    QComboBox* node_;
    QComboBox* netns_;
    QString told_;
};

}  // namespace podwire::ui
