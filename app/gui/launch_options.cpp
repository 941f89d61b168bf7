// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/launch_options.h"

#include <QCommandLineParser>

#include "app/wiring.h"
#include "core/nodes/local_lab.h"

namespace podwire::app {
namespace {

using namespace Qt::StringLiterals;

Result<std::optional<ui::ThemeMode>> themeOf(const QString& word) {
    if (word.isEmpty()) {
        return std::optional<ui::ThemeMode>();
    }
    if (word == "light"_L1) {
        return ui::ThemeMode::Light;
    }
    if (word == "dark"_L1) {
        return ui::ThemeMode::Dark;
    }
    if (word == "system"_L1) {
        return ui::ThemeMode::System;
    }
    return fail(ErrorKind::InvalidInput, "There is no theme " + word.toStdString(), {},
                "Say light, dark or system.");
}

Result<void> checkProvider(const QString& provider, bool hasInventory) {
    if (!provider.isEmpty() && provider != "local"_L1 && provider != "multipass"_L1 && provider != "ssh"_L1) {
        return fail(ErrorKind::InvalidInput, "there is no provider '" + provider.toStdString() + "'", {},
                    "Say local, multipass or ssh.");
    }
    if (hasInventory && !provider.isEmpty() && provider != "ssh"_L1) {
        return fail(ErrorKind::InvalidInput, "--inventory is for the provider ssh");
    }
    return {};
}

LaunchOptions printing(const QString& text) {
    LaunchOptions options;
    options.print = text;
    return options;
}

}  // namespace

Result<LaunchOptions> parseLaunch(const QStringList& arguments) {
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"A lab console for Kubernetes service networking on real Linux nodes."_s);
    const QCommandLineOption help = parser.addHelpOption();
    const QCommandLineOption version = parser.addVersionOption();
    const QCommandLineOption lab(u"lab"_s, u"The lab's folder (default: the chapter)."_s, u"dir"_s,
                                 QString::fromStdString(defaultLab()));
    const QCommandLineOption name(u"name"_s, u"The name of the lab on its nodes (default: as last time)."_s,
                                  u"name"_s);
    const QCommandLineOption provider(
        u"provider"_s, u"Where its nodes come from: local, multipass or ssh (default: as last time)."_s,
        u"provider"_s);
    const QCommandLineOption inventory(u"inventory"_s, u"The hosts of provider ssh, a YAML file."_s,
                                       u"file"_s);
    const QCommandLineOption readOnly(u"read-only"_s, u"No node may be changed; what would is refused."_s);
    const QCommandLineOption theme(u"theme"_s, u"light, dark or system (default: as last time)."_s,
                                   u"theme"_s);
    parser.addOptions({lab, name, provider, inventory, readOnly, theme});
    if (!parser.parse(arguments)) {
        return fail(ErrorKind::InvalidInput, parser.errorText().toStdString(), {},
                    parser.helpText().toStdString());
    }
    if (parser.isSet(help)) {
        return printing(parser.helpText());
    }
    if (parser.isSet(version)) {
        return printing(u"podwire " PODWIRE_VERSION "\n"_s);
    }
    if (!parser.positionalArguments().isEmpty()) {
        return fail(ErrorKind::InvalidInput, "podwire takes options only", {},
                    parser.helpText().toStdString());
    }
    if (parser.isSet(name) && !nodes::isLabName(parser.value(name).toStdString())) {
        return fail(ErrorKind::InvalidInput, "No lab can be named " + parser.value(name).toStdString(), {},
                    "A name has at most 15 lower-case letters, digits and dashes, a letter first.");
    }
    if (const auto usable = checkProvider(parser.value(provider), parser.isSet(inventory)); !usable) {
        return fail(usable.error());
    }
    const auto mode = themeOf(parser.value(theme));
    if (!mode) {
        return fail(mode.error());
    }
    return LaunchOptions{parser.value(lab),       parser.value(name),    *mode, {}, parser.value(provider),
                         parser.value(inventory), parser.isSet(readOnly)};
}

}  // namespace podwire::app
