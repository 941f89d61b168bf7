// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QGraphicsScene>
#include <QString>

namespace podwire::ui {

/// All of a scene as a file, on the scene's background. False when it cannot be written.
bool saveSvg(QGraphicsScene& scene, const QString& title, const QString& path);
/// Twice as large as on the screen.
bool savePng(QGraphicsScene& scene, const QString& path);

}  // namespace podwire::ui
