// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/host_key_desk.h"

#include <algorithm>

namespace podwire::app {
namespace {

constexpr qint64 kRefusalHolds = 10'000;  // ms

QString keyOf(const remote::HostKeyQuestion& question) {
    return QString::fromStdString(question.hostKeyAlias + ' ' + question.keyType + ' ' +
                                  question.fingerprint);
}

}  // namespace

HostKeyDesk::HostKeyDesk(QWidget& window, std::chrono::milliseconds patience)
    : window_(window), patience_(patience) {}

HostKeyDesk::~HostKeyDesk() {
    dismiss();
}

remote::HostKeyAsker HostKeyDesk::asker() {
    return [this, way = mail_.way()](const remote::HostKeyQuestion& question, const Answer& answer) {
        way([this, question, answer] { take(question, answer); });
    };
}

void HostKeyDesk::setAddresses(QHash<QString, QString> addresses) {
    addresses_ = std::move(addresses);
}

void HostKeyDesk::forgetRefusals() {
    refused_.clear();
}

void HostKeyDesk::take(const remote::HostKeyQuestion& question, const Answer& answer) {
    const QString key = keyOf(question);
    const auto refused = refused_.constFind(key);
    const bool isRefused = refused != refused_.constEnd() && !refused->hasExpired(kRefusalHolds);
    if (isRefused || trusted_.contains(key)) {
        answer(!isRefused);
        return;
    }
    const auto same =
        std::find_if(open_.begin(), open_.end(), [&](const Open& one) { return one.key == key; });
    if (same != open_.end()) {
        same->answers.push_back(answer);
        return;
    }
    open_.push_back({key, question, {answer}});
    if (open_.size() == 1) {
        showNext();
    }
}

void HostKeyDesk::showNext() {
    if (open_.empty()) {
        return;
    }
    const remote::HostKeyQuestion& question = open_.front().question;
    dialog_ = new ui::HostKeyDialog(question, addresses_.value(QString::fromStdString(question.node)),
                                    patience_, &window_);
    dialog_->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog_, &QDialog::finished, this, [this](int result) { settle(result == QDialog::Accepted); });
    dialog_->open();
}

void HostKeyDesk::settle(bool accepted) {
    const Open done = std::move(open_.front());
    open_.pop_front();
    dialog_ = nullptr;
    if (accepted) {
        trusted_.insert(done.key);
    } else {
        refused_[done.key].start();
    }
    for (const Answer& answer : done.answers) {
        answer(accepted);
    }
    showNext();
}

void HostKeyDesk::dismiss() {
    if (dialog_ != nullptr) {
        dialog_->disconnect(this);
        dialog_->close();
        dialog_ = nullptr;
    }
    for (const Open& one : std::exchange(open_, {})) {
        for (const Answer& answer : one.answers) {
            answer(false);
        }
    }
}

}  // namespace podwire::app
