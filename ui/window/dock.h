// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDockWidget>

class QHBoxLayout;

namespace podwire::ui {

class ElidedLabel;

/// A panel that can be moved, floated and hidden, headed by its title, its tools if it has any, and a quiet
/// line of status. Its panel is hidden while the dock is closed or behind other tabs, so that hideEvent tells
/// it that nobody looks: Qt alone leaves it visible there.
class Dock : public QDockWidget {
    Q_OBJECT
public:
    /// `name`: unique; the layout is remembered by it.
    Dock(const QString& name, const QString& title, QWidget* panel, QWidget* parent);
    void setStatus(const QString& status);
    /// Takes the widget into the head.
    void setTools(QWidget* tools);
    /// Neither closed nor behind another tab.
    [[nodiscard]] bool isInSight() const;

protected:
    bool event(QEvent* event) override;

private:
    QWidget* makeTitle();
    QHBoxLayout* head_ = nullptr;
    ElidedLabel* status_;
};

}  // namespace podwire::ui
