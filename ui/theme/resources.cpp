// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/resources.h"

#include <QtGlobal>

// Q_INIT_RESOURCE declares a function of the global namespace.
static void initialise() {
    Q_INIT_RESOURCE(podwire);
}

namespace podwire::ui {

void useResources() {
    static const bool once = (initialise(), true);
    Q_UNUSED(once);
}

}  // namespace podwire::ui
