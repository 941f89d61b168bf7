// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/text/command_spans.h"
#include "ui/widgets/auto_text.h"

namespace podwire::ui {

/// A command to the letter in the monospaced face, its options and addresses in their colours. Line breaks
/// are the command's own; long lines wrap without changing what is copied.
class CommandView : public AutoText {
    Q_OBJECT
public:
    enum class What { Command, Output };
    CommandView(QString command, AddressBook addresses, What what = What::Command, QWidget* parent = nullptr);
    [[nodiscard]] const QString& command() const { return command_; }

protected:
    [[nodiscard]] QMimeData* createMimeDataFromSelection() const override;

private:
    void render();
    void colour(const QList<qsizetype>& shownAt);
    [[nodiscard]] QColor colourOf(const CommandSpan& span) const;

    QString command_;
    AddressBook addresses_;
    What what_;
};

}  // namespace podwire::ui
