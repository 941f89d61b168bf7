// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/step/kubernetes_card.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/lab/loader.h"
#include "ui/widgets/fold.h"
#include "ui/widgets/output_view.h"

namespace podwire::ui {
namespace {

QString shownIn(const Fold& fold) {
    const auto* output = fold.content() != nullptr ? fold.content()->findChild<OutputView*>() : nullptr;
    return output != nullptr ? output->toPlainText() : QString();
}

TEST(KubernetesCard, ShowsTheManifestAndTheListingOnceThePartIsFinished) {
    const auto lab = lab::load(PODWIRE_SOURCE_DIR "/labs/service-networking");
    ASSERT_TRUE(lab.has_value());
    const auto part = std::find_if(lab->parts.begin(), lab->parts.end(),
                                   [](const lab::Part& each) { return each.id == "clusterip"; });
    ASSERT_NE(part, lab->parts.end());
    KubernetesCard card(*lab, *part);
    card.manifest()->setOpen(true);
    EXPECT_TRUE(shownIn(*card.manifest()).contains(QStringLiteral("clusterIP: 10.96.1.100")));

    plan::Assessment assessment;
    card.setAssessment(assessment);
    EXPECT_TRUE(card.listing()->isHidden()) << "nothing was read yet";
    for (const lab::Step* step : lab->steps()) {
        assessment.steps[step->id] = {step->id, plan::StepState::Applied, {}};
    }
    card.setAssessment(assessment);
    EXPECT_FALSE(card.listing()->isHidden());
    card.listing()->setOpen(true);
    EXPECT_TRUE(shownIn(*card.listing()).contains(QStringLiteral("service/http-server-svc")));

    assessment.steps.at("clusterip.vip").state = plan::StepState::Absent;
    card.setAssessment(assessment);
    EXPECT_TRUE(card.listing()->isHidden());
}

}  // namespace
}  // namespace podwire::ui
