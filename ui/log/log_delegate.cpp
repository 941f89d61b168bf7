// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/log/log_delegate.h"

#include <QDateTime>

#include "core/models/log_model.h"
#include "ui/theme/theme.h"

namespace podwire::ui {
namespace {

using models::LogModel;
using Level = session::LogEntry::Level;

QString levelWord(Level level) {
    switch (level) {
        case Level::Warning:
            return LogDelegate::tr("warning");
        case Level::Problem:
            return LogDelegate::tr("problem");
        case Level::Info:
            break;
    }
    return LogDelegate::tr("info");
}

QColor levelColour(Level level) {
    switch (level) {
        case Level::Warning:
            return tokens().warn;
        case Level::Problem:
            return tokens().bad;
        case Level::Info:
            break;
    }
    return tokens().muted;
}

Level levelOf(const QModelIndex& index) {
    return static_cast<Level>(index.data(LogModel::LevelRole).toInt());
}

QString timeText(const QModelIndex& index) {
    return index.data(LogModel::WhenRole).toDateTime().toString(QStringLiteral("HH:mm:ss.zzz"));
}

}  // namespace

void LogDelegate::initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const {
    QStyledItemDelegate::initStyleOption(option, index);
    option->state &= ~QStyle::State_HasFocus;
    option->palette.setColor(QPalette::HighlightedText, tokens().text);
    option->palette.setColor(QPalette::Text, tokens().text);
    switch (index.column()) {
        case LogModel::WhenColumn:
            option->text = timeText(index);
            option->font = Theme::mono(size::tiny);
            option->palette.setColor(QPalette::Text, tokens().muted);
            break;
        case LogModel::LevelColumn:
            option->text = levelWord(levelOf(index));
            option->palette.setColor(QPalette::Text, levelColour(levelOf(index)));
            break;
        case LogModel::TextColumn:
            option->text = index.data(LogModel::TextRole).toString().simplified();
            break;
        default:
            break;
    }
}

QString logLine(const QModelIndex& index) {
    QStringList words{timeText(index), levelWord(levelOf(index)), index.data(LogModel::NodeRole).toString(),
                      index.data(LogModel::TextRole).toString()};
    words.removeAll(QString());
    return words.join(QStringLiteral("  "));
}

}  // namespace podwire::ui
