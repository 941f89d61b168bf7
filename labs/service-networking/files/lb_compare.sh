#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Podwire authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Sends seven connections to each port of the load balancer, and says how many each node got. The first connection stays open
# while the other six come and go.
set -euo pipefail

here=$(dirname "$0")
# shellcheck source=/dev/null
source "$here/node_vars.env"

connections() { curl -s '127.0.0.1:8404/;csv' | grep "^$1,$2," | cut -d, -f8; }

compare() {
    local name=$1 port=$2 node1 node2
    node1=$(connections "$name" node1)
    node2=$(connections "$name" node2)
    exec 3<> "/dev/tcp/$LB_IP/$port"
    for _ in {1..6}; do
        sleep 0.1
        curl -s -o /dev/null "$LB_IP:$port" || true
    done
    exec 3>&-
    printf '%-12s  node1 %d  node2 %d\n' "$name" \
        "$(($(connections "$name" node1) - node1))" "$(($(connections "$name" node2) - node2))"
}

compare round_robin "$LB_PORT"
compare least_conn "$LB_LEAST_PORT"
compare source_hash "$LB_SOURCE_PORT"
