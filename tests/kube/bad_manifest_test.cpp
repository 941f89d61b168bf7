// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/kube/bad_manifest.h"

namespace podwire::kube::testing {
namespace {

constexpr const char* dns1123Subdomain =
    "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must "
    "start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is "
    "'[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";

// --- the file as a whole

class BadFile : public ::testing::TestWithParam<Bad> {};

TEST_P(BadFile, IsReportedWithItsPlace) {
    expectProblem(GetParam(), GetParam().text);
}

const Bad badFiles[] = {
    {"Empty", "§# nothing\n", "the file is empty"},
    {"OnlyEmptyDocuments", "§---\n---\n", "the file holds no object"},
    {"List", "§[a]\n", "a document that is no Kubernetes object",
     "An object begins with apiVersion and kind."},
    {"Word", "§kubernetes\n", "a document that is no Kubernetes object",
     "An object begins with apiVersion and kind."},
    {"NoKind", "§apiVersion: v1\n", "kind: Required value"},
    {"NoVersion", "§kind: Service\n", "apiVersion: Required value"},
    {"EmptyKind", "apiVersion: v1\nkind: §''\n", "kind: Required value"},
    {"KindIsNumber", "apiVersion: v1\nkind: §7\n", "kind: cannot unmarshal number into type string",
     "Put it in quotes: \"7\"."},
    {"OtherKind", "apiVersion: networking.k8s.io/v1\nkind: §Ingress\n",
     "no matches for kind \"Ingress\" in version \"networking.k8s.io/v1\"",
     "Service, Deployment and EndpointSlice are read here."},
    {"KindAlmost", "apiVersion: v1\nkind: §Servise\n", "no matches for kind \"Servise\" in version \"v1\"",
     "Did you mean 'Service'?"},
    {"OtherVersion", "apiVersion: §v1\nkind: Deployment\n",
     "no matches for kind \"Deployment\" in version \"v1\"", "A Deployment has apiVersion: apps/v1."},
    {"Anchor", "apiVersion: §&a v1\nkind: Service\n", "anchors are not allowed"},
    {"KeyTwice", "apiVersion: v1\n§apiVersion: v1\nkind: Service\n",
     "'apiVersion' stands here a second time"},
    {"SecondDocument",
     "apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: {clusterIP: None}\n---\n§kind: Service\n",
     "apiVersion: Required value"},
};

INSTANTIATE_TEST_SUITE_P(Kube, BadFile, ::testing::ValuesIn(badFiles), nameOf);

// --- metadata

class BadMetadata : public ::testing::TestWithParam<Bad> {};

TEST_P(BadMetadata, IsReportedWithItsPlace) {
    expectProblem(GetParam(),
                  "apiVersion: v1\nkind: Service\nspec: {clusterIP: None}\n" + std::string(GetParam().text));
}

const Bad badMetadata[] = {
    {"NoName", "metadata: §{namespace: x}\n",
     "metadata.name: Required value: name or generateName is required"},
    {"EmptyName", "metadata: {name: §''}\n",
     "metadata.name: Required value: name or generateName is required"},
    {"NumberAsName", "metadata: {name: §12}\n", "metadata.name: cannot unmarshal number into type string",
     "Put it in quotes: \"12\"."},
    {"NameStartsWithDigit", "metadata: {name: §1a}\n",
     "metadata.name: Invalid value: \"1a\": a DNS-1035 label must consist of lower case alphanumeric "
     "characters "
     "or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  "
     "or "
     "'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')"},
    {"LongName", "metadata: {name: §abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcd}\n",
     "metadata.name: Invalid value: \"abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcd\": "
     "must be "
     "no more than 63 characters"},
    {"NamespaceWithDots", "metadata: {name: a, namespace: §a.b}\n",
     "metadata.namespace: Invalid value: \"a.b\": must not contain dots"},
    {"NamespaceWithCapital", "metadata: {name: a, namespace: §Shop}\n",
     "metadata.namespace: Invalid value: \"Shop\": a lowercase RFC 1123 label must consist of lower case "
     "alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name', "
     " or "
     "'123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')"},
    {"UnknownField", "metadata: {name: a, §lables: {}}\n", "unknown field \"metadata.lables\"",
     "Did you mean 'labels'?"},
    {"UnknownTopField", "metadata: {name: a}\n§zzz: 1\n", "unknown field \"zzz\""},
    {"LabelsList", "metadata: {name: a, labels: §[x]}\n",
     "metadata.labels: cannot unmarshal array into type object"},
    {"LabelIsTruthValue", "metadata: {name: a, labels: {app: §on}}\n",
     "metadata.labels: cannot unmarshal bool into type string", "Put it in quotes: \"on\"."},
    {"LabelIsFraction", "metadata: {name: a, labels: {version: §1.10}}\n",
     "metadata.labels: cannot unmarshal number into type string", "Put it in quotes: \"1.10\"."},
    {"LabelWithBlank", "metadata: {name: a, labels: {app: §a b}}\n",
     "metadata.labels: Invalid value: \"a b\": a valid label must be an empty string or consist of "
     "alphanumeric "
     "characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  "
     "or "
     "'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')"},
    {"LabelKeyWithoutName", "metadata: {name: a, labels: {§'x/': v}}\n",
     "metadata.labels: Invalid value: \"x/\": name part must be non-empty"},
    {"LabelKeyWithoutPrefix", "metadata: {name: a, labels: {§'/x': v}}\n",
     "metadata.labels: Invalid value: \"/x\": prefix part must be non-empty"},
    {"LabelKeyTwoSlashes", "metadata: {name: a, labels: {§'x/y/z': v}}\n",
     "metadata.labels: Invalid value: \"x/y/z\": a qualified name must consist of alphanumeric characters, "
     "'-', '_' "
     "or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or "
     "'123-abc', "
     "regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]') with an optional DNS "
     "subdomain "
     "prefix and '/' (e.g. 'example.com/MyName')"},
    {"LabelKeyWithSpace", "metadata: {name: a, labels: {§'x y': v}}\n",
     "metadata.labels: Invalid value: \"x y\": name part must consist of alphanumeric characters, '-', '_' "
     "or '.', "
     "and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', "
     "regex "
     "used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')"},
};

INSTANTIATE_TEST_SUITE_P(Kube, BadMetadata, ::testing::ValuesIn(badMetadata), nameOf);

// --- a Service's spec

class BadService : public ::testing::TestWithParam<Bad> {};

TEST_P(BadService, IsReportedWithItsPlace) {
    expectProblem(GetParam(),
                  "apiVersion: v1\nkind: Service\nmetadata: {name: a}\n" + std::string(GetParam().text));
}

const Bad badServices[] = {
    {"NoPorts", "spec: §{selector: {app: x}}\n", "spec.ports: Required value"},
    {"PortsEmpty", "spec: {ports: §[]}\n", "spec.ports: Required value"},
    {"PortsIsMap", "spec: {ports: §{port: 1}}\n", "spec.ports: cannot unmarshal object into type array"},
    {"PortIsWord", "spec: {ports: [§http]}\n", "spec.ports[0]: cannot unmarshal string into type object"},
    {"NoPort", "spec: {ports: [§{name: x}]}\n", "spec.ports[0].port: Required value"},
    {"PortInQuotes", "spec: {ports: [{port: §\"80\"}]}\n",
     "spec.ports[0].port: cannot unmarshal string into type int32", "Take the quotes away."},
    {"PortIsFraction", "spec: {ports: [{port: §80.5}]}\n",
     "spec.ports[0].port: cannot unmarshal number into type int32"},
    {"PortTooLargeForInt", "spec: {ports: [{port: §4294967376}]}\n",
     "spec.ports[0].port: cannot unmarshal number 4294967376 into type int32"},
    {"PortZero", "spec: {ports: [{port: §0}]}\n",
     "spec.ports[0].port: Invalid value: 0: must be between 1 and 65535, inclusive"},
    {"PortTooLarge", "spec: {ports: [{port: §65536}]}\n",
     "spec.ports[0].port: Invalid value: 65536: must be between 1 and 65535, inclusive"},
    {"PortNegative", "spec: {ports: [{port: §-1}]}\n",
     "spec.ports[0].port: Invalid value: -1: must be between 1 and 65535, inclusive"},
    {"TargetPortTooLarge", "spec: {ports: [{port: 1, targetPort: §70000}]}\n",
     "spec.ports[0].targetPort: Invalid value: 70000: must be between 1 and 65535, inclusive"},
    {"TargetPortInQuotes", "spec: {ports: [{port: 1, targetPort: §'80'}]}\n",
     "spec.ports[0].targetPort: Invalid value: \"80\": must contain at least one letter (a-z)"},
    {"TargetPortLong", "spec: {ports: [{port: 1, targetPort: §abcdefghijklmnop}]}\n",
     "spec.ports[0].targetPort: Invalid value: \"abcdefghijklmnop\": must be no more than 15 characters"},
    {"TargetPortHyphens", "spec: {ports: [{port: 1, targetPort: §a--b}]}\n",
     "spec.ports[0].targetPort: Invalid value: \"a--b\": must not contain consecutive hyphens"},
    {"TargetPortHyphenAtEnd", "spec: {ports: [{port: 1, targetPort: §a-}]}\n",
     "spec.ports[0].targetPort: Invalid value: \"a-\": must not begin or end with a hyphen"},
    {"TargetPortUnderscore", "spec: {ports: [{port: 1, targetPort: §a_b}]}\n",
     "spec.ports[0].targetPort: Invalid value: \"a_b\": must contain only alpha-numeric characters (a-z, "
     "0-9), and "
     "hyphens (-)"},
    {"TargetPortIsTruthValue", "spec: {ports: [{port: 1, targetPort: §yes}]}\n",
     "spec.ports[0].targetPort: cannot unmarshal bool into type int32 or string"},
    {"UnknownPortField", "spec: {ports: [{port: 1, §targetport: 80}]}\n",
     "unknown field \"spec.ports[0].targetport\"", "Did you mean 'targetPort'?"},
    {"UnknownSpecField", "spec: {clusterIP: None, §Selector: {a: b}}\n", "unknown field \"spec.Selector\"",
     "Did you mean 'selector'?"},
    {"Protocol", "spec: {ports: [{port: 1, protocol: §tcp}]}\n",
     "spec.ports[0].protocol: Unsupported value: \"tcp\": supported values: \"SCTP\", \"TCP\", \"UDP\""},
    {"NodePortTooSmall", "spec: {type: NodePort, ports: [{port: 1, nodePort: §29000}]}\n",
     "spec.ports[0].nodePort: Invalid value: 29000: provided port is not in the valid range. The range of "
     "valid "
     "ports is 30000-32767"},
    {"NodePortTooLarge", "spec: {type: LoadBalancer, ports: [{port: 1, nodePort: §32768}]}\n",
     "spec.ports[0].nodePort: Invalid value: 32768: provided port is not in the valid range. The range of "
     "valid "
     "ports is 30000-32767"},
    {"NodePortOfClusterIp", "spec: {ports: [{port: 1, nodePort: §30080}]}\n",
     "spec.ports[0].nodePort: Forbidden: may not be used when `type` is 'ClusterIP'"},
    {"NodePortTwice",
     "spec: {type: NodePort, ports: [{name: a, port: 1, nodePort: 30080}, {name: b, port: 2, nodePort: "
     "§30080}]}\n",
     "spec.ports[1].nodePort: Duplicate value: 30080"},
    {"PortTwice", "spec: {ports: [{name: a, port: 80}, §{name: b, port: 80, targetPort: 81}]}\n",
     "spec.ports[1]: Duplicate value: {\"protocol\":\"TCP\",\"port\":80}"},
    {"PortWithoutName", "spec: {ports: [{name: a, port: 80}, §{port: 81}]}\n",
     "spec.ports[1].name: Required value"},
    {"PortNameTwice", "spec: {ports: [{name: a, port: 80}, {name: §a, port: 81}]}\n",
     "spec.ports[1].name: Duplicate value: \"a\""},
    {"KubeletPort", "spec: {type: LoadBalancer, ports: [§{port: 10250}]}\n",
     "spec.ports[0]: Invalid value: 10250: may not expose port 10250 externally since it is used by kubelet"},
    {"Type", "spec: {type: §Nodeport, ports: [{port: 1, nodePort: 30080}]}\n",
     "spec.type: Unsupported value: \"Nodeport\": supported values: \"ClusterIP\", \"ExternalName\", "
     "\"LoadBalancer\", \"NodePort\"",
     "Did you mean 'NodePort'?"},
    {"Address", "spec: {clusterIP: §10.96.1, ports: [{port: 1}]}\n",
     "spec.clusterIP: Invalid value: \"10.96.1\": must be empty, 'None', or a valid IPv4 address"},
    {"AddressWithLeadingZero", "spec: {clusterIP: §10.96.01.1, ports: [{port: 1}]}\n",
     "spec.clusterIP: Invalid value: \"10.96.01.1\": must be empty, 'None', or a valid IPv4 address"},
    {"HeadlessLoadBalancer", "spec: {type: LoadBalancer, clusterIP: §None, ports: [{port: 1}]}\n",
     "spec.clusterIP: Invalid value: \"None\": may not be set to 'None' for LoadBalancer services"},
    {"ExternalNameMissing", "spec: §{type: ExternalName}\n", "spec.externalName: Required value"},
    {"ExternalNameEmpty", "spec: {type: ExternalName, externalName: §''}\n",
     "spec.externalName: Required value"},
    {"ExternalNameWithClusterIp", "spec: {type: ExternalName, externalName: a.b, clusterIP: §10.96.1.1}\n",
     "spec.clusterIP: Forbidden: may not be set for ExternalName services"},
    {"Affinity", "spec: {clusterIP: None, sessionAffinity: §ClientIp}\n",
     "spec.sessionAffinity: Unsupported value: \"ClientIp\": supported values: \"ClientIP\", \"None\"",
     "Did you mean 'ClientIP'?"},
    {"ExternalPolicyInside", "spec: {ports: [{port: 1}], externalTrafficPolicy: §Local}\n",
     "spec.externalTrafficPolicy: Invalid value: \"Local\": may only be set for externally-accessible "
     "services"},
    {"ExternalPolicy", "spec: {type: NodePort, ports: [{port: 1}], externalTrafficPolicy: §Near}\n",
     "spec.externalTrafficPolicy: Unsupported value: \"Near\": supported values: \"Cluster\", \"Local\""},
    {"InternalPolicy", "spec: {ports: [{port: 1}], internalTrafficPolicy: §Near}\n",
     "spec.internalTrafficPolicy: Unsupported value: \"Near\": supported values: \"Cluster\", \"Local\""},
    {"Selector", "spec: {ports: [{port: 1}], selector: {app: §80}}\n",
     "spec.selector: cannot unmarshal number into type string", "Put it in quotes: \"80\"."},
};

INSTANTIATE_TEST_SUITE_P(Kube, BadService, ::testing::ValuesIn(badServices), nameOf);

TEST(BadExternalName, IsNoDnsName) {
    const std::string message =
        std::string("spec.externalName: Invalid value: \"http://a.b\": ") + dns1123Subdomain;
    const Bad bad{"NoDnsName", "", message.c_str()};
    expectProblem(bad,
                  "apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: {type: ExternalName, "
                  "externalName: §'http://a.b'}\n");
}

TEST(BadSpec, IsAList) {
    const auto bad = Bad{"", "", "spec: cannot unmarshal array into type object"};
    expectProblem(bad, "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec: §[x]\n");
}

// --- a Deployment's spec

class BadDeployment : public ::testing::TestWithParam<Bad> {};

TEST_P(BadDeployment, IsReportedWithItsPlace) {
    expectProblem(GetParam(), "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a.b}\nspec:\n" +
                                  std::string(GetParam().text));
}

#define SELECTOR "  selector: {matchLabels: {app: x}}\n"
#define LABELS "metadata: {labels: {app: x}}"
#define CONTAINER "{name: c, image: i}"

const Bad badDeployments[] = {
    {"Replicas",
     "  replicas: §-1\n" SELECTOR "  template: {" LABELS ", spec: {containers: [" CONTAINER "]}}\n",
     "spec.replicas: Invalid value: -1: must be greater than or equal to 0"},
    {"NoSelector", "  §template: {" LABELS ", spec: {containers: [" CONTAINER "]}}\n",
     "spec.selector: Required value"},
    {"EmptySelector", "  selector: §{}\n  template: {" LABELS ", spec: {containers: [" CONTAINER "]}}\n",
     "spec.selector: Invalid value: {}: empty selector is invalid for deployment"},
    {"Expressions",
     "  selector: {matchExpressions: §[{key: app, operator: Exists}]}\n  template: {" LABELS
     ", spec: {containers: [" CONTAINER "]}}\n",
     "spec.selector.matchExpressions: Forbidden: only matchLabels is understood here",
     "Write the selector as matchLabels."},
    {"LabelsDiffer",
     SELECTOR "  template: {metadata: {labels: §{app: v, tier: z}}, spec: {containers: [" CONTAINER "]}}\n",
     "spec.template.metadata.labels: Invalid value: {\"app\":\"v\",\"tier\":\"z\"}: `selector` does not "
     "match "
     "template `labels`"},
    {"NoLabels", SELECTOR "  template: §{spec: {containers: [" CONTAINER "]}}\n",
     "spec.template.metadata.labels: Invalid value: {}: `selector` does not match template `labels`"},
    {"NoContainers", SELECTOR "  template: {" LABELS ", spec: §{}}\n",
     "spec.template.spec.containers: Required value"},
    {"ContainersEmpty", SELECTOR "  template: {" LABELS ", spec: {containers: §[]}}\n",
     "spec.template.spec.containers: Required value"},
    {"ContainerTwice",
     SELECTOR "  template: {" LABELS ", spec: {containers: [" CONTAINER ", {name: §c, image: j}]}}\n",
     "spec.template.spec.containers[1].name: Duplicate value: \"c\""},
    {"NoContainerName", SELECTOR "  template: {" LABELS ", spec: {containers: [§{image: i}]}}\n",
     "spec.template.spec.containers[0].name: Required value"},
    {"NoImage", SELECTOR "  template: {" LABELS ", spec: {containers: [§{name: i}]}}\n",
     "spec.template.spec.containers[0].image: Required value"},
    {"ImagePadded", SELECTOR "  template: {" LABELS ", spec: {containers: [{name: i, image: §' i'}]}}\n",
     "spec.template.spec.containers[0].image: Invalid value: \" i\": must not have leading or trailing "
     "whitespace"},
    {"UnknownContainerField",
     SELECTOR "  template: {" LABELS ", spec: {containers: [{name: i, image: i, §comand: [x]}]}}\n",
     "unknown field \"spec.template.spec.containers[0].comand\"", "Did you mean 'command'?"},
    {"NoContainerPort",
     SELECTOR "  template: {" LABELS ", spec: {containers: [{name: i, image: i, ports: [§{name: http}]}]}}\n",
     "spec.template.spec.containers[0].ports[0].containerPort: Required value"},
    {"ContainerPortNameTwice",
     SELECTOR "  template: {" LABELS
              ", spec: {containers: [{name: i, image: i, ports: [{name: w, containerPort: 80}, {name: §w, "
              "containerPort: 81}]}]}}\n",
     "spec.template.spec.containers[0].ports[1].name: Duplicate value: \"w\""},
    {"RestartPolicy",
     SELECTOR "  template: {" LABELS ", spec: {restartPolicy: §Never, containers: [" CONTAINER "]}}\n",
     "spec.template.spec.restartPolicy: Unsupported value: \"Never\": supported values: \"Always\""},
    {"MisplacedField",
     "  §containers: []\n" SELECTOR "  template: {" LABELS ", spec: {containers: [" CONTAINER "]}}\n",
     "unknown field \"spec.containers\""},
};

#undef SELECTOR
#undef LABELS
#undef CONTAINER

INSTANTIATE_TEST_SUITE_P(Kube, BadDeployment, ::testing::ValuesIn(badDeployments), nameOf);

// --- an EndpointSlice

class BadSlice : public ::testing::TestWithParam<Bad> {};

TEST_P(BadSlice, IsReportedWithItsPlace) {
    expectProblem(GetParam(), GetParam().text);
}

#define SLICE "apiVersion: discovery.k8s.io/v1\nkind: EndpointSlice\nmetadata: {name: a}\n"
#define IPV4 SLICE "addressType: IPv4\n"

const Bad badSlices[] = {
    {"NoAddressType", "§" SLICE, "addressType: Required value"},
    {"OtherAddressType", SLICE "addressType: §IPv6\n",
     "addressType: Unsupported value: \"IPv6\": supported values: \"IPv4\"", "Did you mean 'IPv4'?"},
    {"NoAddress", IPV4 "endpoints: [§{nodeName: m}]\n",
     "endpoints[0].addresses: Required value: must contain at least 1 address"},
    {"BadAddress", IPV4 "endpoints: [{addresses: [10.0.0.1, §10.0.0.256]}]\n",
     "endpoints[0].addresses[1]: Invalid value: \"10.0.0.256\": must be a valid IPv4 address"},
    {"Loopback", IPV4 "endpoints: [{addresses: [§127.0.0.1]}]\n",
     "endpoints[0].addresses[0]: Invalid value: \"127.0.0.1\": may not be in the loopback range "
     "(127.0.0.0/8, "
     "::1/128)"},
    {"Unspecified", IPV4 "endpoints: [{addresses: [§0.0.0.0]}]\n",
     "endpoints[0].addresses[0]: Invalid value: \"0.0.0.0\": may not be unspecified (0.0.0.0 or ::)"},
    {"LinkLocal", IPV4 "endpoints: [{addresses: [§169.254.1.1]}]\n",
     "endpoints[0].addresses[0]: Invalid value: \"169.254.1.1\": may not be in the link-local range "
     "(169.254.0.0/16, fe80::/10)"},
    {"ReadyIsText", IPV4 "endpoints: [{addresses: [10.0.0.1], conditions: {ready: §'true'}}]\n",
     "endpoints[0].conditions.ready: cannot unmarshal string into type bool"},
    {"PortTooLarge", IPV4 "ports: [{port: §70000}]\n",
     "ports[0].port: Invalid value: 70000: must be between 1 and 65535, inclusive"},
    {"PortNameTwice", IPV4 "ports: [{name: '', port: 1}, §{port: 2}]\n",
     "ports[1].name: Duplicate value: \"\""},
    {"UnknownField", IPV4 "§subsets: []\n", "unknown field \"subsets\""},
};

#undef SLICE
#undef IPV4

INSTANTIATE_TEST_SUITE_P(Kube, BadSlice, ::testing::ValuesIn(badSlices), nameOf);

}  // namespace
}  // namespace podwire::kube::testing
