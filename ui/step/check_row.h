// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "core/lab/check.h"
#include "core/models/journal.h"
#include "ui/text/command_spans.h"

class QLabel;
class QVBoxLayout;

namespace podwire::ui {

class Badge;
class CheckDetails;
class ElidedLabel;
class IconButton;

/// One check: badge, title and what was found; opens to all that is known about it.
class CheckRow : public QWidget {
    Q_OBJECT
public:
    enum class When { Before, After };
    CheckRow(const lab::Check& check, When when, const AddressBook& addresses, QWidget* parent = nullptr);

    void setRecord(const models::CheckRecord& record);
    void setOpen(bool open);
    /// The check cannot be run, and why; empty: it can.
    void setRefusal(const QString& why);
    [[nodiscard]] bool isRefused() const { return refused_; }
    [[nodiscard]] bool isRunning() const { return record_.running; }
    [[nodiscard]] bool isOpen() const { return open_; }
    [[nodiscard]] const lab::Check& check() const { return check_; }
    [[nodiscard]] When when() const { return when_; }
    [[nodiscard]] QString badge() const;
    [[nodiscard]] QString finding() const;

Q_SIGNALS:
    void runRequested(const QString& checkId);

protected:
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    void showDetails();

    const lab::Check& check_;
    When when_;
    AddressBook addresses_;
    models::CheckRecord record_;
    bool open_ = false;
    bool refused_ = false;
    IconButton* chevron_;
    Badge* badge_;
    ElidedLabel* finding_;
    IconButton* run_;
    QWidget* line_;
    QVBoxLayout* layout_;
    QWidget* details_ = nullptr;
};

}  // namespace podwire::ui
