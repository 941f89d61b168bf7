// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>

#include "core/doctor/finding.h"
#include "ui/text/command_spans.h"

class QVBoxLayout;

namespace podwire::ui {

class IconLabel;

/// A finding's line: verdict as shape and word, node, title, and where it was looked. A click, Space, Right
/// and Left open and close what is below it.
class FindingHead : public QAbstractButton {
    Q_OBJECT
public:
    explicit FindingHead(const doctor::Finding& finding, QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    void showOpen(bool open);
    IconLabel* chevron_;
};

/// One thing that the doctor looked at; opens to the command that shows the same, what was found, what it
/// means and what mends it.
class FindingRow : public QWidget {
    Q_OBJECT
public:
    FindingRow(const doctor::Finding& finding, const AddressBook& addresses, QWidget* parent = nullptr);
    void setOpen(bool open) { head_->setChecked(open); }
    [[nodiscard]] bool isOpen() const { return head_->isChecked(); }
    [[nodiscard]] FindingHead* head() const { return head_; }
    [[nodiscard]] const doctor::Finding& finding() const { return finding_; }
    /// Null as long as the row is closed.
    [[nodiscard]] QWidget* details() const { return details_; }

private:
    void showDetails(bool open);
    [[nodiscard]] QWidget* makeDetails() const;

    doctor::Finding finding_;
    AddressBook addresses_;
    FindingHead* head_;
    QVBoxLayout* layout_;
    QWidget* details_ = nullptr;
};

}  // namespace podwire::ui
