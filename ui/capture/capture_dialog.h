// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <memory>
#include <vector>

#include "core/capture/sink.h"
#include "ui/capture/capture_offer.h"

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QRadioButton;

namespace podwire::ui {

/// Asks where to capture what, how long, and into what. Accepted when all of that can be.
class CaptureDialog : public QDialog {
    Q_OBJECT
public:
    explicit CaptureDialog(const CaptureOffer& offer, QWidget* parent = nullptr);
    ~CaptureDialog() override;

    /// What was asked for.
    [[nodiscard]] const capture::CaptureRequest& request() const { return request_; }
    /// Open, once it is accepted; the caller takes it.
    [[nodiscard]] std::unique_ptr<capture::Sink> takeSink() { return std::move(sink_); }

    void accept() override;

protected:
    void showEvent(QShowEvent* event) override;

private:
    QWidget* makePlaces(const CaptureOffer& offer);
    QWidget* makeLimits();
    QWidget* makeTarget();
    QWidget* makeButtons();
    void browse();
    void resizeToWords();
    void complain(const Error& error);
    [[nodiscard]] Result<capture::CaptureRequest> read() const;
    [[nodiscard]] Result<std::unique_ptr<capture::Sink>> openSink() const;

    std::vector<std::pair<QCheckBox*, capture::Place>> places_;
    QLineEdit* filter_;
    QLineEdit* seconds_;
    QLineEdit* megabytes_;
    QRadioButton* toWireshark_;
    QRadioButton* toFile_;
    QLineEdit* path_;
    QPushButton* start_;
    QLabel* complaint_;
    QString confirmed_;  ///< a file that may be written over
    std::string wireshark_;
    capture::CaptureRequest request_;
    std::unique_ptr<capture::Sink> sink_;
};

}  // namespace podwire::ui
