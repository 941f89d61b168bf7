// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMap>
#include <QScrollArea>

#include "core/base/error.h"
#include "core/nodes/running_lab.h"
#include "core/nodes/survey.h"

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QTimer;

namespace podwire::ui {

class Card;
class ErrorBox;
class HostList;
class InventoryForm;
class MarkdownView;
class ProviderTile;
class StartProgress;

/// Where a student chooses the machines that are the lab's nodes, starts or opens them, and sees how that
/// goes. It asks for what it shows of each kind (surveyWanted) and looks at nothing itself.
class StartPage : public QScrollArea {
    Q_OBJECT
public:
    explicit StartPage(QWidget* parent = nullptr);
    /// A fixed one: asking the content would lay out pages that nobody sees.
    [[nodiscard]] QSize sizeHint() const override { return {760, 560}; }

    void setLab(const QString& title, const QString& summary);
    void setChoice(const nodes::LabChoice& choice);
    /// As it stands in the form; the provider is never empty.
    [[nodiscard]] nodes::LabChoice choice() const;
    void setRecentInventories(const QStringList& files);

    void setLocal(const nodes::LocalSurvey& survey);
    void setMultipass(const nodes::MultipassSurvey& survey);
    void setInventory(const nodes::InventorySurvey& survey);

    /// `starting` tells a start from a stop.
    void setBusy(bool busy, bool starting);
    /// A lab is open, to which one can go back.
    void setWayBack(bool there);
    void showError(const Error& error);
    void clearError();

    [[nodiscard]] StartProgress* progress() const { return progress_; }
    [[nodiscard]] ErrorBox* error() const { return error_; }
    [[nodiscard]] QPushButton* startButton() const { return start_; }
    [[nodiscard]] QPushButton* backButton() const { return back_; }
    [[nodiscard]] ProviderTile* tile(const QString& provider) const { return tiles_.value(provider); }
    [[nodiscard]] InventoryForm* inventory() const { return inventory_; }
    [[nodiscard]] HostList* machines() const { return machines_; }
    [[nodiscard]] QLineEdit* name() const { return name_; }
    [[nodiscard]] QCheckBox* readOnly() const { return readOnly_; }

Q_SIGNALS:
    void startRequested();
    void cancelRequested();
    void backRequested();
    /// The choice is another, or the page came into sight.
    void surveyWanted();
    /// Look what the chosen inventory's hosts have.
    void checkRequested();

protected:
    void showEvent(QShowEvent* event) override;

private:
    QWidget* makeTiles();
    QWidget* makeCard();
    QWidget* makeFields();
    QWidget* makeButtons();
    void connectAll();
    void showProvider();
    void showButtons();
    void noteChange();

    QString provider_;
    bool busy_ = false;
    bool starting_ = false;
    nodes::LocalSurvey localSurvey_;
    nodes::MultipassSurvey multipassSurvey_;

    QLabel* title_;
    MarkdownView* summary_;
    QMap<QString, ProviderTile*> tiles_;
    QLabel* about_;
    QLabel* cost_;
    QWidget* nameRow_ = nullptr;
    QLineEdit* name_;
    QLabel* nameTrouble_;
    QCheckBox* readOnly_;
    HostList* machines_;
    InventoryForm* inventory_;
    ErrorBox* trouble_;
    QPushButton* start_;
    QPushButton* cancel_;
    QPushButton* back_;
    StartProgress* progress_;
    ErrorBox* error_;
    QTimer* settle_;
};

}  // namespace podwire::ui
