// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/live/node_layout.h"

#include <algorithm>

namespace podwire::live {
namespace {

using Kind = Element::Kind;

constexpr double kPadding = 8;
constexpr double kInside = 7;    // between a box's edge and its text
constexpr double kGap = 8;       // between boxes beside each other
constexpr double kWire = 16;     // the length of a wire from a bridge to its pods
constexpr double kTextGap = 10;  // between two texts in a line
constexpr std::size_t kMostBeside = 6;

/// Things beside each other below what they hang on.
struct Group {
    const Element* head = nullptr;  ///< a bridge, or null
    bool hangsOnNode = false;       ///< wires lead up to the node's head
    std::vector<const Element*> members;
};

class NodePlacer {
public:
    NodePlacer(const Topology& topology, const Element& node, const Measure& measure)
        : topology_(topology), node_(node), measure_(measure) {
        block_.id = node.id;
    }

    NodeBlock run() {
        sort();
        head();
        for (const Element* service : services_) {
            bar(*service, kPadding / 2);
        }
        for (const Group& group : groups_) {
            place(group);
        }
        for (const Element* line : lines_) {
            text(*line);
        }
        close();
        wire();
        return std::move(block_);
    }

private:
    [[nodiscard]] const Edge* hangs(const Element& element) const {
        const auto found =
            std::find_if(topology_.edges.begin(), topology_.edges.end(), [&](const Edge& edge) {
                return edge.to == element.id && edge.kind != Edge::Kind::Forward &&
                       edge.kind != Edge::Kind::Uplink;
            });
        return found == topology_.edges.end() ? nullptr : &*found;
    }

    /// What hangs on the node itself comes first: nothing stands between it and the node's head but services.
    void sort() {
        Group direct;
        Group loose;
        std::map<std::string, Group> bridges;
        direct.hangsOnNode = true;
        for (const Element& one : topology_.elements) {
            if (one.node != node_.node || one.kind == Kind::Node) {
                continue;
            }
            block_.isPlain = false;
            const Edge* const by = hangs(one);
            if (one.kind == Kind::Service) {
                services_.push_back(&one);
            } else if (one.kind == Kind::Route || one.kind == Kind::More) {
                lines_.push_back(&one);
            } else if (one.kind == Kind::Bridge) {
                bridges[one.id].head = &one;
            } else if (by != nullptr && by->from == node_.id) {
                direct.members.push_back(&one);
            } else if (by != nullptr && by->from.starts_with("bridge:")) {
                bridges[by->from].members.push_back(&one);
            } else {
                loose.members.push_back(&one);
            }
        }
        add(std::move(direct));
        for (auto& [id, group] : bridges) {
            add(std::move(group));
        }
        add(std::move(loose));
    }

    /// Cuts what is too long into several rows.
    void add(Group group) {
        while (group.members.size() > kMostBeside) {
            Group first = group;
            first.members.resize(kMostBeside);
            group.members.erase(group.members.begin(), group.members.begin() + kMostBeside);
            group.head = nullptr;
            groups_.push_back(std::move(first));
        }
        if (group.head != nullptr || !group.members.empty()) {
            groups_.push_back(std::move(group));
        }
    }

    Label label(const std::string& text, Label::Role role, double x, double y) {
        const double width = measure_.width(text, role);
        return {text, role, QRectF(x, y, width, measure_.line)};
    }

    /// The node's name, its address and, when there is something wrong with it, what.
    void head() {
        Box box;
        double x = kPadding + 2;
        const auto say = [&](const std::string& text, Label::Role role) {
            if (!text.empty()) {
                box.labels.push_back(label(text, role, x, kPadding / 2 + 1));
                x += box.labels.back().rect.width() + kTextGap / 2;
            }
        };
        say(node_.name, Label::Role::Name);
        say(node_.addresses.empty() ? std::string() : node_.addresses.front(), Label::Role::Detail);
        say(stateWord(node_), Label::Role::Detail);
        for (const Edge& edge : topology_.edges) {
            if (edge.kind == Edge::Kind::Uplink && edge.from == node_.id && edge.state != LinkState::Up) {
                say(edge.link + (edge.state == LinkState::Down ? " down" : " no carrier"),
                    Label::Role::Detail);
            }
        }
        width_ = x - kTextGap / 2 + kPadding + 2;
        y_ = kPadding + measure_.line + 2;
        block_.boxes[node_.id] = std::move(box);
    }

    /// The texts of a thing that is one line high.
    std::vector<Label> inLine(const Element& element, double y) {
        std::vector<Label> labels{label(element.name, Label::Role::Name, 0, y)};
        const bool ownAddress = element.kind != Kind::Service && !element.addresses.empty();
        for (const std::string& text :
             {ownAddress ? element.addresses.front() : std::string(), stateWord(element)}) {
            if (!text.empty()) {
                labels.push_back(
                    label(text, Label::Role::Detail, labels.back().rect.right() + kTextGap / 2, y));
            }
        }
        return labels;
    }

    /// As wide as the node, its texts in the middle.
    void bar(const Element& element, double after) {
        Box box;
        const double height = measure_.line + kInside;
        box.rect = QRectF(kPadding, y_, 0, height);
        box.labels = inLine(element, y_ + kInside / 2);
        width_ = std::max(width_, box.labels.back().rect.right() + 2 * (kPadding + kInside));
        bars_.push_back(element.id);
        block_.boxes[element.id] = std::move(box);
        y_ += height + after;
    }

    void place(const Group& group) {
        if (group.head != nullptr) {
            bar(*group.head, group.members.empty() ? kPadding / 2 : kWire);
        } else {
            y_ += group.hangsOnNode ? kWire - kPadding / 2 : 0;
        }
        double x = kPadding;
        double height = 0;
        row_.emplace_back();
        for (const Element* member : group.members) {
            const QSizeF size = stack(*member, x);
            row_.back().push_back(member->id);
            x += size.width() + (isLinked(group, *member) ? 3 * kGap : kGap);
            height = std::max(height, size.height());
        }
        if (!group.members.empty()) {
            for (const std::string& id : row_.back()) {
                block_.boxes[id].rect.setHeight(height);
            }
            width_ = std::max(width_, block_.boxes[row_.back().back()].rect.right() + kPadding);
            y_ += height + kPadding;
        }
    }

    /// Pods that are linked to each other stand further apart, so that the link between them is seen.
    [[nodiscard]] bool isLinked(const Group& group, const Element& member) const {
        return std::any_of(topology_.edges.begin(), topology_.edges.end(), [&](const Edge& edge) {
            return edge.from == member.id && group.head == nullptr && edge.kind == Edge::Kind::Veth;
        });
    }

    /// A box with its texts below each other.
    QSizeF stack(const Element& element, double x) {
        std::vector<std::string> texts{element.name};
        const std::string address = element.addresses.empty() ? "no address" : element.addresses.front();
        texts.push_back(element.addresses.size() > 1
                            ? address + " +" + std::to_string(element.addresses.size() - 1)
                            : address);
        if (const std::string word = stateWord(element); !word.empty()) {
            texts.push_back(word);
        }
        double widest = 0;
        std::vector<Label> labels;
        double y = y_ + kInside;
        for (const std::string& text : texts) {
            const auto role = labels.empty() ? Label::Role::Name : Label::Role::Detail;
            labels.push_back(label(text, role, x, y));
            widest = std::max(widest, labels.back().rect.width());
            y += measure_.line;
        }
        const double width = widest + 2 * kInside;
        for (Label& one : labels) {
            one.rect.moveLeft(x + (width - one.rect.width()) / 2);
        }
        const QSizeF size(width, y - y_ + kInside);
        block_.boxes[element.id] = {QRectF(QPointF(x, y_), size), std::move(labels)};
        return size;
    }

    void text(const Element& line) {
        const Label one = label(line.name, Label::Role::Detail, kPadding + 2 + kTextGap, y_);
        block_.boxes[line.id] = {one.rect.adjusted(-kTextGap, 0, 0, 0), {one}};
        width_ = std::max(width_, one.rect.right() + kPadding);
        y_ += measure_.line + 1;
    }

    /// Now that the width is known: bars as wide as the node, rows in its middle.
    void close() {
        for (const std::string& id : bars_) {
            Box& box = block_.boxes[id];
            box.rect.setWidth(width_ - 2 * kPadding);
            const double texts = box.labels.back().rect.right() - box.labels.front().rect.left();
            for (Label& one : box.labels) {
                one.rect.translate(box.rect.center().x() - texts / 2, 0);
            }
        }
        for (const auto& row : row_) {
            if (row.empty()) {
                continue;
            }
            const double right = block_.boxes[row.back()].rect.right();
            const double by = (width_ - kPadding - right) / 2;
            for (const std::string& id : row) {
                block_.boxes[id].rect.translate(by, 0);
                for (Label& one : block_.boxes[id].labels) {
                    one.rect.translate(by, 0);
                }
            }
        }
        block_.size = QSizeF(width_, block_.isPlain ? y_ : y_ + kPadding / 2);
        block_.boxes[node_.id].rect = QRectF(QPointF(0, 0), block_.size);
    }

    void wire() {
        for (const Edge& edge : topology_.edges) {
            const auto from = block_.boxes.find(edge.from);
            const auto to = block_.boxes.find(edge.to);
            if (edge.node != node_.node || from == block_.boxes.end() || to == block_.boxes.end()) {
                continue;
            }
            block_.wires[edge.id] = between(edge, from->second.rect, to->second.rect);
        }
    }

    [[nodiscard]] QList<QPointF> between(const Edge& edge, const QRectF& from, const QRectF& to) const {
        const double x = to.center().x();
        if (edge.from == node_.id) {
            return {QPointF(x, kPadding + measure_.line), QPointF(x, to.top())};
        }
        if (from.bottom() < to.top()) {  // straight down; a service's a little aside of the pod's own link
            const double aside = edge.kind == Edge::Kind::Forward ? -kGap : 0;
            return {QPointF(x + aside, from.bottom()), QPointF(x + aside, to.top())};
        }
        const QRectF& left = from.center().x() < to.center().x() ? from : to;
        const QRectF& right = &left == &from ? to : from;
        const QPointF a(left.right(), left.center().y());
        const QPointF b(right.left(), right.center().y());
        return &left == &from ? QList<QPointF>{a, b} : QList<QPointF>{b, a};
    }

    const Topology& topology_;
    const Element& node_;
    const Measure& measure_;
    NodeBlock block_;
    std::vector<const Element*> services_;
    std::vector<const Element*> lines_;
    std::vector<Group> groups_;
    std::vector<std::string> bars_;
    std::vector<std::vector<std::string>> row_;
    double width_ = 0;
    double y_ = 0;
};

}  // namespace

NodeBlock layOutNode(const Topology& topology, const Element& node, const Measure& measure) {
    return NodePlacer(topology, node, measure).run();
}

}  // namespace podwire::live
