// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/launch_options.h"

#include <gtest/gtest.h>

namespace podwire::app {
namespace {

using namespace Qt::StringLiterals;

TEST(LaunchOptionsTest, WhatIsNotSaidIsNotAskedFor) {
    const auto options = parseLaunch({u"podwire"_s});
    ASSERT_TRUE(options.has_value());
    EXPECT_TRUE(options->name.isEmpty());
    EXPECT_TRUE(options->provider.isEmpty());
    EXPECT_TRUE(options->inventory.isEmpty());
    EXPECT_FALSE(options->readOnly);
    EXPECT_FALSE(options->lab.isEmpty());
}

TEST(LaunchOptionsTest, NamesTheNodesAsPodwirectlDoes) {
    const auto options = parseLaunch({u"podwire"_s, u"--name"_s, u"a"_s, u"--provider"_s, u"ssh"_s,
                                      u"--inventory"_s, u"hosts.yaml"_s, u"--read-only"_s});
    ASSERT_TRUE(options.has_value());
    EXPECT_EQ(options->name, u"a"_s);
    EXPECT_EQ(options->provider, u"ssh"_s);
    EXPECT_EQ(options->inventory, u"hosts.yaml"_s);
    EXPECT_TRUE(options->readOnly);
}

TEST(LaunchOptionsTest, RefusesWhatMakesNoSense) {
    for (const QStringList& wrong :
         {QStringList{u"--provider"_s, u"cloud"_s}, QStringList{u"--name"_s, u"Upper"_s},
          QStringList{u"--provider"_s, u"local"_s, u"--inventory"_s, u"a.yaml"_s}, QStringList{u"word"_s}}) {
        const auto options = parseLaunch(QStringList{u"podwire"_s} + wrong);
        ASSERT_FALSE(options.has_value()) << wrong.join(u' ').toStdString();
        EXPECT_EQ(options.error().kind, ErrorKind::InvalidInput);
    }
}

TEST(LaunchOptionsTest, TheHelpNamesThem) {
    const auto options = parseLaunch({u"podwire"_s, u"--help"_s});
    ASSERT_TRUE(options.has_value());
    for (const char* word : {"--provider", "--inventory", "--read-only", "--name"}) {
        EXPECT_TRUE(options->print.contains(QLatin1String(word))) << word;
    }
}

}  // namespace
}  // namespace podwire::app
