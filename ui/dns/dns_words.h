// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "core/live/dns_query.h"
#include "core/live/dns_servers.h"

class QModelIndex;

namespace podwire::ui {

struct CellLook;

/// What a DNS answer means, for people.
struct DnsWords {
    QString headline;  ///< "NOERROR: 3 addresses"
    QString tone;      ///< "ok", "warn" or "bad"
    QString details;   ///< sentences: the records, the alias, who answered how soon
};

/// `server`: the lab's server that was asked, or null.
DnsWords explain(const live::DnsQuestion& question, const plan::DnsAnswer& answer,
                 const live::LabDnsServer* server);

/// The words and the look of a cell of models::DnsLogModel.
QString dnsLogCell(const QModelIndex& index);
CellLook dnsLogLook(const QModelIndex& index);

}  // namespace podwire::ui
