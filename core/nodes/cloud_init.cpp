// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nodes/cloud_init.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace podwire::nodes {
namespace {

using namespace Qt::StringLiterals;

/// What the chapter's commands and Podwire's own readings need beyond Ubuntu's server image.
const QStringList& packages() {
    static const QStringList all{u"bind9-dnsutils"_s, u"conntrack"_s,        u"curl"_s,      u"haproxy"_s,
                                 u"iproute2"_s,       u"iptables"_s,         u"kmod"_s,      u"net-tools"_s,
                                 u"iputils-ping"_s,   u"netcat-openbsd"_s,   u"nftables"_s,  u"python3"_s,
                                 u"tcpdump"_s,        u"systemd-resolved"_s, u"traceroute"_s};
    return all;
}

const QString kModules = u"nf_conntrack nf_conntrack_netlink nf_nat nf_tables nfnetlink_log veth bridge"_s;

/// Byte counts, time stamps and events for every connection, from the first one on.
const QString kSysctls =
    u"net.netfilter.nf_conntrack_acct = 1\n"
    "net.netfilter.nf_conntrack_timestamp = 1\n"
    "net.netfilter.nf_conntrack_events = 1\n"_s;

QJsonObject file(const QString& path, const QString& content, const QString& mode = u"0644"_s) {
    return {{u"path"_s, path}, {u"content"_s, content}, {u"permissions"_s, mode}};
}

/// Netplan wants its files to be closed to others.
QJsonObject netplan(const NodeRecipe& recipe) {
    const QJsonObject lan{
        {u"match"_s, QJsonObject{{u"macaddress"_s, QString::fromStdString(recipe.macAddress)}}},
        {u"dhcp4"_s, false},
        {u"addresses"_s, QJsonArray{QString::fromStdString(recipe.address)}}};
    const QJsonObject body{
        {u"network"_s, QJsonObject{{u"version"_s, 2}, {u"ethernets"_s, QJsonObject{{u"podwire"_s, lan}}}}}};
    return file(u"/etc/netplan/60-podwire.yaml"_s, QString::fromUtf8(QJsonDocument(body).toJson()),
                u"0600"_s);
}

QJsonArray words(const QString& line) {
    return QJsonArray::fromStringList(line.split(u' '));
}

}  // namespace

std::string cloudInit(const NodeRecipe& recipe) {
    QJsonArray files{
        file(u"/etc/modules-load.d/podwire.conf"_s, QString(kModules).replace(u' ', u'\n') + u'\n'),
        file(u"/etc/sysctl.d/60-podwire-conntrack.conf"_s, kSysctls)};
    // The chapter starts a HAProxy of its own.
    QJsonArray commands{words(u"modprobe --all "_s + kModules), words(u"sysctl --system"_s),
                        words(u"systemctl disable --now haproxy"_s)};
    if (!recipe.macAddress.empty()) {
        files.append(netplan(recipe));
        commands.append(words(u"netplan apply"_s));
    }
    const QJsonObject config{
        {u"hostname"_s, QString::fromStdString(recipe.hostname)},
        {u"ssh_authorized_keys"_s, QJsonArray{QString::fromStdString(recipe.authorizedKey)}},
        {u"package_update"_s, true},
        {u"packages"_s, QJsonArray::fromStringList(packages())},
        {u"write_files"_s, files},
        {u"runcmd"_s, commands}};
    return "#cloud-config\n" + QJsonDocument(config).toJson().toStdString();
}

}  // namespace podwire::nodes
