// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QHash>
#include <QWidget>

#include "core/session/lab_session.h"

class QAction;
class QHBoxLayout;
class QLabel;
class QMenuBar;
class QProgressBar;
class QPushButton;

namespace podwire::ui {

class Badge;
class IconButton;
class NodeChip;

/// Who plays the nodes, and since when.
struct Provider {
    QString name;  ///< "local lab"
    QDateTime since;
    QString kind = QStringLiteral("local");  ///< as in nodes::LabChoice
};

/// What the lab as a whole can be asked to do.
enum class LabPower { Down, Starting, Up, Stopping };

/// The window's head: the lab, its nodes, starting and stopping it, the theme, and the menus.
class TopBar : public QWidget {
    Q_OBJECT
public:
    explicit TopBar(QWidget* parent = nullptr);

    void setLabTitle(const QString& title);
    void setProvider(const Provider& provider);
    void setNodes(const std::vector<session::NodeStatus>& nodes);
    void setPower(LabPower power);
    /// What is being done to start or stop the lab; `percent` -1 when unknown.
    void setProgress(const QString& text, int percent);
    void tick(const QDateTime& now);
    /// Shows the action as a button. `words`: shorter than the action's own.
    QPushButton* addTool(QAction* action, const QString& icon, const QString& words);

    [[nodiscard]] QMenuBar* menus() const { return menus_; }
    [[nodiscard]] Badge* readOnlyBadge() const { return readOnly_; }
    [[nodiscard]] NodeChip* chip(const QString& node) const { return chips_.value(node); }

Q_SIGNALS:
    void startRequested();
    void stopRequested();
    void cancelRequested();
    void nodesRequested();
    void themeToggled();

private:
    void build();
    void renderTheme();
    void showReadOnly(const std::vector<session::NodeStatus>& nodes);

    Provider provider_;
    LabPower power_ = LabPower::Down;
    QLabel* title_;
    QWidget* chipBox_;
    QHash<QString, NodeChip*> chips_;
    Badge* readOnly_;
    QLabel* providerText_;
    QLabel* progressText_;
    QProgressBar* progress_;
    QPushButton* cancel_;
    QPushButton* powerButton_;
    IconButton* theme_;
    QMenuBar* menus_;
    QHBoxLayout* tools_;
};

}  // namespace podwire::ui
