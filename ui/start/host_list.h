// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QWidget>

class QGridLayout;

namespace podwire::ui {

/// A line of HostList.
struct HostLine {
    QString node;     ///< "node1"
    QString address;  ///< with whatever else tells which machine it is
    QString state;    ///< "Running"
    QString tone;     ///< of the state, as for label()
    QString note;     ///< a line of its own below; may be empty
    bool operator==(const HostLine&) const = default;
};

/// Machines that would be the nodes, a line each.
class HostList : public QWidget {
    Q_OBJECT
public:
    explicit HostList(QWidget* parent = nullptr);
    void setLines(const QList<HostLine>& lines);
    [[nodiscard]] const QList<HostLine>& lines() const { return lines_; }

private:
    void add(const HostLine& line);

    QList<HostLine> lines_;
    QGridLayout* grid_;
};

}  // namespace podwire::ui
