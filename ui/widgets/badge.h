// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace podwire::ui {

/// A word on a coloured ground. `tone`: "neutral", "accent", "ok", "warn" or "bad".
class Badge : public QLabel {
    Q_OBJECT
public:
    explicit Badge(QWidget* parent = nullptr);
    void set(const QString& word, const char* tone);
};

}  // namespace podwire::ui
