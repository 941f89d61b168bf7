// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include "core/base/result.h"
#include "ui/theme/theme.h"

namespace podwire::app {

/// What podwire was asked for on its command line.
struct LaunchOptions {
    QString lab;                         ///< the lab's folder
    QString name;                        ///< of the lab on its nodes; empty: not asked for
    std::optional<ui::ThemeMode> theme;  ///< nothing: as remembered
    QString print;                       ///< help or version to print instead of opening a window
    QString provider = {};               ///< as in nodes::LabChoice; empty: not asked for
    QString inventory = {};              ///< a file; empty: not asked for
    bool readOnly = false;               ///< no node may be changed
};

/// InvalidInput with the usage for anything that is not understood. Needs no QCoreApplication.
Result<LaunchOptions> parseLaunch(const QStringList& arguments);

}  // namespace podwire::app
