// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/lab/bad_lab.h"

namespace podwire::lab::testing {
namespace {

constexpr const char* resourceKinds =
    "a resource needs one of iptables, route, sysctl, ip, pod, bridge, file, download, unit, run";

class BadStep : public ::testing::TestWithParam<Bad> {};

TEST_P(BadStep, IsReportedWithItsPlace) {
    expectBadStep(GetParam());
}

const Bad badSteps[] = {
    {"UnknownKey", "    §titl: x\n", "unknown key 'titl' in a step", "Did you mean 'title'?"},
    {"UnknownKeyFarFromAll", "    §zzzzzzzz: x\n", "unknown key 'zzzzzzzz' in a step",
     "Known keys: id, number, title, section, text, optional, needs, replaces, predictions, before, apply, "
     "after, hints."},
    {"KeyTwice", "    §title: x\n", "'title' stands here a second time"},
    {"KeyWithoutValue", "    §section:\n", "'section' has no value"},
    {"FlagThatIsNone", "    optional: §maybe\n", "'optional' is true or false"},
    {"ListThatIsNone", "    hints: §only one\n", "'hints' is a list"},
    {"NeedsUnknown", "    needs: [§other]\n", "there is no step 'part.other'"},
    {"NeedsAlmost", "    needs: [§part.frist2]\n  - {id: first2, title: t, text: t}\n",
     "there is no step 'part.frist2'", "Did you mean 'part.first2'?"},
    {"NeedsItself", "    needs: [§first]\n", "the step names itself"},
    {"NeedsLater", "    needs: [§second]\n  - {id: second, title: t, text: t}\n",
     "the step needs 'part.second', which comes later"},
    {"NeedsNoId", "    needs: [§'a b']\n", "'a b' is not a step's id"},
    {"ReplacesUnknown", "    replaces: [§nope.nope]\n", "there is no step 'nope.nope'"},
    {"ApplyItemNoMap", "    apply:\n      - §word\n", "a resource is a map of keys and values"},
    {"NoKind", "    apply:\n      - §on: node1\n", resourceKinds},
    {"TwoKinds",
     "    apply:\n      - §on: node1\n        ip: ip netns add x\n        route: ip route add 10.0.0.0/8 dev "
     "x\n",
     "both 'route' and 'ip' in one resource"},
    {"NoNode", "    apply:\n      - §ip: sudo ip netns add x\n", "a resource needs 'on'"},
    {"UnknownNode", "    apply:\n      - on: §node3\n        ip: sudo ip netns add x\n",
     "'node3' is not a node of this lab"},
    {"NodeTwice", "    apply:\n      - on: [node1, §node1]\n        ip: sudo ip netns add x\n",
     "'node1' stands here a second time"},
    {"NoNodes", "    apply:\n      - on: §[]\n        ip: sudo ip netns add x\n", "'on' names no node"},
    {"SameTwice",
     "    apply:\n      - {on: node1, ip: sudo ip netns add x}\n      - §{on: [node2, node1], ip: sudo ip "
     "netns add x}\n",
     "the same network namespace is wanted twice on node1", "It stands at part.yaml:8:25 already."},
    {"OtherwiseForRoute",
     "    apply:\n      - §on: node1\n        route: ip route add 10.0.0.0/8 dev x\n        otherwise: 1\n",
     "'otherwise' belongs to 'sysctl' only"},
    {"RunWithoutUndo", "    apply:\n      - §on: node1\n        run: 'true'\n        present: 'true'\n",
     "a resource needs 'undo'"},
    {"PredictionWithoutChoice", "    predictions:\n      - {question: q, answers: §[a], right: 0, why: w}\n",
     "a prediction has at least two answers"},
    {"PredictionOutOfRange", "    predictions:\n      - {question: q, answers: [a, b], right: §2, why: w}\n",
     "'right' is a number from 0 to 1"},
    {"PredictionWithoutWhy", "    predictions:\n      - §{question: q, answers: [a, b], right: 1}\n",
     "a prediction needs 'why'"},
    {"WalkWithoutTarget",
     "    predictions:\n      - question: q\n        answers: [a, b]\n        right: 1\n        why: w\n"
     "        walk: §{from: node1}\n",
     "a walk needs 'to'"},
    {"WalkOfUnknownNode",
     "    predictions:\n      - question: q\n        answers: [a, b]\n        right: 1\n        why: w\n"
     "        walk: {from: §node9/pod1a, to: 10.0.0.1:80}\n",
     "'node9' is not a node of this lab"},
    {"WalkToUnknownVariable",
     "    predictions:\n      - question: q\n        answers: [a, b]\n        right: 1\n        why: w\n"
     "        walk: {from: node1, to: §$NOWHERE:80}\n",
     "unknown variable $NOWHERE"},
    {"WalkWithoutPort",
     "    predictions:\n      - question: q\n        answers: [a, b]\n        right: 1\n        why: w\n"
     "        walk: {from: node1, to: §10.0.0.1}\n",
     "'10.0.0.1' is not ADDRESS:PORT"},
    {"WalkToAName",
     "    predictions:\n      - question: q\n        answers: [a, b]\n        right: 1\n        why: w\n"
     "        walk: {from: node1, to: §pod.example:80}\n",
     "'pod.example' is not an IPv4 address"},
    {"WalkFromNoNamespace",
     "    predictions:\n      - question: q\n        answers: [a, b]\n        right: 1\n        why: w\n"
     "        walk: {from: node1/§-x, to: 10.0.0.1:80}\n",
     "'-x' is not a network namespace's name"},
    {"ControlCharacter", "    section: §\"a\\e[31mb\"\n",
     "a control character or a mark that turns the writing direction round",
     "Write visible characters only."},
    {"TurnedDirection", "    section: §\"a\\u202eb\"\n",
     "a control character or a mark that turns the writing direction round",
     "Write visible characters only."},
};

INSTANTIATE_TEST_SUITE_P(Lab, BadStep, ::testing::ValuesIn(badSteps), nameOf);

}  // namespace
}  // namespace podwire::lab::testing
