// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaObject>
#include <QObject>
#include <QPointer>
#include <memory>
#include <mutex>
#include <utility>

namespace podwire::session {

/// A way from a Shell's thread to an object's own thread that stays safe when the object goes away: what is
/// posted after that is dropped. The object owns one as a member and hands out copies of way().
class Mail {
public:
    explicit Mail(QObject* receiver) : box_(std::make_shared<Box>()) { box_->receiver = receiver; }
    ~Mail() {
        const std::lock_guard lock(box_->mutex);
        box_->receiver = nullptr;
    }
    Mail(const Mail&) = delete;
    Mail& operator=(const Mail&) = delete;

    struct Box {
        std::mutex mutex;
        QObject* receiver = nullptr;
    };
    /// Thread-safe: runs `work` on the receiver's thread, later.
    class Way {
    public:
        explicit Way(std::shared_ptr<Box> box) : box_(std::move(box)) {}
        template <class Work>
        void operator()(Work&& work) const {
            const std::lock_guard lock(box_->mutex);
            if (box_->receiver != nullptr) {
                QMetaObject::invokeMethod(box_->receiver, std::forward<Work>(work), Qt::QueuedConnection);
            }
        }

    private:
        std::shared_ptr<Box> box_;
    };
    [[nodiscard]] Way way() const { return Way(box_); }

private:
    std::shared_ptr<Box> box_;
};

}  // namespace podwire::session
