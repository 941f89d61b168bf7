// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "tests/lab/lab_folder.h"

namespace podwire::lab::testing {
namespace {

/// The YAML blocks of labs/FORMAT.md.
std::vector<std::string> examples() {
    std::ifstream stream(PODWIRE_SOURCE_DIR "/labs/FORMAT.md");
    const std::string page{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
    const std::string opening = "```yaml\n";
    std::vector<std::string> blocks;
    for (std::size_t at = page.find(opening); at != std::string::npos; at = page.find(opening, at)) {
        at += opening.size();
        blocks.push_back(page.substr(at, page.find("```", at) - at));
    }
    return blocks;
}

TEST(FormatPage, ShowsALabThatIsRight) {
    const auto blocks = examples();
    ASSERT_EQ(blocks.size(), 2U);
    const LabFolder folder;
    folder.write("lab.yaml", blocks[0]);
    folder.write("parts/reach.yaml", blocks[1]);
    folder.write("files/http_server.py", "pass\n");
    const auto lab = folder.load();
    ASSERT_TRUE(lab.has_value()) << textOf(lab.error());
    ASSERT_EQ(lab->steps().size(), 2U);
    EXPECT_EQ(lab->find("reach.pod")->apply.size(), 10U);
    EXPECT_EQ(lab->find("reach.route")->apply[0].command, "sudo ip route add 192.168.1.10 via 10.30.45.100");
    EXPECT_EQ(lab->find("reach.route")->before[0].command, "curl --connect-timeout 2 192.168.1.10:80");
    EXPECT_TRUE(lab->find("reach.route")->before[0].expectsFailure());
    EXPECT_EQ(lab->find("reach.route")->predictions[0].walk, (Walk{"node2", "", "192.168.1.10", 80}));
}

}  // namespace
}  // namespace podwire::lab::testing
