// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/terminal/screen.h"

#include <gtest/gtest.h>

#include <random>

namespace podwire::terminal {
namespace {

Cell cellAt(const Screen& screen, int row, std::size_t column) {
    const Line line = screen.line(row);
    return column < line.size() ? line[column] : Cell{};
}

std::string rowText(const Screen& screen, int row) {
    return textOf(screen.line(row));
}

TEST(Screen, ShowsLinesAndTheCursor) {
    Screen screen({20, 4});
    screen.feed("one\r\ntwo");
    EXPECT_EQ(rowText(screen, 0), "one");
    EXPECT_EQ(rowText(screen, 1), "two");
    EXPECT_EQ(screen.cursor().row, 1);
    EXPECT_EQ(screen.cursor().column, 3);
    EXPECT_TRUE(screen.cursor().visible);
    screen.feed("\x1b[?25l\x1b[4 q");
    EXPECT_FALSE(screen.cursor().visible);
}

TEST(Screen, KnowsColoursOfAllThreeKinds) {
    Screen screen({20, 4});
    screen.feed("\x1b[31ma\x1b[92mb\x1b[38;5;208mc\x1b[48;2;1;2;3md\x1b[0me");
    using Kind = Colour::Kind;
    EXPECT_EQ(cellAt(screen, 0, 0).style.foreground, (Colour{Kind::Indexed, 1, 0, 0}));
    EXPECT_EQ(cellAt(screen, 0, 1).style.foreground, (Colour{Kind::Indexed, 10, 0, 0}));
    EXPECT_EQ(cellAt(screen, 0, 2).style.foreground, (Colour{Kind::Indexed, 208, 0, 0}));
    EXPECT_EQ(cellAt(screen, 0, 3).style.background, (Colour{Kind::Rgb, 1, 2, 3}));
    EXPECT_EQ(cellAt(screen, 0, 4).style, Style{});
}

TEST(Screen, KnowsTheAttributes) {
    Screen screen({20, 4});
    screen.feed("\x1b[1ma\x1b[0;3mb\x1b[0;4mc\x1b[0;7md\x1b[0;9me");
    EXPECT_TRUE(cellAt(screen, 0, 0).style.bold);
    EXPECT_TRUE(cellAt(screen, 0, 1).style.italic);
    EXPECT_TRUE(cellAt(screen, 0, 2).style.underline);
    EXPECT_TRUE(cellAt(screen, 0, 3).style.reverse);
    EXPECT_TRUE(cellAt(screen, 0, 4).style.strike);
}

TEST(Screen, TakesWideAndCombiningCharactersCutAnywhere) {
    Screen screen({20, 4});
    for (const char byte : std::string("日e\u0301|")) {
        screen.feed(std::string_view(&byte, 1));
    }
    EXPECT_EQ(cellAt(screen, 0, 0).width, 2);
    EXPECT_EQ(cellAt(screen, 0, 1).width, 0);
    EXPECT_EQ(cellAt(screen, 0, 2).characters[1], U'\u0301');
    EXPECT_EQ(cellAt(screen, 0, 3).characters[0], U'|');
    EXPECT_EQ(rowText(screen, 0), "日e\u0301|");
}

TEST(Screen, KeepsWhatIsScrolledOutUpToALimit) {
    Screen screen({20, 4});
    for (int i = 0; i < 12'000; ++i) {
        screen.feed("line " + std::to_string(i) + "\r\n");
    }
    EXPECT_EQ(screen.historySize(), static_cast<int>(Screen::kMostHistory));
    EXPECT_EQ(screen.scrolled(), 12'000 - 3);
    EXPECT_EQ(rowText(screen, -1), "line 11996");
    EXPECT_EQ(rowText(screen, -10'000), "line 1997");
    EXPECT_EQ(rowText(screen, -10'001), "");
}

TEST(Screen, KeepsItsTextWhenItIsResized) {
    Screen screen({80, 24});
    for (int i = 0; i < 40; ++i) {
        screen.feed("\x1b[32mline\x1b[0m " + std::to_string(i) + "\r\n");
    }
    screen.resize({200, 60});
    EXPECT_EQ(screen.size(), (TerminalSize{200, 60}));
    EXPECT_EQ(screen.historySize(), 0) << "there is room for all of it again";
    EXPECT_EQ(rowText(screen, 0), "line 0");
    EXPECT_EQ(cellAt(screen, 0, 0).style.foreground.red, 2);
    screen.resize({80, 24});
    EXPECT_EQ(rowText(screen, screen.cursor().row - 1), "line 39");
    EXPECT_EQ(rowText(screen, -screen.historySize()), "line 0");
}

TEST(Screen, BringsSizesIntoBounds) {
    Screen screen({0, -5});
    EXPECT_EQ(screen.size(), (TerminalSize{2, 2}));
    screen.resize({100'000, 100'000});
    EXPECT_EQ(screen.size(), (TerminalSize{1000, 500}));
}

TEST(Screen, GivesBackWhatStoodThereAfterTheAlternateScreen) {
    Screen screen({20, 4});
    screen.feed("before\r\n\x1b[?1049h\x1b[2J\x1b[Hediting");
    EXPECT_TRUE(screen.isAlternate());
    EXPECT_EQ(rowText(screen, 0), "editing");
    screen.feed("\n\n\n\n\n\n");
    EXPECT_EQ(screen.historySize(), 0);
    screen.feed("\x1b[?1049l");
    EXPECT_FALSE(screen.isAlternate());
    EXPECT_EQ(rowText(screen, 0), "before");
}

TEST(Screen, TellsWhichRowsAreOther) {
    Screen screen({20, 4});
    screen.feed("one\r\ntwo\r\n");
    screen.takeDamage();
    screen.feed("x");
    const Damage damage = screen.takeDamage();
    EXPECT_EQ(damage.rows, (std::vector<bool>{false, false, true, false}));
    EXPECT_FALSE(damage.history);
    screen.feed("\r\n\r\n\r\n");
    EXPECT_TRUE(screen.takeDamage().history);
}

TEST(Screen, AnswersWhatTheProgramAsks) {
    Screen screen({20, 4});
    screen.feed("ab\x1b[6n");
    EXPECT_EQ(screen.takeInput(), "\x1b[1;3R");
    EXPECT_EQ(screen.takeInput(), "");
}

TEST(Screen, SendsKeysAsXtermDoes) {
    Screen screen({20, 4});
    const auto pressed = [&](Key key, Modifiers modifiers = {}) {
        screen.press(key, modifiers);
        return screen.takeInput();
    };
    const auto typed = [&](char32_t c, Modifiers modifiers = {}) {
        screen.type(c, modifiers);
        return screen.takeInput();
    };
    EXPECT_EQ(pressed({Key::Enter}), "\r");
    EXPECT_EQ(pressed({Key::Backspace}), "\x7f");
    EXPECT_EQ(pressed({Key::Tab}, {true, false, false}), "\x1b[Z");
    EXPECT_EQ(pressed({Key::Up}), "\x1b[A");
    EXPECT_EQ(pressed({Key::Right}, {false, false, true}), "\x1b[1;5C");
    EXPECT_EQ(pressed({Key::Function, 1}), "\x1bOP");
    EXPECT_EQ(pressed({Key::Function, 12}), "\x1b[24~");
    EXPECT_EQ(pressed({Key::Delete}), "\x1b[3~");
    screen.feed("\x1b[?1h");
    EXPECT_EQ(pressed({Key::Up}), "\x1bOA") << "application cursor keys";
    EXPECT_EQ(typed(U'ä'), "ä");
    EXPECT_EQ(typed(U'c', {false, false, true}), "\x03");
    EXPECT_EQ(typed(U'd', {false, true, false}),
              "\x1b"
              "d");
    EXPECT_EQ(typed(U' ', {false, false, true}), std::string(1, '\0'));
}

TEST(Screen, MarksAPasteWhenTheProgramTakesMarks) {
    Screen screen({20, 4});
    EXPECT_FALSE(screen.hasPasteMarks());
    screen.paste("a\nb\x1b[201~");
    EXPECT_EQ(screen.takeInput(), "a\rb[201~");
    screen.feed("\x1b[?2004h");
    EXPECT_TRUE(screen.hasPasteMarks());
    screen.paste("a\nb\x1b[201~");
    EXPECT_EQ(screen.takeInput(), "\x1b[200~a\rb[201~\x1b[201~");
}

TEST(Screen, FollowsTitleAndPrompt) {
    Screen screen({20, 4});
    EXPECT_EQ(screen.prompt(), Prompt::Unknown);
    screen.feed("\x1b]0;node1: ~\a\x1b]13");
    EXPECT_EQ(screen.title(), "node1: ~");
    screen.feed("3;B\a");
    EXPECT_EQ(screen.prompt(), Prompt::Shown);
    EXPECT_EQ(screen.prompts(), 1U);
    screen.feed("\x1b]133;C\x1b\\");
    EXPECT_EQ(screen.prompt(), Prompt::Busy);
    EXPECT_EQ(rowText(screen, 0), "");
}

TEST(Screen, RepeatsACharacterAndSurvivesARepetitionOfNone) {
    Screen screen({20, 4});
    screen.feed("\x1b[5b-\x1b[");
    screen.feed("3b|\xe6\x97\xa5\x1b[99bx");
    EXPECT_EQ(rowText(screen, 0), "----|日x");
}

TEST(Screen, SurvivesWhateverItIsSent) {
    std::mt19937 random(11);
    const std::string spice[] = {"\x1b[",
                                 "\x1b]",
                                 "\x1bP",
                                 ";",
                                 "?",
                                 "1049h",
                                 "1049l",
                                 "日",
                                 "\x1b[999;999H",
                                 "\x1b[2;1r",
                                 "\x1b[99L",
                                 "\x1b[99M",
                                 "\x1b[99@",
                                 "\x1b[99P",
                                 "\x1b[99b",
                                 "\x1b"
                                 "7",
                                 "\x1b"
                                 "8",
                                 "\x1b#8",
                                 "\x1b"
                                 "c",
                                 "\r\n"};
    Screen screen({7, 3});
    for (int round = 0; round < 3'000; ++round) {
        std::string bytes;
        for (int i = 0; i < 60; ++i) {
            bytes += random() % 3 == 0 ? spice[random() % std::size(spice)]
                                       : std::string(1, static_cast<char>(random()));
        }
        screen.feed(bytes);
        if (round % 7 == 0) {
            screen.resize({static_cast<int>(random() % 30), static_cast<int>(random() % 20)});
        }
        for (int row = -screen.historySize(); row < screen.size().rows; row += 3) {
            EXPECT_LE(screen.line(row).size(), 30U);
        }
        EXPECT_LT(screen.cursor().row, screen.size().rows);
    }
}

}  // namespace
}  // namespace podwire::terminal
