// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/doctor/finding.h"
#include "ui/text/command_spans.h"
#include "ui/widgets/card.h"

class QPushButton;

namespace podwire::ui {

class ErrorBox;

/// What happened before a report and what it was asked for, as far as the diagnosis speaks of it.
struct Circumstances {
    QString mended;               ///< title of the finding whose mend ran just before; may be empty
    bool stillThere = false;      ///< that mend ran, and the same was found again
    bool nothingApplied = false;  ///< there is no step that the doctor could expect anything of
};

/// The outcome of an examination in one place: what is wrong, why, and the command that mends it with a
/// button; or that nothing is wrong.
class DiagnosisCard : public Card {
    Q_OBJECT
public:
    DiagnosisCard(const doctor::Report& report, const Circumstances& circumstances,
                  const AddressBook& addresses, QWidget* parent = nullptr);

    /// While an examination, a mend or a run is under way its buttons rest.
    void setBusy(bool busy);
    /// Nodes on which nothing may be mended.
    void setReadOnly(const QStringList& nodes);
    void showError(const Error& error);

    /// The sentence at the top.
    [[nodiscard]] const QString& headline() const { return headline_; }
    /// Null when there is nothing to mend.
    [[nodiscard]] QPushButton* mendButton() const { return mend_; }
    /// Null when all nodes were reached.
    [[nodiscard]] QPushButton* reconnectButton() const { return reconnect_; }
    [[nodiscard]] QString errorWords() const;

Q_SIGNALS:
    void mendRequested();
    void reconnectRequested();
    void stepRequested(const QString& stepId);

private:
    void addHead(const doctor::Report& report, const QStringList& sentences);
    [[nodiscard]] static QStringList sentencesFor(const doctor::Report& report,
                                                  const Circumstances& circumstances);
    void addMend(const doctor::Mend& mend, const AddressBook& addresses);
    void addReconnect();

    QString headline_;
    QString mendNode_;
    bool refused_ = false;  ///< the node to be mended is read-only
    QPushButton* mend_ = nullptr;
    QPushButton* reconnect_ = nullptr;
    ErrorBox* error_ = nullptr;
};

}  // namespace podwire::ui
