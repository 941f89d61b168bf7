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

}  // namespace

Result<LaunchOptions> parseLaunch(const QStringList& arguments) {
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"A lab console for Kubernetes service networking on real Linux nodes."_s);
    const QCommandLineOption help = parser.addHelpOption();
    const QCommandLineOption version = parser.addVersionOption();
    const QCommandLineOption lab(u"lab"_s, u"The lab's folder (default: the chapter)."_s, u"dir"_s,
                                 QString::fromStdString(defaultLab()));
    const QCommandLineOption name(u"name"_s, u"The running local lab to look at (default: podwire)."_s,
                                  u"name"_s, u"podwire"_s);
    const QCommandLineOption theme(u"theme"_s, u"light, dark or system (default: as last time)."_s,
                                   u"theme"_s);
    parser.addOptions({lab, name, theme});
    if (!parser.parse(arguments)) {
        return fail(ErrorKind::InvalidInput, parser.errorText().toStdString(), {},
                    parser.helpText().toStdString());
    }
    if (parser.isSet(help)) {
        return LaunchOptions{{}, {}, {}, parser.helpText()};
    }
    if (parser.isSet(version)) {
        return LaunchOptions{{}, {}, {}, u"podwire " PODWIRE_VERSION "\n"_s};
    }
    if (!parser.positionalArguments().isEmpty()) {
        return fail(ErrorKind::InvalidInput, "podwire takes options only", {},
                    parser.helpText().toStdString());
    }
    if (!nodes::isLabName(parser.value(name).toStdString())) {
        return fail(ErrorKind::InvalidInput, "No lab can be named " + parser.value(name).toStdString(), {},
                    "A name has at most 15 lower-case letters, digits and dashes, a letter first.");
    }
    const auto mode = themeOf(parser.value(theme));
    if (!mode) {
        return fail(mode.error());
    }
    return LaunchOptions{parser.value(lab), parser.value(name), *mode, {}};
}

}  // namespace podwire::app
