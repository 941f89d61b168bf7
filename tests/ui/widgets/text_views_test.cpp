// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <QAbstractTextDocumentLayout>
#include <QApplication>
#include <QClipboard>
#include <QTest>
#include <QTextBlock>
#include <QVBoxLayout>

#include "ui/theme/theme.h"
#include "ui/widgets/command_view.h"
#include "ui/widgets/markdown_view.h"

namespace podwire::ui {
namespace {

/// Where the last line of a document ends.
double textEnd(const QTextDocument& document) {
    double end = 0;
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        end = std::max(end, document.documentLayout()->blockBoundingRect(block).bottom());
    }
    return end;
}

class MarkdownHeightTest : public testing::TestWithParam<const char*> {};

TEST_P(MarkdownHeightTest, TheViewIsAsHighAsItsText) {
    QWidget page;
    auto* layout = new QVBoxLayout(&page);
    auto* view = new MarkdownView;
    view->setText(QString::fromUtf8(GetParam()));
    layout->addWidget(view);
    layout->addStretch(1);
    for (const int width : {700, 400, 1100}) {
        page.resize(width, 1200);
        page.show();
        ASSERT_TRUE(QTest::qWaitForWindowExposed(&page));
        view->grab();
        EXPECT_GE(view->height(), textEnd(*view->document())) << "at " << width;
        EXPECT_LE(view->height(), textEnd(*view->document()) + 30) << "at " << width;
        EXPECT_EQ(view->document()->textWidth(), view->viewport()->width());
    }
}

const char* const longWords =
    "A long paragraph that has to wrap at every width that a window can have, and that goes on and on until "
    "it does so, "
    "even where the window is wide, since nobody knows beforehand how wide the reader likes his windows to "
    "be.";
const std::string quote = std::string("Before.\n\n> ") + longWords;
const std::string quoteOnly = std::string("> ") + longWords;
const std::string code = "Before.\n\n```\nsudo iptables -t nat -L\nsecond line\n```\n";
const std::string table = "|a|b|\n|---|---|\n|1|" + std::string(longWords) + "|\n\nAfter it.\n\n> A note.";
const std::string list = "1. one\n2. " + std::string(longWords) + "\n\nAfter.\n\n## Heading\n\n- last";

INSTANTIATE_TEST_SUITE_P(OfEveryKind, MarkdownHeightTest,
                         testing::Values(longWords, quote.c_str(), quoteOnly.c_str(), code.c_str(),
                                         table.c_str(), list.c_str()));

TEST(CommandViewTest, ASelectionIsCopiedToTheLetter) {
    const QString command = QStringLiteral("sudo ip -n pod1a route add default \\\n    --dev eth0 /a/b-c");
    CommandView view(command, {});
    view.selectAll();
    view.copy();
    EXPECT_EQ(QApplication::clipboard()->text(), command);
}

TEST(CommandViewTest, AddressesHaveTheirColoursAfterTheThemeChangedToo) {
    const QString command = QStringLiteral("curl --silent 192.168.1.10:80");
    const CommandView view(command, {QString(), {QStringLiteral("192.168.1.10")}});
    const auto colourAtEnd = [&] {
        QTextCursor cursor(view.document());
        cursor.movePosition(QTextCursor::End);
        return cursor.charFormat().foreground().color();
    };
    EXPECT_EQ(colourAtEnd(), tokensFor(Scheme::Light).backend(0));
    Theme::instance().setMode(ThemeMode::Dark);
    EXPECT_EQ(colourAtEnd(), tokensFor(Scheme::Dark).backend(0));
    Theme::instance().setMode(ThemeMode::Light);
}

}  // namespace
}  // namespace podwire::ui
