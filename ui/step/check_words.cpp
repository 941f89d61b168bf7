// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/step/check_words.h"

#include <QCoreApplication>

#include "core/plan/evaluate.h"
#include "ui/text/words.h"

namespace podwire::ui {
namespace {

struct CheckWords {
    Q_DECLARE_TR_FUNCTIONS(CheckWords)
};

}  // namespace

CheckBadge badgeFor(const lab::Check& check, const models::CheckRecord& record) {
    if (record.running) {
        return {CheckWords::tr("running"), "accent"};
    }
    if (!record.result) {
        return {CheckWords::tr("not run yet"), "neutral"};
    }
    if (!record.result->ok) {
        return {CheckWords::tr("differs"), "bad"};
    }
    return check.expectsFailure() ? CheckBadge{CheckWords::tr("expected to fail"), "warn"}
                                  : CheckBadge{CheckWords::tr("holds"), "ok"};
}

QString findingFor(const lab::Check& check, const models::CheckRecord& record) {
    if (!record.result) {
        return CheckWords::tr("expects: %1").arg(text(plan::expectation(check)));
    }
    const QString found = text(record.result->found);
    return record.result->ok && check.expectsFailure() ? CheckWords::tr("failed as expected · %1").arg(found)
                                                       : found;
}

}  // namespace podwire::ui
