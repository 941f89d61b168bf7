// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>

#include "core/ssh/channel.h"
#include "core/ssh/guard.h"
#include "core/ssh/prelude_filter.h"
#include "core/ssh/task.h"

namespace podwire::ssh {

/// A task on its channel. The Shell's thread only.
///
/// | phase     | until                                     | then |
/// |-----------|-------------------------------------------|------------------------------------------------------|
/// | Opening   | the node has opened the channel           | Requesting; Denied when it has too many | |
/// Requesting| the node has taken the command line       | Running | | Running   | the channel closes | Over:
/// exit status or signal                          | |           | a deadline passes, or a cancel            |
/// Stopping: the guard is told, once the entry is known | | Stopping  | the channel closes, or the grace is
/// over  | Over: Timeout or Cancelled                           | | Lingering | the task has ended before the
/// node could be told: its answer comes, and is acted upon, then Over |
class Run {
public:
    enum class Phase { Opening, Requesting, Running, Stopping, Lingering, Denied, Over };

    Run(std::shared_ptr<Task> task, const Session& session, Guard& guard);

    /// Does what can be done now. Call it after every pump and when wakeAt() has come.
    void step(TimePoint now);
    [[nodiscard]] Phase phase() const { return phase_; }
    [[nodiscard]] TimePoint wakeAt() const;
    [[nodiscard]] const std::shared_ptr<Task>& task() const { return task_; }

private:
    void onData(Channel::Stream stream, std::string_view bytes);
    void begin();
    void open();
    void request();
    [[nodiscard]] Channel::Progress ask();
    void resizeTerminal();
    void sendInput();
    void stopIfDue(TimePoint now);
    void stop(TimePoint now, std::string reason);
    void tellGuard();
    void concludeIfDue(TimePoint now);
    void conclude();
    void reportStopped();
    void over();
    [[nodiscard]] const std::string& entry() const { return outFilter_.note(); }
    [[nodiscard]] bool stopping() const { return giveUpAt_ != kNever; }
    [[nodiscard]] bool hasExited() const;
    [[nodiscard]] TimePoint idleDeadline() const;
    [[nodiscard]] TimePoint outputDeadline() const;

    std::shared_ptr<Task> task_;
    Guard& guard_;
    std::string line_;
    PreludeFilter outFilter_;
    PreludeFilter errFilter_;
    Channel channel_;
    Phase phase_ = Phase::Opening;
    bool opened_ = false;
    bool hasTerminal_ = false;
    bool requested_ = false;
    bool eofSent_ = false;
    bool told_ = false;
    TimePoint lastByte_;
    TimePoint exitSeen_ = kNever;
    TimePoint giveUpAt_ = kNever;
    std::string stopReason_;
};

}  // namespace podwire::ssh
