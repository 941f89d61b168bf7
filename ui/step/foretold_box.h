// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>
#include <memory>

#include "core/lab/lab.h"
#include "core/live/packet_walk.h"

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace podwire::ui {

/// What the nodes, as they are now, make of the request that a question is about. It asks for a reading when
/// it is first wanted and shows what comes of it; who reads is not its concern.
class ForetoldBox : public QWidget {
    Q_OBJECT
public:
    explicit ForetoldBox(const lab::Walk& walk, QWidget* parent = nullptr);

    /// Reads unless it has been read already.
    void want();
    /// Whether the question's step is applied, so that what holds now is no longer what was asked about.
    /// Reads again when that changed after the first reading.
    void setApplied(bool applied);
    [[nodiscard]] QString words() const;
    [[nodiscard]] QPushButton* follow() const { return follow_; }
    [[nodiscard]] QPushButton* again() const { return again_; }

public Q_SLOTS:
    void showForetold(const std::shared_ptr<const podwire::live::PacketWalk>& walk);
    void showProblem(const podwire::Error& error);

Q_SIGNALS:
    /// showForetold() or showProblem() is to follow; not sent again before.
    void readingWanted();
    void followRequested();

private:
    void read();
    void endReading();
    void clear();
    void add(const QString& prose, const char* tone = "");
    [[nodiscard]] QString lead() const;

    const lab::Walk walk_;
    QVBoxLayout* lines_;
    QPushButton* follow_;
    QPushButton* again_;
    QStringList said_;
    bool isApplied_ = false;
    bool isWanted_ = false;
    bool isReading_ = false;
    bool isStale_ = false;  ///< the step's state changed while it was read
};

}  // namespace podwire::ui
