// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/step/kubernetes_card.h"

#include <QFile>
#include <QVBoxLayout>
#include <algorithm>

#include "core/plan/kubectl_view.h"
#include "ui/text/words.h"
#include "ui/widgets/fold.h"
#include "ui/widgets/output_view.h"

namespace podwire::ui {
namespace {

/// What a command printed or a file holds, below a fold.
QWidget* inset(const QString& words) {
    auto* content = new QWidget;
    auto* layout = new QVBoxLayout(content);
    layout->setContentsMargins(20, 0, 0, 4);
    layout->addWidget(new OutputView(words));
    return content;
}

QString contentOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : file.errorString();
}

}  // namespace

KubernetesCard::KubernetesCard(const lab::Lab& lab, const lab::Part& part, QWidget* parent)
    : Card(parent), lab_(lab), part_(part) {
    setTitle(tr("In Kubernetes"));
    QVBoxLayout* layout = nullptr;
    QWidget* body = section(layout);
    listing_ = new Fold(QStringLiteral("kubectl get svc,pods -o wide"));
    manifest_ = new Fold(QString());
    layout->addWidget(listing_);
    layout->addWidget(manifest_);
    addSection(body);
    listing_->hide();
    addManifest();
}

void KubernetesCard::addManifest() {
    const auto manifest =
        std::find_if(lab_.manifests.begin(), lab_.manifests.end(),
                     [this](const lab::Manifest& each) { return each.id == part_.manifest; });
    if (manifest == lab_.manifests.end()) {
        hide();
        return;
    }
    manifest_->setTitle(text(manifest->file));
    const QString path = text(lab_.directory) + QLatin1Char('/') + text(manifest->file);
    manifest_->setContent([path] { return inset(contentOf(path)); });
}

void KubernetesCard::setAssessment(const plan::Assessment& assessment) {
    const bool finished = !assessment.steps.empty() && plan::isFinished(part_, assessment);
    listing_->setVisible(finished);
    const QString view = finished ? text(plan::kubectlView(lab_, part_, assessment)) : QString();
    if (view == shown_) {
        return;
    }
    shown_ = view;
    listing_->setContent(inset(view));
}

}  // namespace podwire::ui
