// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/live/target_choice.h"

#include <QLineEdit>
#include <QSignalBlocker>

#include "ui/text/words.h"

namespace podwire::ui {
namespace {

constexpr int shortestTarget = 10;  // characters

}  // namespace

TargetChoice::TargetChoice(QWidget* parent) : QComboBox(parent) {
    setEditable(true);
    setInsertPolicy(QComboBox::NoInsert);
    setAccessibleName(tr("Address and port"));
    lineEdit()->setPlaceholderText(tr("address:port"));
    setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    setMinimumContentsLength(shortestTarget);
    connect(this, &QComboBox::activated, this,
            [this](int index) { setEditText(itemData(index).toString()); });
}

void TargetChoice::setTargets(const std::vector<live::TrafficTarget>& targets) {
    QList<std::pair<QString, QString>> wanted;
    for (const live::TrafficTarget& target : targets) {
        wanted.append({tr("%1   %2").arg(text(target.address), text(target.about)), text(target.address)});
    }
    bool same = wanted.size() == count();
    for (int i = 0; same && i < count(); ++i) {
        same = itemText(i) == wanted[i].first;
    }
    if (same) {
        return;
    }
    const QSignalBlocker silent(this);
    const QString typed = currentText();
    clear();
    for (const auto& [words, address] : wanted) {
        addItem(words, address);
    }
    setEditText(typed.isEmpty() && !wanted.isEmpty() ? wanted.front().second : typed);
}

void TargetChoice::reset() {
    clear();
    clearEditText();
}

}  // namespace podwire::ui
