// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/capture/capture_dialog.h"

#include <QCheckBox>
#include <QDateTime>
#include <QDir>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QRadioButton>
#include <QRegularExpression>
#include <QScrollArea>
#include <QStandardPaths>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <map>

#include "ui/text/words.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/tone.h"

namespace podwire::ui {
namespace {

constexpr int dialogWidth = 560;
constexpr int numberWidth = 72;
constexpr int mostPlacesHeight = 150;

QLabel* headline(const QString& words) {
    QLabel* const line = label(words);
    line->setFont(Theme::text(size::body, QFont::DemiBold));
    line->setContentsMargins(0, size::gap, 0, 0);
    return line;
}

QLabel* quiet(const QString& words) {
    QLabel* const line = label(words, "muted");
    line->setWordWrap(false);
    return line;
}

QLineEdit* numberField(const QString& value, const QString& name, const char* object) {
    auto* field = new QLineEdit(value);
    field->setAccessibleName(name);
    field->setObjectName(QLatin1String(object));
    field->setFixedWidth(numberWidth);
    return field;
}

QString usualPath(const std::string& name) {
    QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    if (!QDir(folder).exists()) {
        folder = QDir::homePath();
    }
    QString plain = text(name);
    plain.replace(QRegularExpression(QStringLiteral("[^A-Za-z0-9._-]")), QStringLiteral("-"));
    const QString when = QDateTime::currentDateTime().toString(QStringLiteral("yyyyMMdd-HHmmss"));
    return folder + QStringLiteral("/podwire-%1-%2.pcapng").arg(plain, when);
}

/// Of a field that may be empty, which is 0.
Result<double> numberIn(const QLineEdit& field, double most) {
    const QString typed = field.text().trimmed();
    bool isNumber = typed.isEmpty();
    const double number = isNumber ? 0 : typed.toDouble(&isNumber);
    if (!isNumber || !(number >= 0 && number <= most)) {
        return fail(ErrorKind::InvalidInput, field.accessibleName().toStdString() + ": a number from 0 to " +
                                                 QString::number(most, 'f', 0).toStdString() +
                                                 ", or nothing");
    }
    return number;
}

}  // namespace

CaptureDialog::CaptureDialog(const CaptureOffer& offer, QWidget* parent)
    : QDialog(parent),
      filter_(new QLineEdit(text(offer.filter))),
      seconds_(numberField(QStringLiteral("60"), tr("Seconds"), "captureSeconds")),
      megabytes_(numberField(QStringLiteral("100"), tr("Megabytes"), "captureMegabytes")),
      toWireshark_(new QRadioButton(tr("Wireshark, as they come"))),
      toFile_(new QRadioButton(tr("a file"))),
      path_(new QLineEdit(usualPath(offer.name))),
      start_(button(tr("Capture"), "primary")),
      complaint_(label({}, "bad")),
      wireshark_(capture::findWireshark()) {
    setObjectName(QStringLiteral("captureDialog"));
    setWindowTitle(tr("Capture"));
    filter_->setObjectName(QStringLiteral("captureFilter"));
    filter_->setAccessibleName(tr("Filter"));
    filter_->setPlaceholderText(tr("everything"));
    filter_->setFont(Theme::mono(size::body));
    filter_->setCursorPosition(0);
    complaint_->setObjectName(QStringLiteral("captureComplaint"));
    complaint_->hide();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(size::margin, 20, size::margin, 20);
    layout->setSpacing(size::gap);
    QLabel* const title = label(tr("Capture on %1").arg(text(offer.name)));
    title->setFont(Theme::text(size::title, QFont::Bold));
    layout->addWidget(title);
    layout->addWidget(headline(tr("Interfaces")));
    layout->addWidget(makePlaces(offer));
    layout->addWidget(headline(tr("Filter")));
    layout->addWidget(filter_);
    layout->addWidget(
        label(tr("As tcpdump takes it: host 192.168.1.10, tcp port 80, icmp, and, or, not. Podwire's own "
                 "connection to the node is left out."),
              "muted"));
    layout->addWidget(headline(tr("Ends")));
    layout->addWidget(makeLimits());
    layout->addWidget(headline(tr("Packets go to")));
    layout->addWidget(makeTarget());
    layout->addWidget(complaint_);
    layout->addWidget(makeButtons());
}

CaptureDialog::~CaptureDialog() = default;

void CaptureDialog::showEvent(QShowEvent* event) {
    resizeToWords();
    start_->setFocus();
    QDialog::showEvent(event);
}

/// As high as its words are at this width, which a dialog does not find out by itself.
void CaptureDialog::resizeToWords() {
    setFixedSize(dialogWidth, layout()->totalHeightForWidth(dialogWidth));
}

QWidget* CaptureDialog::makePlaces(const CaptureOffer& offer) {
    auto* list = new QWidget;
    auto* column = new QVBoxLayout(list);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    for (const CaptureOffer::Choice& choice : offer.choices) {
        auto* box = new QCheckBox(text(choice.place.name()));
        box->setFont(Theme::mono(size::body));
        box->setChecked(choice.wanted);
        column->addWidget(box);
        places_.emplace_back(box, choice.place);
    }
    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(list);
    list->setAutoFillBackground(false);
    scroll->viewport()->setAutoFillBackground(false);
    scroll->setFixedHeight(std::min(mostPlacesHeight, list->sizeHint().height()));
    return scroll;
}

QWidget* CaptureDialog::makeLimits() {
    auto* limits = new QWidget;
    auto* row = new QHBoxLayout(limits);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(size::gap);
    row->addWidget(quiet(tr("after")));
    row->addWidget(seconds_);
    row->addWidget(quiet(tr("seconds, or at")));
    row->addWidget(megabytes_);
    row->addWidget(quiet(tr("megabytes, or when it is stopped")));
    row->addStretch(1);
    return limits;
}

QWidget* CaptureDialog::makeTarget() {
    toWireshark_->setObjectName(QStringLiteral("captureToWireshark"));
    toFile_->setObjectName(QStringLiteral("captureToFile"));
    path_->setObjectName(QStringLiteral("capturePath"));
    path_->setAccessibleName(tr("File"));
    const bool isThere = !wireshark_.empty();
    toWireshark_->setEnabled(isThere);
    toWireshark_->setText(isThere ? tr("Wireshark, as they come")
                                  : tr("Wireshark, which is not installed here"));
    (isThere ? toWireshark_ : toFile_)->setChecked(true);
    path_->setEnabled(!isThere);
    auto* find = button(tr("Browse …"));
    find->setAutoDefault(false);
    find->setEnabled(!isThere);
    auto* target = new QWidget;
    auto* column = new QVBoxLayout(target);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    column->addWidget(toWireshark_);
    column->addWidget(toFile_);
    auto* row = new QHBoxLayout;
    row->setSpacing(size::gap);
    row->addWidget(path_, 1);
    row->addWidget(find);
    column->addLayout(row);
    connect(toFile_, &QRadioButton::toggled, path_, &QWidget::setEnabled);
    connect(toFile_, &QRadioButton::toggled, find, &QWidget::setEnabled);
    connect(find, &QPushButton::clicked, this, &CaptureDialog::browse);
    return target;
}

QWidget* CaptureDialog::makeButtons() {
    auto* buttons = new QWidget;
    auto* row = new QHBoxLayout(buttons);
    row->setContentsMargins(0, size::gap, 0, 0);
    row->setSpacing(size::gap);
    auto* cancel = button(tr("Cancel"));
    cancel->setAutoDefault(false);
    start_->setObjectName(QStringLiteral("captureStart"));
    start_->setDefault(true);
    row->addStretch(1);
    row->addWidget(cancel);
    row->addWidget(start_);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(start_, &QPushButton::clicked, this, &CaptureDialog::accept);
    return buttons;
}

void CaptureDialog::browse() {
    const QString path =
        QFileDialog::getSaveFileName(this, tr("Capture into"), path_->text(), tr("Captures (*.pcapng)"));
    if (!path.isEmpty()) {
        path_->setText(path);
        confirmed_ = path;
    }
}

Result<capture::CaptureRequest> CaptureDialog::read() const {
    constexpr double mostSeconds = 86'400;
    constexpr double mostMegabytes = 100'000;
    constexpr double milli = 1e3;
    constexpr double mega = 1e6;
    capture::CaptureRequest request;
    std::map<std::string, std::size_t> ofNode;
    for (const auto& [box, place] : places_) {
        if (box->isChecked()) {
            request.places.push_back(place);
            if (++ofNode[place.node] > mostOfANode) {
                return fail(ErrorKind::InvalidInput, "At most " + std::to_string(mostOfANode) +
                                                         " interfaces of a node can be captured at once");
            }
        }
    }
    const auto seconds = numberIn(*seconds_, mostSeconds);
    const auto megabytes = numberIn(*megabytes_, mostMegabytes);
    if (!seconds || !megabytes) {
        return fail(seconds ? megabytes.error() : seconds.error());
    }
    request.filter = filter_->text().trimmed().toStdString();
    request.time = std::chrono::milliseconds(std::llround(*seconds * milli));
    request.size = static_cast<std::uint64_t>(std::llround(*megabytes * mega));
    if (auto good = capture::checkRequest(request); !good) {
        return fail(good.error());
    }
    return request;
}

Result<std::unique_ptr<capture::Sink>> CaptureDialog::openSink() const {
    if (toWireshark_->isChecked()) {
        return capture::openWireshark(wireshark_);
    }
    const QString path = path_->text().trimmed();
    if (path.isEmpty()) {
        return fail(ErrorKind::InvalidInput, "Name the file that the packets go to");
    }
    return capture::openFile(path.toStdString(), path == confirmed_);
}

void CaptureDialog::accept() {
    auto request = read();
    if (!request) {
        complain(request.error());
        return;
    }
    auto sink = openSink();
    if (!sink) {
        complain(sink.error());
        return;
    }
    request_ = std::move(*request);
    sink_ = std::move(*sink);
    QDialog::accept();
}

void CaptureDialog::complain(const Error& error) {
    complaint_->setText(text(error.message + (error.hint.empty() ? "" : "\n" + error.hint)));
    complaint_->show();
    resizeToWords();
}

}  // namespace podwire::ui
