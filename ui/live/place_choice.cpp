// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/live/place_choice.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QSignalBlocker>

#include "ui/text/words.h"
#include "ui/theme/tokens.h"

namespace podwire::ui {
namespace {

bool holds(const QComboBox& box, const QList<std::pair<QString, QString>>& entries) {
    bool same = box.count() == entries.size();
    for (int i = 0; same && i < box.count(); ++i) {
        same = box.itemText(i) == entries[i].first && box.itemData(i).toString() == entries[i].second;
    }
    return same;
}

/// Keeps what is chosen when it is still there, and does not disturb an open list when nothing has changed.
void fill(QComboBox& box, const QList<std::pair<QString, QString>>& entries) {
    if (holds(box, entries)) {
        return;
    }
    const QSignalBlocker silent(box);
    const QString chosen = box.currentData().toString();
    box.clear();
    for (const auto& [words, data] : entries) {
        box.addItem(words, data);
    }
    box.setCurrentIndex(std::max(0, box.findData(chosen)));
}

bool choose(QComboBox& box, const QString& data) {
    const int at = box.findData(data);
    if (at < 0) {
        return false;
    }
    const QSignalBlocker silent(box);
    box.setCurrentIndex(at);
    return true;
}

}  // namespace

PlaceChoice::PlaceChoice(QWidget* parent) : QWidget(parent), node_(new QComboBox), netns_(new QComboBox) {
    node_->setAccessibleName(tr("Node"));
    netns_->setAccessibleName(tr("Network namespace"));
    for (QComboBox* box : {node_, netns_}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    }
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(size::gap);
    row->addWidget(node_);
    row->addWidget(netns_);
    connect(node_, &QComboBox::currentIndexChanged, this, [this] {
        fillNamespaces();
        tell();
    });
    connect(netns_, &QComboBox::currentIndexChanged, this, &PlaceChoice::tell);
}

void PlaceChoice::setSession(session::LabSession* session) {
    if (session_ != nullptr) {
        session_->disconnect(this);
    }
    session_ = session;
    QList<std::pair<QString, QString>> nodes;
    seen_.reset();
    if (session != nullptr) {
        for (const session::LabSession::Node& node : session->shells()) {
            nodes.append({text(node.name), text(node.name)});
        }
        seen_ = session->assessment();
        connect(session, &session::LabSession::assessmentChanged, this, [this] {
            seen_ = session_->assessment();
            fillNamespaces();
            tell();
        });
    }
    fill(*node_, nodes);
    fillNamespaces();
    told_ = words();
}

void PlaceChoice::fillNamespaces() {
    QList<std::pair<QString, QString>> all{{tr("the node itself"), QString()}};
    if (const plan::Observed* seen = nodeState()) {
        for (const netstate::Netns& netns : seen->namespaces) {
            if (!netns.name.empty()) {
                all.append({text(netns.name), text(netns.name)});
            }
        }
    }
    fill(*netns_, all);
}

void PlaceChoice::choose(const QString& node, const QString& netns) {
    if (!ui::choose(*node_, node)) {
        return;
    }
    fillNamespaces();
    ui::choose(*netns_, netns);
    tell();
}

void PlaceChoice::tell() {
    if (const QString now = words(); now != std::exchange(told_, now)) {
        Q_EMIT changed();
    }
}

QString PlaceChoice::node() const {
    return node_->currentData().toString();
}

QString PlaceChoice::netns() const {
    return netns_->currentData().toString();
}

QString PlaceChoice::words() const {
    return netns().isEmpty() ? node() : tr("%1 on %2").arg(netns(), node());
}

const plan::Observed* PlaceChoice::nodeState() const {
    if (!seen_) {
        return nullptr;
    }
    const auto found = seen_->nodes.find(node().toStdString());
    return found == seen_->nodes.end() ? nullptr : &found->second;
}

const netstate::Netns* PlaceChoice::state() const {
    const plan::Observed* seen = nodeState();
    return seen == nullptr ? nullptr : seen->findNetns(netns().toStdString());
}

}  // namespace podwire::ui
