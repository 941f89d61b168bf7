// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/step/command_result.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

#include "ui/text/words.h"
#include "ui/theme/theme.h"
#include "ui/widgets/fold.h"
#include "ui/widgets/icon_label.h"
#include "ui/widgets/output_view.h"
#include "ui/widgets/tone.h"

namespace podwire::ui {

CommandResult::CommandResult(QWidget* parent)
    : QWidget(parent), icon_(new IconLabel(12)), words_(label({}, "muted")), output_(new Fold(tr("Output"))) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    auto* row = new QHBoxLayout;
    row->setSpacing(6);
    words_->setFont(Theme::text(size::small));
    words_->setWordWrap(false);
    row->addWidget(icon_);
    row->addWidget(words_);
    row->addStretch(1);
    layout->addLayout(row);
    layout->addWidget(output_);
}

void CommandResult::show(const session::CommandReport& report) {
    QWidget::show();
    if (!report.finished) {
        icon_->setIcon(QStringLiteral("node-connecting"), &Tokens::accent);
        words_->setText(tr("running …"));
        output_->hide();
        return;
    }
    icon_->setIcon(report.ok ? QStringLiteral("tick") : QStringLiteral("cross"),
                   report.ok ? &Tokens::ok : &Tokens::bad);
    words_->setText(tr("last run: exit %1 · %2").arg(report.exitCode).arg(took(report.milliseconds)));
    setStyleProperty(*words_, "tone", report.ok ? QLatin1String("muted") : QLatin1String("bad"));
    const QString printed = report.out + report.err;
    output_->setVisible(!printed.trimmed().isEmpty());
    output_->setContent(new OutputView(printed));
    output_->setOpen(!report.ok);
}

QString CommandResult::words() const {
    return words_->text();
}

}  // namespace podwire::ui
