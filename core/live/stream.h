// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>
#include <memory>
#include <string>
#include <string_view>

#include "core/base/error.h"
#include "core/remote/shell.h"
#include "core/session/post.h"

namespace podwire::live {

/// Takes a stream's bytes. All calls come on the Shell's thread, one after the other; `begun` first, and
/// again each time the command was started anew. It may outlive the Stream.
class StreamReader {
public:
    virtual ~StreamReader() = default;
    virtual void begun() = 0;
    virtual void out(std::string_view bytes) = 0;
    virtual void err(std::string_view bytes) = 0;
};

/// A command that runs on a node for as long as somebody needs what it says: started when the first need()
/// comes, ended a moment after the last one went, started again when it ended by itself or the connection
/// broke. Lives on one thread.
class Stream : public QObject {
    Q_OBJECT
public:
    enum class State {
        Off,      ///< nobody needs it
        Opening,  ///< asked for; not a byte has come yet
        Running,
        Broken,  ///< it ended; it is tried again until nobody needs it any more
    };
    Q_ENUM(State)

    /// `script`: for bash, run as root (sudo -n) with LC_ALL=C. It must end when its standard input does.
    Stream(std::shared_ptr<remote::Shell> shell, std::string script, std::shared_ptr<StreamReader> reader,
           QObject* parent = nullptr);
    ~Stream() override;

    /// The stream runs as long as one of these lives. May outlive the stream.
    [[nodiscard]] std::shared_ptr<void> need();
    [[nodiscard]] State state() const { return state_; }
    /// Why it is Broken.
    [[nodiscard]] const Error& problem() const { return problem_; }
    /// To the command's standard input; dropped while it does not run.
    void write(std::string bytes);
    /// Ends the command and starts it anew with this script, if it is needed.
    void setScript(std::string script);

Q_SIGNALS:
    void stateChanged();

private:
    void start();
    void stop();
    void onFirstByte();
    void onEnded(const remote::Outcome& outcome, const std::string& said);
    void setState(State state);

    std::shared_ptr<remote::Shell> shell_;
    std::string script_;
    std::shared_ptr<StreamReader> reader_;
    std::weak_ptr<void> need_;
    std::shared_ptr<remote::Job> job_;  ///< null: none is under way, not even one that was told to end
    bool ending_ = false;
    State state_ = State::Off;
    Error problem_;
    QTimer linger_;
    QTimer restart_;
    session::Mail mail_{this};
};

}  // namespace podwire::live
