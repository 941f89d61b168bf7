// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/assessment.h"
#include "ui/widgets/card.h"

namespace podwire::ui {

class Fold;

/// What the part is in Kubernetes: its manifest, and, once the part is finished, what kubectl would print for
/// it. Hidden for a part without a manifest.
class KubernetesCard : public Card {
    Q_OBJECT
public:
    /// `lab` must outlive the card and hold the part.
    KubernetesCard(const lab::Lab& lab, const lab::Part& part, QWidget* parent = nullptr);

    void setAssessment(const plan::Assessment& assessment);
    [[nodiscard]] Fold* listing() const { return listing_; }
    [[nodiscard]] Fold* manifest() const { return manifest_; }

private:
    void addManifest();

    const lab::Lab& lab_;
    const lab::Part& part_;
    Fold* listing_;
    Fold* manifest_;
    QString shown_;
};

}  // namespace podwire::ui
