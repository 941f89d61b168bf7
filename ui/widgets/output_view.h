// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPlainTextEdit>

namespace podwire::ui {

/// What a command printed: monospaced, to the letter, as high as it is up to a dozen lines, then with a
/// scroll bar.
class OutputView : public QPlainTextEdit {
    Q_OBJECT
public:
    explicit OutputView(const QString& output, QWidget* parent = nullptr);
};

}  // namespace podwire::ui
