// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QVBoxLayout;

namespace podwire::ui {

/// A rounded surface of sections with thin lines between them. Paints the sections' grounds itself, so that
/// they keep to the rounded corners.
class Card : public QWidget {
    Q_OBJECT
public:
    enum class Ground { Surface, Sunken, Accent, Ok, Warn, Bad };

    explicit Card(QWidget* parent = nullptr);

    /// A quiet headline; things added to header() stand right of it.
    void setTitle(const QString& title);
    [[nodiscard]] QLabel* titleLabel() const { return title_; }
    [[nodiscard]] QHBoxLayout* header();

    /// Takes the widget as the next section. `line`: a thin line above it.
    void addSection(QWidget* section, Ground ground = Ground::Surface, bool line = true);
    void setGround(QWidget* section, Ground ground);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void makeHeader();

    QVBoxLayout* layout_;
    QWidget* headerWidget_ = nullptr;
    QHBoxLayout* header_ = nullptr;
    QLabel* title_ = nullptr;
};

/// A section's widget with the usual insets and a vertical layout.
QWidget* section(QVBoxLayout*& layout, QWidget* parent = nullptr);

}  // namespace podwire::ui
