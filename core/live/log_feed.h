// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <memory>
#include <string>
#include <vector>

#include "core/live/dns_log.h"
#include "core/live/stream.h"

namespace podwire::live {

/// A DNS server's log as it is written. Runs while somebody needs it; lives on one thread.
class LogFeed : public QObject {
    Q_OBJECT
public:
    /// `unit`: "coredns.service".
    LogFeed(std::shared_ptr<remote::Shell> shell, const std::string& unit, QObject* parent = nullptr);
    ~LogFeed() override;

    [[nodiscard]] std::shared_ptr<void> need() { return stream_->need(); }
    [[nodiscard]] Stream::State state() const { return stream_->state(); }
    [[nodiscard]] const Error& problem() const { return stream_->problem(); }

Q_SIGNALS:
    void stateChanged();
    /// In the order in which they were written, each once, however often the stream began anew.
    void logged(const std::vector<podwire::live::DnsLogEntry>& entries);

private:
    class Reader;
    void collect();

    session::Mail mail_{this};
    std::shared_ptr<Reader> reader_;
    std::unique_ptr<Stream> stream_;
    std::int64_t newest_ = 0;  ///< microseconds of the last entry
    std::int64_t before_ = 0;  ///< entries up to this one were told before the stream began anew
};

}  // namespace podwire::live
