// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/backends/traffic_form.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/live/place_choice.h"
#include "ui/live/target_choice.h"
#include "ui/text/words.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/tone.h"

namespace podwire::ui {
namespace {

constexpr int wordWidth = 32;
constexpr int numberWidth = 88;
constexpr qulonglong mostRequests = 1'000'000'000;

QLineEdit* numberField(const QString& value, const QString& name) {
    auto* edit = new QLineEdit(value);
    edit->setAccessibleName(name);
    edit->setFixedWidth(numberWidth);
    return edit;
}

QLabel* word(const QString& text, int width = 0) {
    auto* made = label(text, "muted");
    made->setWordWrap(false);
    if (width > 0) {
        made->setFixedWidth(width);
    }
    return made;
}

/// Thousands may be parted by commas, points of a fraction stay.
bool readNumber(const QLineEdit& field, double& number) {
    bool isNumber = false;
    number = field.text().trimmed().remove(u',').toDouble(&isNumber);
    return isNumber;
}

QHBoxLayout* row(QVBoxLayout& column) {
    auto* made = new QHBoxLayout;
    made->setSpacing(size::gap);
    column.addLayout(made);
    return made;
}

}  // namespace

TrafficForm::TrafficForm(QWidget* parent)
    : QWidget(parent),
      place_(new PlaceChoice),
      target_(new TargetChoice),
      count_(numberField(QStringLiteral("1,000"), tr("Number of requests"))),
      rate_(numberField({}, tr("Requests a second; empty: as fast as answers come"))),
      endless_(new QCheckBox(tr("until stopped"))),
      start_(button(tr("Start"), "primary")),
      complaint_(label({}, "bad")) {
    rate_->setPlaceholderText(tr("full speed"));
    rate_->setToolTip(rate_->accessibleName());
    complaint_->hide();
    build();
    connect(endless_, &QCheckBox::toggled, count_, &QWidget::setDisabled);
    connect(start_, &QPushButton::clicked, this, &TrafficForm::startRequested);
    for (QLineEdit* edit : {target_->lineEdit(), count_, rate_}) {
        connect(edit, &QLineEdit::returnPressed, start_, &QPushButton::click);
    }
}

void TrafficForm::build() {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    QHBoxLayout* from = row(*column);
    from->addWidget(word(tr("from"), wordWidth));
    from->addWidget(place_);
    from->addStretch(1);
    QHBoxLayout* to = row(*column);
    to->addWidget(word(tr("to"), wordWidth));
    to->addWidget(target_, 1);
    to->addWidget(start_);
    QHBoxLayout* much = row(*column);
    much->addWidget(word(tr("send"), wordWidth));
    much->addWidget(count_);
    much->addWidget(endless_);
    much->addStretch(1);
    QHBoxLayout* fast = row(*column);
    fast->addWidget(word(tr("at"), wordWidth));
    fast->addWidget(rate_);
    fast->addWidget(word(tr("a second")));
    fast->addStretch(1);
    column->addWidget(complaint_);
}

void TrafficForm::setSession(session::LabSession* session) {
    place_->setSession(session);
    start_->setEnabled(session != nullptr);
    complain({});
    if (session == nullptr) {
        target_->reset();
    }
}

void TrafficForm::setTargets(const std::vector<live::TrafficTarget>& targets) {
    target_->setTargets(targets);
}

Result<live::TrafficRequest> TrafficForm::request() const {
    live::TrafficRequest request;
    request.node = place_->node().toStdString();
    request.netns = place_->netns().toStdString();
    if (auto read = live::readTarget(target_->currentText().toStdString(), request); !read) {
        return fail(read.error());
    }
    double count = 0;
    if (!endless_->isChecked()) {
        if (!readNumber(*count_, count) || count < 1 || count > static_cast<double>(mostRequests)) {
            return fail(ErrorKind::InvalidInput, "The number of requests is from 1 to 1,000,000,000");
        }
        request.count = static_cast<std::uint64_t>(count);
    }
    if (!rate_->text().trimmed().isEmpty() && (!readNumber(*rate_, request.rate) || !(request.rate > 0))) {
        return fail(ErrorKind::InvalidInput, "The rate is a number above 0, or empty for full speed");
    }
    if (auto valid = live::validate(request); !valid) {
        return fail(valid.error());
    }
    return request;
}

void TrafficForm::complain(const QString& why) {
    complaint_->setText(why);
    complaint_->setVisible(!why.isEmpty());
}

QString TrafficForm::complaint() const {
    return complaint_->text();
}

}  // namespace podwire::ui
