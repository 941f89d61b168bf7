// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/step/pager.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPushButton>
#include <algorithm>

#include "ui/text/words.h"

namespace podwire::ui {
namespace {

/// Never asks for more room than a short name needs; a longer one is cut and the tooltip has it whole.
class StepButton : public QPushButton {
public:
    explicit StepButton(const QString& name) : name_(name) {
        setText(name);
        setAccessibleName(name);
        setToolTip(name);
        full_ = QPushButton::sizeHint();
        setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    }
    [[nodiscard]] QSize sizeHint() const override { return full_; }
    [[nodiscard]] QSize minimumSizeHint() const override {
        constexpr int kShort = 120;
        return {std::min(kShort, full_.width()), full_.height()};
    }

protected:
    void resizeEvent(QResizeEvent* event) override {
        QPushButton::resizeEvent(event);
        const int frame = full_.width() - fontMetrics().horizontalAdvance(name_);
        setText(fontMetrics().elidedText(name_, Qt::ElideMiddle, width() - frame));
    }
    void changeEvent(QEvent* event) override {
        QPushButton::changeEvent(event);
        if (event->type() == QEvent::StyleChange || event->type() == QEvent::FontChange) {
            setText(name_);
            full_ = QPushButton::sizeHint();
            updateGeometry();
        }
    }

private:
    QString name_;
    QSize full_;
};

}  // namespace

Pager::Pager(const lab::Lab& lab, const lab::Step& step, QWidget* parent) : QWidget(parent) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 8, 0, 0);
    const std::vector<const lab::Step*> steps = lab.steps();
    const auto here =
        std::find_if(steps.begin(), steps.end(), [&](const lab::Step* s) { return s->id == step.id; });
    const auto add = [&](const lab::Step* to, const QString& arrowed, const QString& name) {
        auto* go = new StepButton(arrowed.arg(text(to->title)));
        go->setObjectName(name);
        connect(go, &QPushButton::clicked, this, [this, id = text(to->id)] { Q_EMIT stepRequested(id); });
        row->addWidget(go);
    };
    if (here != steps.end() && here != steps.begin()) {
        add(*std::prev(here), tr("← %1"), QStringLiteral("previousStep"));
    }
    row->addStretch(1);
    if (here != steps.end() && std::next(here) != steps.end()) {
        add(*std::next(here), tr("%1 →"), QStringLiteral("nextStep"));
    }
}

}  // namespace podwire::ui
