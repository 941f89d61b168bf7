// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/options.h"

/// podwirectl's commands. Each returns the program's exit status and has reported what went wrong.
namespace podwire::ctl {

int nodesCommand(const Options& options);
int stepsCommand(const Options& options);
int applyCommand(const Options& options);
int undoCommand(const Options& options);
int goToCommand(const Options& options);
int readyCommand(const Options& options);
int resetCommand(const Options& options);
int checkCommand(const Options& options);
int showCommand(const Options& options);
int watchChainsCommand(const Options& options);
int showConntrackCommand(const Options& options);
int doctorCommand(const Options& options);
int getCommand(const Options& options);
int execCommand(const Options& options);
int explainCommand(const Options& options);
int traceCommand(const Options& options);
int captureCommand(const Options& options);
int trafficCommand(const Options& options);
int lintCommand(const Options& options);

}  // namespace podwire::ctl
