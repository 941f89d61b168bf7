// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/doctor/diagnosis_card.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/doctor/finding_words.h"
#include "ui/text/read_only_words.h"
#include "ui/text/words.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/error_box.h"
#include "ui/widgets/icon_label.h"
#include "ui/widgets/named_rows.h"
#include "ui/widgets/prose.h"
#include "ui/widgets/tone.h"

namespace podwire::ui {
namespace {

constexpr int headlineSize = 14;
constexpr int inset = 26;  // below the headline's words

QString headlineOf(const doctor::Report& report) {
    const doctor::Finding* cause = report.cause();
    if (cause != nullptr) {
        return text(cause->title);
    }
    return countOf(report, doctor::Verdict::Unknown) == 0 ? DiagnosisCard::tr("Nothing is wrong")
                                                          : DiagnosisCard::tr("Nothing wrong was found");
}

}  // namespace

DiagnosisCard::DiagnosisCard(const doctor::Report& report, const Circumstances& circumstances,
                             const AddressBook& addresses, QWidget* parent)
    : Card(parent), headline_(headlineOf(report)) {
    addHead(report, sentencesFor(report, circumstances));
    const doctor::Finding* cause = report.cause();
    if (cause != nullptr && cause->mend) {
        addMend(*cause->mend, addresses);
    } else if (!report.unreached.empty()) {
        addReconnect();
    }
    error_ = new ErrorBox;
    addSection(error_, Ground::Bad);
}

void DiagnosisCard::addHead(const doctor::Report& report, const QStringList& sentences) {
    const doctor::Finding* cause = report.cause();
    const bool healthy = cause == nullptr;
    QVBoxLayout* layout = nullptr;
    QWidget* head = section(layout);
    auto* row = new QHBoxLayout;
    row->setSpacing(size::gap);
    auto* shape = new IconLabel(18);
    shape->setIcon(healthy ? QStringLiteral("tick") : QStringLiteral("cross"),
                   healthy ? &Tokens::ok : &Tokens::bad);
    auto* title = label(headline_);
    title->setObjectName(QStringLiteral("diagnosis"));
    title->setFont(Theme::text(headlineSize, QFont::DemiBold));
    title->setTextInteractionFlags(Qt::TextSelectableByMouse);
    row->addWidget(shape, 0, Qt::AlignTop);
    row->addWidget(title, 1);
    if (!healthy) {
        auto* where = label(tr("on %1").arg(text(cause->node)), "muted");
        where->setWordWrap(false);
        row->addWidget(where, 0, Qt::AlignTop);
    }
    layout->addLayout(row);
    for (const QString& sentence : sentences) {
        QLabel* words = prose(sentence);
        words->setMaximumWidth(size::textWidth);
        auto* line = new QHBoxLayout;  // a row, unlike a column, heeds a widget's greatest width
        line->setContentsMargins(inset, 0, 0, 0);
        line->addWidget(words, 1000);
        line->addStretch(1);
        layout->addLayout(line);
    }
    addSection(head, healthy ? Ground::Ok : Ground::Bad);
}

QStringList DiagnosisCard::sentencesFor(const doctor::Report& report, const Circumstances& circumstances) {
    QStringList sentences;
    if (circumstances.stillThere) {
        sentences.append(tr("The mending command ran, but this is still found."));
    } else if (!circumstances.mended.isEmpty()) {
        sentences.append(tr("Mended: “%1”.").arg(circumstances.mended));
    }
    if (const doctor::Finding* cause = report.cause()) {
        sentences.append(text(cause->meaning));
        if (!cause->found.empty()) {
            sentences.append(tr("Found: %1").arg(text(cause->found)));
        }
        sentences.append(text(cause->foretold));
    } else if (circumstances.nothingApplied) {
        sentences.append(
            tr("No step is applied, so little was expected to work. Choose above to examine "
               "the nodes as if more steps were."));
    } else if (countOf(report, doctor::Verdict::Unknown) == 0) {
        sentences.append(countOf(report, doctor::Verdict::Note) == 0
                             ? tr("Everything that was looked at is as the lab wants it.")
                             : tr("What the lab needs is there and works."));
    }
    sentences.removeAll(QString());
    return sentences;
}

void DiagnosisCard::addMend(const doctor::Mend& mend, const AddressBook& addresses) {
    QVBoxLayout* layout = nullptr;
    QWidget* body = section(layout);
    layout->addWidget(commandLine(text(mend.command), addresses, tr("Copy the mending command")));
    auto* row = new QHBoxLayout;
    row->setSpacing(size::gap);
    mendNode_ = text(mend.node);
    mend_ = button(tr("Mend"), "primary");
    mend_->setObjectName(QStringLiteral("mend"));
    const QString then = tr("Runs on %1, then everything is examined again.").arg(text(mend.node));
    auto* words = label((text(mend.what) + QLatin1Char(' ') + then).trimmed(), "muted");
    row->addWidget(mend_);
    row->addWidget(words, 1);
    if (!mend.step.empty()) {
        auto* show = button(tr("Show its step"), "link");
        row->addWidget(show);
        connect(show, &QPushButton::clicked, this,
                [this, step = text(mend.step)] { Q_EMIT stepRequested(step); });
    }
    layout->addLayout(row);
    addSection(body);
    connect(mend_, &QPushButton::clicked, this, &DiagnosisCard::mendRequested);
}

void DiagnosisCard::addReconnect() {
    QVBoxLayout* layout = nullptr;
    QWidget* body = section(layout);
    reconnect_ = button(tr("Reconnect"), "primary");
    reconnect_->setObjectName(QStringLiteral("doctorReconnect"));
    auto* row = new QHBoxLayout;
    row->setSpacing(size::gap);
    row->addWidget(reconnect_);
    row->addWidget(label(tr("Tries again at once. Examine when the nodes are connected."), "muted"), 1);
    layout->addLayout(row);
    addSection(body);
    connect(reconnect_, &QPushButton::clicked, this, &DiagnosisCard::reconnectRequested);
}

void DiagnosisCard::setBusy(bool busy) {
    for (QPushButton* one : {mend_, reconnect_}) {
        if (one != nullptr) {
            one->setEnabled(!busy && !(one == mend_ && refused_));
        }
    }
}

void DiagnosisCard::setReadOnly(const QStringList& nodes) {
    if (mend_ != nullptr && nodes.contains(mendNode_)) {
        refused_ = true;
        mend_->setEnabled(false);
        mend_->setToolTip(readOnlyReason({mendNode_}));
    }
}

void DiagnosisCard::showError(const Error& error) {
    error_->show(error);
    update();
}

QString DiagnosisCard::errorWords() const {
    return error_->words();
}

}  // namespace podwire::ui
