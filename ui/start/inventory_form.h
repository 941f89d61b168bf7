// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "core/nodes/survey.h"
#include "core/session/needs_check.h"

class QComboBox;
class QPushButton;

namespace podwire::ui {

class ErrorBox;
class HostList;

/// Which file lists the hosts, and what stands in it.
class InventoryForm : public QWidget {
    Q_OBJECT
public:
    explicit InventoryForm(QWidget* parent = nullptr);

    void setPath(const QString& path);
    /// Absolute; empty when none is chosen.
    [[nodiscard]] QString path() const;
    /// Files that were used before, the last one first.
    void setRecent(const QStringList& files);
    void setSurvey(const nodes::InventorySurvey& survey);
    /// What was found out on a host.
    void setLook(const session::NodeLook& look);
    /// Somebody looks at the hosts right now.
    void setChecking(bool checking);

    [[nodiscard]] HostList* hosts() const { return hosts_; }
    [[nodiscard]] QPushButton* checkButton() const { return check_; }
    /// What installs what the hosts lack; empty when nothing is missing or nobody has looked.
    [[nodiscard]] const QString& prepareCommand() const { return command_; }
    [[nodiscard]] bool isUsable() const { return !survey_.nodes.empty() && !survey_.trouble; }

Q_SIGNALS:
    void pathChanged();
    void checkRequested();

private:
    void browse();
    void show();
    void showCommand();

    nodes::InventorySurvey survey_;
    QHash<QString, session::NodeLook> looks_;
    bool checking_ = false;
    QString command_;
    QWidget* prepare_ = nullptr;  ///< how to install what is missing; null: nothing is
    QComboBox* file_;
    QWidget* example_;
    ErrorBox* trouble_;
    HostList* hosts_;
    QPushButton* check_;
};

}  // namespace podwire::ui
