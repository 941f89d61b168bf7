// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "core/lab/lab.h"
#include "core/plan/assessment.h"
#include "core/session/lab_session.h"
#include "ui/text/command_spans.h"

class QLabel;

namespace podwire::ui {

class CommandResult;
class IconLabel;

/// One command of a step: whether its effect is there, the command to the letter, copy, the author's remark,
/// and how it ended when it ran.
class CommandRow : public QWidget {
    Q_OBJECT
public:
    CommandRow(const lab::Resource& resource, const AddressBook& addresses, QWidget* parent = nullptr);

    void setStatus(const plan::ResourceStatus& status);
    /// For a row whose remark stands above it already.
    void hideRemark();
    void setReport(const session::CommandReport& report);

    [[nodiscard]] const lab::Resource& resource() const { return resource_; }
    [[nodiscard]] plan::Presence presence() const { return presence_; }
    [[nodiscard]] QString stateIcon() const;

Q_SIGNALS:
    /// Somebody wants the command at a prompt on the node.
    void typeWanted(const QString& node, const QString& command);

private:
    const lab::Resource& resource_;
    plan::Presence presence_ = plan::Presence::Unknown;
    IconLabel* icon_;
    QLabel* remark_;
    QLabel* found_;
    CommandResult* result_;
};

}  // namespace podwire::ui
