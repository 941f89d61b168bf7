// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace podwire::test {

/// From now on every warning of Qt fails the running test: those of QAbstractItemModelTester, which would
/// only be logged, and those about connections, layouts and style sheets.
void failOnQtWarnings();

}  // namespace podwire::test
