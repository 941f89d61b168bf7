// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/command_spans.h"

#include <QRegularExpression>
#include <algorithm>

namespace podwire::ui {
namespace {

void addAddress(QList<CommandSpan>& spans, const QString& text, const QString& address,
                CommandSpan::Kind kind, qsizetype backend) {
    if (address.isEmpty()) {
        return;
    }
    // The whole address: not the tail of a longer one, nor its beginning.
    const QRegularExpression whole(
        QStringLiteral("(?<![0-9.])%1(?![0-9]|\\.[0-9])(:[0-9]+)?").arg(QRegularExpression::escape(address)));
    for (auto matches = whole.globalMatch(text); matches.hasNext();) {
        const QRegularExpressionMatch match = matches.next();
        spans.append({match.capturedStart(), match.capturedLength(), kind, backend});
    }
}

void addOptions(QList<CommandSpan>& spans, const QString& command) {
    static const QRegularExpression option(QStringLiteral("(?<!\\S)-{1,2}[A-Za-z][A-Za-z0-9-]*"));
    for (auto matches = option.globalMatch(command); matches.hasNext();) {
        const QRegularExpressionMatch match = matches.next();
        spans.append({match.capturedStart(), match.capturedLength(), CommandSpan::Kind::Option, 0});
    }
}

void sort(QList<CommandSpan>& spans) {
    std::sort(spans.begin(), spans.end(),
              [](const CommandSpan& a, const CommandSpan& b) { return a.start < b.start; });
}

}  // namespace

AddressBook AddressBook::of(const lab::Lab& lab) {
    AddressBook book{QString::fromStdString(lab.virtualAddress), {}};
    for (const lab::Backend& backend : lab.backends) {
        book.backends.append(QString::fromStdString(backend.address));
    }
    return book;
}

QList<CommandSpan> addressSpans(const QString& text, const AddressBook& addresses) {
    QList<CommandSpan> spans;
    addAddress(spans, text, addresses.vip, CommandSpan::Kind::Vip, 0);
    for (qsizetype i = 0; i < addresses.backends.size(); ++i) {
        addAddress(spans, text, addresses.backends.at(i), CommandSpan::Kind::Backend, i);
    }
    sort(spans);
    return spans;
}

QList<CommandSpan> commandSpans(const QString& command, const AddressBook& addresses) {
    QList<CommandSpan> spans = addressSpans(command, addresses);
    addOptions(spans, command);
    sort(spans);
    return spans;
}

}  // namespace podwire::ui
