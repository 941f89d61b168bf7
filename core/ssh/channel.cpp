// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/channel.h"

#include <algorithm>
#include <utility>

namespace podwire::ssh {
namespace {

Channel::Progress progressOf(int answer) {
    return answer == SSH_OK      ? Channel::Progress::Done
           : answer == SSH_AGAIN ? Channel::Progress::Again
                                 : Channel::Progress::Failed;
}

}  // namespace

Channel::Channel(ssh_session session, Sink sink)
    : session_(session), sink_(std::move(sink)), raw_(ssh_channel_new(session)) {
    callbacks_.userdata = this;
    callbacks_.channel_data_function = &Channel::onData;
    callbacks_.channel_close_function = &Channel::onClose;
    callbacks_.channel_exit_status_function = &Channel::onExitStatus;
    callbacks_.channel_exit_signal_function = &Channel::onExitSignal;
    ssh_callbacks_init(&callbacks_);
    ssh_set_channel_callbacks(raw_.get(), &callbacks_);
}

Channel::~Channel() {
    ssh_remove_channel_callbacks(raw_.get(), &callbacks_);
}

Channel::Progress Channel::open() {
    switch (ssh_channel_open_session(raw_.get())) {
        case SSH_OK:
            return Progress::Done;
        case SSH_AGAIN:
            return Progress::Again;
        default:
            return ssh_is_connected(session_) != 0 ? Progress::Denied : Progress::Failed;
    }
}

Channel::Progress Channel::requestTerminal(remote::TerminalSize size) {
    return progressOf(ssh_channel_request_pty_size(raw_.get(), "xterm-256color", size.columns, size.rows));
}

Channel::Progress Channel::exec(const std::string& line) {
    return progressOf(ssh_channel_request_exec(raw_.get(), line.c_str()));
}

std::size_t Channel::send(std::string_view bytes) {
    // Within the window the call does not wait for the node.
    const std::size_t room =
        closed_ ? 0 : std::min<std::size_t>(bytes.size(), ssh_channel_window_size(raw_.get()));
    if (room == 0) {
        return 0;
    }
    const int sent = ssh_channel_write(raw_.get(), bytes.data(), static_cast<std::uint32_t>(room));
    return sent > 0 ? static_cast<std::size_t>(sent) : 0;
}

void Channel::sendEof() {
    ssh_channel_send_eof(raw_.get());
}

void Channel::resizeTerminal(remote::TerminalSize size) {
    ssh_channel_change_pty_size(raw_.get(), size.columns, size.rows);  // the node does not answer
}

int Channel::onData(ssh_session, ssh_channel, void* data, std::uint32_t length, int isErr, void* self) {
    static_cast<Channel*>(self)->sink_(isErr != 0 ? Stream::Err : Stream::Out,
                                       std::string_view(static_cast<const char*>(data), length));
    return static_cast<int>(length);
}

void Channel::onClose(ssh_session, ssh_channel, void* self) {
    static_cast<Channel*>(self)->closed_ = true;
}

void Channel::onExitStatus(ssh_session, ssh_channel, int status, void* self) {
    static_cast<Channel*>(self)->exitStatus_ = status;
}

void Channel::onExitSignal(ssh_session, ssh_channel, const char* signal, int, const char*, const char*,
                           void* self) {
    static_cast<Channel*>(self)->exitSignal_ = signal;
}

}  // namespace podwire::ssh
