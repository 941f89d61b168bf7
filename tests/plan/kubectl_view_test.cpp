// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/kubectl_view.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/lab/loader.h"

namespace podwire::plan {
namespace {

class KubectlView : public ::testing::Test {
protected:
    void SetUp() override {
        auto loaded = lab::load(PODWIRE_SOURCE_DIR "/labs/service-networking");
        ASSERT_TRUE(loaded.has_value());
        lab_ = std::move(*loaded);
        for (const lab::Step* step : lab_.steps()) {
            StepStatus status{step->id, StepState::Applied, {}};
            for (const lab::Resource& resource : step->apply) {
                status.resources.push_back({&resource, Presence::Present, 1, true, {}, {}});
            }
            assessment_.steps[step->id] = status;
        }
    }

    [[nodiscard]] const lab::Part& part(std::string_view id) const {
        return *std::find_if(lab_.parts.begin(), lab_.parts.end(),
                             [id](const auto& each) { return each.id == id; });
    }

    /// As after `systemctl stop` or a missing command of the pod.
    void takeAway(const std::string& step, const std::string& wordOfItsCommand) {
        StepStatus& status = assessment_.steps.at(step);
        status.state = StepState::Partial;
        for (ResourceStatus& resource : status.resources) {
            if (resource.resource->command.find(wordOfItsCommand) != std::string::npos) {
                resource.presence = Presence::Absent;
            }
        }
    }

    lab::Lab lab_;
    Assessment assessment_;
};

TEST_F(KubectlView, ShowsServiceAndPods) {
    EXPECT_EQ(
        kubectlView(lab_, part("nodeport"), assessment_),
        R"(NAME                      TYPE       CLUSTER-IP    EXTERNAL-IP   PORT(S)          AGE         SELECTOR
service/http-server-svc   NodePort   10.96.1.100   <none>        8080:30080/TCP   <unknown>   app=cs-pod

NAME        READY   STATUS    RESTARTS   AGE         IP             NODE    NOMINATED NODE   READINESS GATES
pod/pod1a   2/2     Running   0          <unknown>   192.168.1.10   node1   <none>           <none>
pod/pod1b   2/2     Running   0          <unknown>   192.168.1.20   node1   <none>           <none>
pod/pod2    2/2     Running   0          <unknown>   192.168.2.20   node2   <none>           <none>
)");
}

TEST_F(KubectlView, TellsADeadServerFromAHalfMadePod) {
    takeAway("cluster.pod1b", "systemd-run");
    takeAway("cluster.pod2", "ip route add default");
    const std::string view = kubectlView(lab_, part("clusterip"), assessment_);
    EXPECT_NE(view.find("pod/pod1b   1/2     Error "), std::string::npos) << view;
    EXPECT_NE(view.find("pod/pod2    1/2     ContainerCreating "), std::string::npos) << view;
}

TEST_F(KubectlView, LeavesOutPodsThatAreNotThere) {
    takeAway("cluster.pod1a", "");
    const std::string view = kubectlView(lab_, part("clusterip"), assessment_);
    EXPECT_EQ(view.find("pod/pod1a"), std::string::npos) << view;
    EXPECT_NE(view.find("pod/pod1b"), std::string::npos) << view;
}

TEST_F(KubectlView, APartIsFinishedWithoutItsOptionalSteps) {
    assessment_.steps.at("clusterip.load_balancing_node1").state = StepState::Absent;
    EXPECT_TRUE(isFinished(part("clusterip"), assessment_));
    assessment_.steps.at("clusterip.vip").state = StepState::Drifted;
    EXPECT_FALSE(isFinished(part("clusterip"), assessment_));
    EXPECT_EQ(kubectlView(lab_, part("cluster"), assessment_), "") << "a part without a manifest";
}

}  // namespace
}  // namespace podwire::plan
