// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "core/lab/check.h"
#include "core/models/journal.h"
#include "ui/text/command_spans.h"

namespace podwire::ui {

/// Everything about a check: expected against found, why, the evidence, the command with copy, and its
/// output.
class CheckDetails : public QWidget {
    Q_OBJECT
public:
    CheckDetails(const lab::Check& check, const models::CheckRecord& record, const AddressBook& addresses,
                 QWidget* parent = nullptr);
};

}  // namespace podwire::ui
