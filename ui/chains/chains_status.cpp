// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What ChainsPanel says of how it watches.
#include <QComboBox>
#include <QLabel>

#include "ui/chains/chains_panel.h"
#include "ui/live/gap_words.h"
#include "ui/text/words.h"

namespace podwire::ui {
namespace {

QString clock(netfilter::Moment moment) {
    return clockText(live::WallTime(moment));
}

}  // namespace

void ChainsPanel::showNotice() {
    QStringList notices;
    if (feed_ != nullptr) {
        const live::ChainSnapshot& snapshot = *feed_->snapshot();
        if (feed_->state() == live::Stream::State::Broken) {
            notices
                << tr("%1. What is shown is of %2.").arg(text(feed_->problem().text()), clock(snapshot.at));
        }
        // Hidden, the panel did not watch: that is for the reader to know already.
        if (!snapshot.gaps.empty() && snapshot.gaps.last().kind != live::Gap::Kind::Unwatched &&
            isRecent(snapshot.gaps.last())) {
            notices << tr("%1: the counts go on, the rates of that time are not known.")
                           .arg(gapWords(nodes_->currentText(), snapshot.gaps.last()));
        }
        if (snapshot.sources.size() > 1) {
            notices << tr("There are rules of iptables-nft and of iptables-legacy: a packet meets both.");
        }
        if (!snapshot.otherTables.empty()) {
            QStringList names;
            for (const std::string& name : snapshot.otherTables) {
                names << text(name);
            }
            notices << tr("nft has tables that iptables does not show: %1.")
                           .arg(names.join(QStringLiteral(", ")));
        }
        if (!snapshot.problem.empty()) {
            notices << text(snapshot.problem);
        }
    }
    notice_->setText(notices.join(QLatin1Char('\n')));
    notice_->setVisible(!notices.isEmpty());
}

void ChainsPanel::showStatus() {
    if (feed_ == nullptr) {
        Q_EMIT statusChanged({});
        return;
    }
    const live::ChainPace& pace = feed_->snapshot()->pace;
    QString words;
    if (feed_->state() == live::Stream::State::Opening) {
        words = tr("connecting");
    } else if (feed_->state() == live::Stream::State::Broken) {
        words = tr("not connected");
    } else if (pace.intervalMilliseconds > 0) {
        words = tr("read every %1, %2 % of a core on the node")
                    .arg(took(pace.intervalMilliseconds))
                    .arg(pace.perMille / 10.0, 0, 'f', 1);
        if (pace.byChains) {
            words += tr("; many rules: the chains in sight are counted");
        }
    }
    Q_EMIT statusChanged(words);
}

}  // namespace podwire::ui
