// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/ssh_shell.h"

#include <csignal>
#include <thread>
#include <utility>

#include "core/ssh/mailbox.h"
#include "core/ssh/status_board.h"
#include "core/ssh/task.h"
#include "core/ssh/worker.h"

namespace podwire::ssh {
namespace {

class SshJob : public remote::Job {
public:
    SshJob(std::shared_ptr<Task> task, std::shared_ptr<Mailbox> mailbox)
        : task_(std::move(task)), mailbox_(std::move(mailbox)) {}

    void write(std::string bytes) override {
        mailbox_->post([task = task_, bytes = std::move(bytes)] { task->write(bytes); });
    }
    void closeInput() override {
        mailbox_->post([task = task_] { task->closeInput(); });
    }
    void resize(remote::TerminalSize size) override {
        mailbox_->post([task = task_, size] { task->resize(size); });
    }
    void cancel() override {
        mailbox_->post([task = task_] { task->cancel(); });
    }

private:
    std::shared_ptr<Task> task_;
    std::shared_ptr<Mailbox> mailbox_;
};

/// The program's signals are for its other threads.
void blockSignals() {
    sigset_t all;
    sigfillset(&all);
    ::pthread_sigmask(SIG_SETMASK, &all, nullptr);
}

class SshShell : public remote::Shell {
public:
    SshShell(remote::Endpoint endpoint, remote::HostKeyAsker asker)
        : name_(endpoint.name),
          mailbox_(std::make_shared<Mailbox>()),
          board_(std::make_shared<StatusBoard>()),
          worker_(std::make_shared<Worker>(std::move(endpoint), std::move(asker), mailbox_, board_)),
          thread_([worker = worker_, name = name_] {
              blockSignals();
              ::pthread_setname_np(::pthread_self(), ("ssh " + name).substr(0, 15).c_str());
              worker->run();
          }) {}

    ~SshShell() override {
        worker_->stop();
        if (thread_.get_id() == std::this_thread::get_id()) {
            thread_.detach();  // the last owner was a handler of ours: the thread ends after it
        } else {
            thread_.join();
        }
    }

    SshShell(const SshShell&) = delete;
    SshShell& operator=(const SshShell&) = delete;

    const std::string& name() const override { return name_; }

    std::shared_ptr<remote::Job> start(remote::Command command, remote::JobEvents events) override {
        auto task = std::make_shared<Task>(std::move(command), std::move(events));
        mailbox_->post([worker = worker_.get(), task] { worker->submit(task); });
        return std::make_shared<SshJob>(std::move(task), mailbox_);
    }

    remote::LinkStatus status() const override { return board_->get(); }

    void onStatus(std::function<void(const remote::LinkStatus&)> handler) override {
        board_->onChange(std::move(handler));
    }

    void reconnect() override {
        mailbox_->post([worker = worker_.get()] { worker->reconnect(); });
    }

private:
    std::string name_;
    std::shared_ptr<Mailbox> mailbox_;
    std::shared_ptr<StatusBoard> board_;
    std::shared_ptr<Worker> worker_;
    std::thread thread_;
};

}  // namespace

std::unique_ptr<remote::Shell> makeShell(remote::Endpoint endpoint, remote::HostKeyAsker asker) {
    return std::make_unique<SshShell>(std::move(endpoint), std::move(asker));
}

}  // namespace podwire::ssh
