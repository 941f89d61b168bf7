// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/lab/bad_lab.h"

namespace podwire::lab::testing {
namespace {

class BadPart : public ::testing::TestWithParam<Bad> {};

TEST_P(BadPart, IsReportedWithItsPlace) {
    expectBadPart(GetParam());
}

const Bad badParts[] = {
    {"StepId", "id: part\ntitle: t\nsteps:\n  - {id: §First, title: t, text: t}\n",
     "'First' is not an id: a small letter, then small letters, digits and '_'"},
    {"StepTwice",
     "id: part\ntitle: t\nsteps:\n  - {id: a, title: t, text: t}\n  - §{id: a, title: t, text: t}\n",
     "a second step 'part.a'"},
    {"StepWithoutText", "id: part\ntitle: t\nsteps:\n  - §{id: a, title: t}\n", "a step needs 'text'"},
    {"NoSteps", "§id: part\ntitle: t\n", "a part needs 'steps'"},
    {"EmptySteps", "id: part\ntitle: t\nsteps: §[]\n", "a part has at least one step"},
    {"Document", "§- a\n- b\n", "a part is a map of keys and values"},
    {"Alias", "id: part\ntitle: §&t t\nsteps:\n  - {id: a, title: *t, text: t}\n", "anchors are not allowed"},
    {"MergeKey", "id: part\ntitle: t\n§<<: {a: b}\n", "merge keys are not allowed"},
    {"Tag", "id: part\ntitle: §!!str t\n", "tags are not allowed"},
    {"SecondDocument", "id: part\ntitle: t\nsteps: [{id: a, title: t, text: t}]\n---\n§a: b\n",
     "a second document in one file", "One YAML document is read here: take the '---' out."},
    {"ComplexKey", "? §[a]\n: b\n", "a key that is not a plain word",
     "A '{' or '[' at the start of a text needs quotes around it."},
    {"VariableAsKey", "id: part\ntitle: {§{POD}: x}\n", "a key that is not a plain word",
     "A '{' or '[' at the start of a text needs quotes around it."},
    {"NotYaml", "id: part\ntitle: 'open§", "not YAML: illegal EOF in scalar"},
    {"Tab", "id: part\n§\ttitle: t\n", "not YAML: illegal tab when looking for indentation"},
    {"Empty", "§", "the file is empty"},
};

INSTANTIATE_TEST_SUITE_P(Lab, BadPart, ::testing::ValuesIn(badParts), nameOf);

class BadLab : public ::testing::TestWithParam<Bad> {};

TEST_P(BadLab, IsReportedWithItsPlace) {
    expectBadLab(GetParam());
}

const Bad badLabs[] = {
    {"NoTitle", "§id: x\nnodes: [{name: node1}]\nparts: [part.yaml]\n", "a lab needs 'title'"},
    {"Id", "id: §X\ntitle: t\nnodes: [{name: node1}]\nparts: [part.yaml]\n",
     "'X' is not a name: a small letter, then small letters, digits and '-'"},
    {"UnknownKey", "id: x\ntitle: t\n§variabels: []\nnodes: [{name: node1}]\nparts: [part.yaml]\n",
     "unknown key 'variabels' in a lab", "Did you mean 'variables'?"},
    {"NoNodes", "§id: x\ntitle: t\nnodes: []\nparts: [part.yaml]\n", "a lab has at least one node"},
    {"NodeTwice", "id: x\ntitle: t\nnodes: [{name: a}, §{name: a}]\nparts: [part.yaml]\n",
     "a second node 'a'"},
    {"VariableName",
     "id: x\ntitle: t\nnodes: [{name: a}]\nvariables: [{name: §vip, value: 1}]\nparts: [part.yaml]\n",
     "'vip' is not a variable's name: a capital letter, then capitals, digits and '_'"},
    {"VariableTwice",
     "id: x\ntitle: t\nnodes: [{name: a}]\nvariables: [{name: A, value: 1}, §{name: A, value: 2}]\nparts: "
     "[part.yaml]\n",
     "a second variable 'A'"},
    {"VariableWithoutValue",
     "id: x\ntitle: t\nnodes: [{name: a}]\nvariables: [§{name: A}]\nparts: [part.yaml]\n",
     "a variable needs 'value'"},
    {"VariableThatIsAMap",
     "id: x\ntitle: t\nnodes: [{name: a}]\nvariables: [{name: A, value: §{b: c}}]\nparts: [part.yaml]\n",
     "a text is expected here"},
    {"FactOfNobody",
     "id: x\ntitle: t\nnodes: [{name: a}]\nvariables: [{name: A, value: 1, from: §b.address}]\nparts: "
     "[part.yaml]\n",
     "'b' is neither a node nor a manifest of this lab"},
    {"FactName",
     "id: x\ntitle: t\nnodes: [{name: a}]\nvariables: [{name: A, value: 1, from: §address}]\nparts: "
     "[part.yaml]\n",
     "'address' is neither a node's fact such as node1.address nor a manifest's field such as "
     "clusterip.port"},
    {"VirtualAddress", "id: x\ntitle: t\nvirtual_address: §10.96.1\nnodes: [{name: a}]\nparts: [part.yaml]\n",
     "'10.96.1' is not an IPv4 address"},
    {"VirtualAddressUnknown",
     "id: x\ntitle: t\nvirtual_address: §$VIP\nnodes: [{name: a}]\nparts: [part.yaml]\n",
     "unknown variable $VIP"},
    {"BackendNode",
     "id: x\ntitle: t\nnodes: [{name: a}]\nbackends: [{name: p, address: 10.0.0.1, node: §b}]\nparts: "
     "[part.yaml]\n",
     "'b' is not a node of this lab"},
    {"BackendTwice",
     "id: x\ntitle: t\nnodes: [{name: a}]\nbackends: [{name: p, address: 10.0.0.1, node: a}, §{name: p, "
     "address: 10.0.0.2, "
     "node: a}]\nparts: [part.yaml]\n",
     "a second backend 'p'"},
    {"NoParts", "id: x\ntitle: t\nnodes: [{name: a}]\nparts: §[]\n", "a lab has at least one part"},
    {"PartTwice", "id: x\ntitle: t\nnodes: [{name: a}]\nparts: [part.yaml, §part.yaml]\n",
     "'part.yaml' stands here a second time"},
    {"PartOutside", "id: x\ntitle: t\nnodes: [{name: a}]\nparts: [§../part.yaml]\n",
     "'../part.yaml' is not a path inside the lab's directory",
     "A lab reads its own files only: no '..', no leading '/'."},
    {"PartAbsolute", "id: x\ntitle: t\nnodes: [{name: a}]\nparts: [§/etc/passwd]\n",
     "'/etc/passwd' is not a path inside the lab's directory",
     "A lab reads its own files only: no '..', no leading '/'."},
    {"PartThatIsAFolder", "id: x\ntitle: t\nnodes: [{name: a}]\nparts: [§.]\n", "'.' is not a regular file"},
    {"TooManyVariables", "id: x\ntitle: t\nnodes: [{name: a}]\nparts: [part.yaml]\nvariables: §{a: b}\n",
     "'variables' is a list"},
};

INSTANTIATE_TEST_SUITE_P(Lab, BadLab, ::testing::ValuesIn(badLabs), nameOf);

}  // namespace
}  // namespace podwire::lab::testing
