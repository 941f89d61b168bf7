// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/capture/capture_strip.h"

#include <QDesktopServices>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QThreadPool>
#include <QUrl>
#include <QVBoxLayout>
#include <map>
#include <utility>

#include "ui/capture/capture_words.h"
#include "ui/text/words.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/tone.h"

namespace podwire::ui {
namespace {

constexpr std::chrono::milliseconds look{200};

}  // namespace

/// The run needs its Shells, and goes first.
struct CaptureStrip::Running {
    std::map<std::string, std::shared_ptr<remote::Shell>> shells;
    std::unique_ptr<capture::CaptureRun> run;
};

CaptureStrip::CaptureStrip(QWidget* parent)
    : QFrame(parent),
      words_(label({})),
      gaps_(label({}, "warn")),
      stop_(button(tr("Stop"))),
      folder_(button(tr("Open folder"))),
      close_(new IconButton(QStringLiteral("cross"), tr("Close"))) {
    setObjectName(QStringLiteral("captureStrip"));
    stop_->setObjectName(QStringLiteral("captureStop"));
    folder_->setObjectName(QStringLiteral("captureFolder"));
    close_->setObjectName(QStringLiteral("captureClose"));
    words_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* column = new QVBoxLayout;
    column->setSpacing(2);
    column->addWidget(words_);
    column->addWidget(gaps_);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 6, 8, 6);
    row->setSpacing(size::gap);
    row->addLayout(column, 1);
    row->addWidget(stop_);
    row->addWidget(folder_);
    row->addWidget(close_);
    timer_.setInterval(::podwire::ui::look);
    connect(&timer_, &QTimer::timeout, this, &CaptureStrip::look);
    connect(stop_, &QPushButton::clicked, this, [this] {
        if (running_) {
            stop_->setEnabled(false);
            running_->run->stop();
        }
    });
    connect(folder_, &QPushButton::clicked, this, &CaptureStrip::openFolder);
    connect(close_, &QToolButton::clicked, this, &CaptureStrip::leave);
    hide();
}

CaptureStrip::~CaptureStrip() {
    leave();
}

bool CaptureStrip::isRunning() const {
    return running_ != nullptr;
}

void CaptureStrip::start(const capture::CaptureRequest& request, std::unique_ptr<capture::Sink> sink,
                         const session::LabSession& session) {
    auto running = std::make_shared<Running>();
    for (const session::LabSession::Node& node : session.shells()) {
        running->shells[node.name] = node.streams;
    }
    const auto shellOf = [&shells = running->shells](const std::string& node) {
        const auto shell = shells.find(node);
        return shell == shells.end() ? nullptr : shell->second.get();
    };
    auto run = capture::CaptureRun::start(request, shellOf, std::move(sink));
    file_.clear();
    gaps_->hide();
    folder_->hide();
    close_->setVisible(!run);
    stop_->setVisible(run.has_value());
    stop_->setEnabled(true);
    if (!run) {
        show(text(run.error().text()), "bad");
        return;
    }
    running->run = std::move(*run);
    running_ = std::move(running);
    look();
    timer_.start();
}

void CaptureStrip::look() {
    const capture::CaptureProgress progress = running_->run->progress();
    if (progress.state == capture::CaptureProgress::State::Over) {
        timer_.stop();
        running_.reset();
        showEnd(progress);
        return;
    }
    show(captureNow(progress), "");
}

void CaptureStrip::showEnd(const capture::CaptureProgress& progress) {
    file_ = text(progress.file);
    const QString gaps = captureGaps(progress);
    gaps_->setText(gaps);
    gaps_->setVisible(!gaps.isEmpty());
    stop_->hide();
    folder_->setVisible(!file_.isEmpty());
    close_->show();
    show(captureEnd(progress), progress.why == capture::CaptureProgress::Why::Failed ? "bad" : "");
    words_->setToolTip(captureCounts(progress));
}

void CaptureStrip::show(const QString& words, const char* tone) {
    words_->setText(words);
    words_->setToolTip({});
    setStyleProperty(*words_, "tone", QLatin1String(tone));
    setVisible(true);
}

/// Its end may take a while: another thread waits for it, and at the program's end the pool for the thread.
void CaptureStrip::leave() {
    timer_.stop();
    if (auto running = std::exchange(running_, nullptr)) {
        QThreadPool::globalInstance()->start([running]() mutable { running.reset(); });
    }
    hide();
}

void CaptureStrip::openFolder() const {
    QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(file_).absolutePath()));
}

QString CaptureStrip::words() const {
    return isHidden() ? QString() : words_->text();
}

}  // namespace podwire::ui
