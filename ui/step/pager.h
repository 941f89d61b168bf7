// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "core/lab/lab.h"

namespace podwire::ui {

/// Previous and next step by their titles.
class Pager : public QWidget {
    Q_OBJECT
public:
    Pager(const lab::Lab& lab, const lab::Step& step, QWidget* parent = nullptr);

Q_SIGNALS:
    void stepRequested(const QString& stepId);
};

}  // namespace podwire::ui
