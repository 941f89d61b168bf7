// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include "core/lab/lab.h"

namespace podwire::ui {

/// A piece of a command that means something.
struct CommandSpan {
    enum class Kind { Option, Vip, Backend };
    qsizetype start = 0;
    qsizetype length = 0;
    Kind kind = Kind::Option;
    qsizetype backend = 0;  ///< index into Lab::backends, for Backend
    bool operator==(const CommandSpan&) const = default;
};

/// The addresses that have a colour of their own in a lab.
struct AddressBook {
    QString vip;
    QList<QString> backends;
    static AddressBook of(const lab::Lab& lab);
};

/// Options, the service's address and the backends' addresses (each with its port) in a command, output or
/// rule; in order, not overlapping.
QList<CommandSpan> commandSpans(const QString& command, const AddressBook& addresses);

/// Only the addresses: for output, where a word with a dash is no option.
QList<CommandSpan> addressSpans(const QString& text, const AddressBook& addresses);

}  // namespace podwire::ui
