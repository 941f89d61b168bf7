// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QString>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <vector>

#include "core/doctor/diagnose.h"
#include "core/doctor/wanted.h"
#include "core/session/lab_session.h"
#include "core/session/post.h"

namespace podwire::session {

/// What became of a mending command.
struct MendReport {
    podwire::doctor::Mend mend;
    bool ok = false;
    int exitCode = -1;
    QString out;
    QString err;
    Error error;  ///< when not ok
};

/// How far an examination has come.
struct ExaminationProgress {
    enum class Stage { Reading, Looking };  ///< the nodes' state; then what only a fault may hide in
    Stage stage = Stage::Reading;
    int nodes = 0;
    int answered = 0;
};

/// Looks for what is wrong on the nodes and mends it when asked. It reads the nodes itself, first their
/// state, then what only a fault may hide in; one examination or mend at a time. Nothing on the nodes changes
/// by an examination, but the requests that it makes are counted there.
class Doctor : public QObject {
    Q_OBJECT
public:
    Doctor(const lab::Lab& lab, std::vector<LabSession::Node> nodes, QObject* parent = nullptr);
    ~Doctor() override;

    [[nodiscard]] bool isBusy() const;  ///< with an examination or a mend
    [[nodiscard]] bool isMending() const { return mending_; }
    /// The last one; empty before the first.
    [[nodiscard]] const podwire::doctor::Report& report() const { return report_; }
    /// What the steps were when the last report was made, by id; empty before the first.
    [[nodiscard]] const std::map<std::string, plan::StepState>& seen() const { return seen_; }

public Q_SLOTS:
    /// examined() follows, or refused() when a step is unknown, the doctor is busy or there are no nodes.
    void examine(const podwire::doctor::Question& question);
    /// Ends an examination without a report; cancelled() follows. A mend is not stopped half-way.
    void cancel();
    /// Runs the command on its node under the node's lock; mended() follows. The nodes have to be examined
    /// again to know whether it helped.
    void mend(const podwire::doctor::Mend& mend);

Q_SIGNALS:
    void started();
    void progressed(const podwire::session::ExaminationProgress& progress);
    void cancelled();
    void examined(const podwire::doctor::Report& report);
    void refused(const podwire::Error& error);
    void mendStarted(const podwire::doctor::Mend& mend);
    void mended(const podwire::session::MendReport& report);
    void logged(const podwire::session::LogEntry& entry);

private:
    struct Examination;
    void read(const LabSession::Node& node);
    void onState(const plan::Observed& state);
    void onFailed(const std::string& node, const Error& error);
    void settleRead(const std::string& node);
    void lookCloser();
    void look(const LabSession::Node& node);
    void onLook(const std::string& node, const remote::Outcome& outcome);
    void readWorld(const LabSession::Node& node);
    void onWorld(const std::string& node, const remote::Outcome& outcome);
    /// Runs on the node; `take` follows on this thread unless the examination ends before.
    void ask(const LabSession::Node& node, const std::string& script,
             void (Doctor::*take)(const std::string&, const remote::Outcome&));
    void settleLook();
    void tellProgress(ExaminationProgress::Stage stage, std::size_t nodes);
    void think();
    void onMended(const podwire::doctor::Mend& mend, const remote::Outcome& outcome);
    void log(LogEntry::Level level, const std::string& node, const QString& text);

    const lab::Lab& lab_;
    std::vector<LabSession::Node> nodes_;
    std::unique_ptr<Examination> current_;
    int round_ = 0;  ///< counts examinations, so that an answer to a cancelled one is known
    podwire::doctor::Report report_;
    std::map<std::string, plan::StepState> seen_;
    bool mending_ = false;
    Mail mail_{this};
};

}  // namespace podwire::session
