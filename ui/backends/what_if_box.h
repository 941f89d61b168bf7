// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <optional>
#include <vector>

#include "core/lab/lab.h"
#include "core/live/traffic_what_if.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace podwire::live {
class ChainEditor;
}

namespace podwire::ui {

class ChangeStrip;

/// Tries out another probability or order of the rules that decide, and shows the command that would change
/// them. It runs when somebody wants it, after another question.
class WhatIfBox : public QWidget {
    Q_OBJECT
public:
    explicit WhatIfBox(QWidget* parent = nullptr);

    /// The lab must outlive the next call; null: nothing to try.
    void setLab(const lab::Lab* lab);
    /// `rules` as they are now on the node that the forecast names. What is chosen stays where it can.
    void setRules(const netfilter::Ruleset& rules, const live::TrafficForecast& forecast);

    /// What changes rules on the node of the forecast; it must outlive the next call. Null: nothing can.
    void setEditor(live::ChainEditor* editor);

    [[nodiscard]] QComboBox* rule() const { return rule_; }
    [[nodiscard]] QComboBox* kind() const { return kind_; }
    [[nodiscard]] QLineEdit* probability() const { return probability_; }
    /// "pod1a 33.0 % → 50.0 %, ..." or why there is no answer.
    [[nodiscard]] QString outcome() const;
    [[nodiscard]] const QString& commands() const { return commands_; }
    [[nodiscard]] QPushButton* applyButton() const { return apply_; }
    [[nodiscard]] ChangeStrip* strip() const { return strip_; }

private:
    void build();
    void fillRules();
    void suggest();
    void answer();
    void show(const live::WhatIf& result);
    void refuse(const QString& why);
    void showCommands(const QString& commands);
    void offer();
    [[nodiscard]] QString nameOf(const std::string& server) const;

    const lab::Lab* lab_ = nullptr;
    netfilter::Ruleset rules_;
    live::TrafficForecast forecast_;
    std::vector<live::DecidingRule> deciding_;
    QComboBox* rule_;
    QComboBox* kind_;
    QLineEdit* probability_;
    QLabel* outcome_;
    QPushButton* apply_;
    ChangeStrip* strip_;
    live::ChainEditor* editor_ = nullptr;
    std::optional<netfilter::RuleChange> change_;  ///< of what is shown
    QVBoxLayout* column_ = nullptr;
    QWidget* line_ = nullptr;  ///< with the commands; null: there are none
    QString commands_;
};

}  // namespace podwire::ui
