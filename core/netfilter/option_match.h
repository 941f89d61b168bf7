// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/netfilter/packet_match.h"

/// The matches (`-m`) of a rule against a packet; see packet_match.h.
namespace podwire::netfilter {

/// What an option asks for; Other for what Podwire cannot tell.
Field fieldOf(const Match& match, const Option& option);

/// Whether the packet has what one option of this field asks for, its '!' taken into account. Not for
/// Field::Chance.
Answer answerTo(Field field, const Option& option, const Packet& packet);

/// Whether the module can be told without an option: `-m tcp` matches as it stands, `-m socket` nobody knows.
bool isPlain(const Match& match);

/// How likely `-m statistic` is to match; nothing when it is none or says neither --probability nor --every.
std::optional<double> chanceOf(const Match& match);

/// What the packet has in that field, for people; empty when it is not known.
std::string foundIn(Field field, const Packet& packet);
/// "destination port"
std::string nameOf(Field field);

}  // namespace podwire::netfilter
