// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace podwire::live {

/// The generator, for python3 -c: HTTP requests from one process, each over a new TCP connection that the
/// client closes first. Arguments: HOST PORT PATH COUNT RATE CONCURRENCY DEADLINE, where COUNT 0 is until
/// told to stop, RATE (a second) 0 as fast as answers come, DEADLINE in milliseconds. HOST is an IPv4 address
/// or a name, which is resolved for each request. It prints, within 50 ms,
///   begin EPOCH                                    microseconds, when the clock of the lines below began
///   r SEQ START DURATION PORT TO STATUS WHO KIND   one for each request; what is not known is 0 or "-"
///   end COUNT                                      requests in all; nothing follows
/// SEQ from 0; START and DURATION in microseconds; PORT the client's; TO the address that was asked; WHO the
/// address in "HTTP Server IP address: A.B.C.D"; KIND how it failed ("-": it did not): timeout, refused,
/// unreachable, reset, name, bad, local. A byte on its standard input: nothing new is begun; its end: it ends
/// at once. When nobody takes its lines, or no client port is free, it begins nothing new until that is over.
extern const char* const kTrafficScript;

}  // namespace podwire::live
