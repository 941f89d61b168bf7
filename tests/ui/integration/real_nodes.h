// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace podwire::test {

/// Runs a program and returns what it printed. Throws std::runtime_error when it fails.
QString runProgram(const QString& program, const QStringList& arguments, const QByteArray& input = {});

/// A local lab of its own: three real nodes, up as long as this lives. Needs root.
class RealNodes {
public:
    /// Throws std::runtime_error with the program's output when the nodes do not come up.
    explicit RealNodes(QString name);
    ~RealNodes();
    RealNodes(const RealNodes&) = delete;
    RealNodes& operator=(const RealNodes&) = delete;

    [[nodiscard]] const QString& name() const { return name_; }

    /// Types a command on a node, as a student would in a terminal: by plain ssh. Returns what it printed;
    /// throws when the command fails. `input`: what the command reads.
    [[nodiscard]] QString type(const QString& node, const QString& command,
                               const QByteArray& input = {}) const;
    /// podwirectl on this lab, e.g. {"apply", "--all"}. Throws when it fails.
    QString podwirectl(const QStringList& words) const;
    /// Where ssh finds the nodes.
    [[nodiscard]] QString sshConfig() const;

private:
    QString name_;
};

}  // namespace podwire::test
