// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/live/chain_graph_layout.h"

#include <algorithm>

namespace podwire::live {
namespace {

constexpr double kMargin = 12;
constexpr double kBox = 22;
constexpr double kRow = 30;
constexpr double kGap = 92;  // between two columns
constexpr double kBend = 22;
constexpr double kLabel = 13;
constexpr std::size_t kDeepest = 24;  // where chains go round in a circle, which iptables refuses

class Placer {
public:
    Placer(const ChainGraph& graph, const std::function<double(const GraphNode&)>& width)
        : graph_(graph), width_(width) {
        out_.resize(graph.nodes.size());
        for (std::size_t i = 0; i < graph.edges.size(); ++i) {
            out_[graph.edges[i].from].push_back(i);
        }
    }

    GraphLayout run() {
        findColumns();
        findRows();
        layout_.size = {kMargin, 0};
        placeBoxes();
        placeWires();
        return std::move(layout_);
    }

private:
    /// The column is the longest way from a beginning.
    void findColumns() {
        column_.assign(graph_.nodes.size(), 0);
        for (bool moved = true; moved;) {
            moved = false;
            for (const GraphEdge& edge : graph_.edges) {
                const std::size_t wanted = column_[edge.from] + 1;
                if (column_[edge.to] < wanted && wanted <= kDeepest) {
                    column_[edge.to] = wanted;
                    moved = true;
                }
            }
        }
    }

    /// A node stands beside the first that it leads to, so that a tall graph begins at its top. To what
    /// stands elsewhere already leads a row that is left free: each subtree has its rows for itself.
    void findRows() {
        row_.assign(graph_.nodes.size(), 0);
        lane_.assign(graph_.edges.size(), 0);
        placed_.assign(graph_.nodes.size(), false);
        for (std::size_t i = 0; i < graph_.nodes.size(); ++i) {
            if (!placed_[i]) {
                placeRow(i);
            }
        }
    }

    void placeRow(std::size_t node) {
        placed_[node] = true;
        if (out_[node].empty()) {
            row_[node] = next_++;
            return;
        }
        for (const std::size_t edge : out_[node]) {
            const std::size_t to = graph_.edges[edge].to;
            if (placed_[to]) {
                lane_[edge] = next_++;
            } else {
                placeRow(to);
                lane_[edge] = row_[to];
            }
        }
        row_[node] = lane_[out_[node].front()];
    }

    [[nodiscard]] static double middleOf(double row) { return kMargin + row * kRow + kBox / 2; }

    void placeBoxes() {
        std::vector<double> widest;
        for (std::size_t i = 0; i < graph_.nodes.size(); ++i) {
            widest.resize(std::max(widest.size(), column_[i] + 1), 0);
            widest[column_[i]] = std::max(widest[column_[i]], width_(graph_.nodes[i]));
        }
        double x = kMargin;
        for (const double width : widest) {
            left_.push_back(x);
            right_.push_back(x + width);
            x += width + kGap;
        }
        for (std::size_t i = 0; i < graph_.nodes.size(); ++i) {
            layout_.boxes.emplace_back(left_[column_[i]], middleOf(row_[i]) - kBox / 2,
                                       width_(graph_.nodes[i]), kBox);
        }
        if (!graph_.nodes.empty()) {
            layout_.size = {right_.back() + kMargin, middleOf(next_ - 1) + kBox / 2 + kMargin};
        }
    }

    void placeWires() {
        for (std::size_t i = 0; i < graph_.edges.size(); ++i) {
            const GraphEdge& edge = graph_.edges[i];
            const QRectF& from = layout_.boxes[edge.from];
            const QRectF& to = layout_.boxes[edge.to];
            const double leave = right_[column_[edge.from]];
            const double lane = middleOf(lane_[i]);
            const double turn = to.left() - kBend;
            layout_.wires.push_back({{from.right(), from.center().y()},
                                     {leave, from.center().y()},
                                     {leave + kBend, lane},
                                     {turn, lane},
                                     {to.left(), to.center().y()},
                                     {to.left() - kGap + kBend, lane - kLabel, kGap - 2 * kBend, kLabel}});
        }
    }

    const ChainGraph& graph_;
    const std::function<double(const GraphNode&)>& width_;
    std::vector<std::vector<std::size_t>> out_;
    std::vector<std::size_t> column_;
    std::vector<double> row_;
    std::vector<double> lane_;  ///< of each edge
    std::vector<bool> placed_;
    std::vector<double> left_;  ///< of each column
    std::vector<double> right_;
    double next_ = 0;
    GraphLayout layout_;
};

}  // namespace

GraphLayout layOutGraph(const ChainGraph& graph, const std::function<double(const GraphNode&)>& width) {
    return Placer(graph, width).run();
}

}  // namespace podwire::live
