// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <string>

#include "ui/text/command_spans.h"

class QVBoxLayout;
class QWidget;

namespace podwire::ui {

/// Lays out what is known about a thing: a quiet name, and beside it the value.
class NamedRows {
public:
    /// Gives `owner` its layout.
    explicit NamedRows(QWidget* owner);
    void add(const QString& name, QWidget* value);
    /// As prose; nothing for an empty text.
    void add(const QString& name, const std::string& value);

private:
    QVBoxLayout* column_;
};

/// A command to the letter with a button that copies it. `copyWords`: the button's accessible name.
QWidget* commandLine(const QString& command, const AddressBook& addresses, const QString& copyWords);

}  // namespace podwire::ui
