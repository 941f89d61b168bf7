// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/route_model.h"

#include <gtest/gtest.h>

#include <QAbstractItemModelTester>
#include <QSignalSpy>

#include "core/models/table_text.h"

namespace podwire::models {
namespace {

netstate::Route route(const std::string& destination, const std::string& gateway = {},
                      const std::string& device = "ens3", std::uint32_t metric = 0) {
    return {"unicast", destination, gateway, device, "", "main", "boot", "global", metric};
}

class RouteModelTest : public testing::Test {
protected:
    QStringList destinations() const {
        QStringList all;
        for (int row = 0; row < model.rowCount(); ++row) {
            all << model.index(row, RouteModel::DestinationColumn).data().toString();
        }
        return all;
    }
    RouteMark markAt(int row) const {
        return static_cast<RouteMark>(model.index(row, 0).data(RouteModel::MarkRole).toInt());
    }

    RouteModel model;
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::Warning};
};

TEST_F(RouteModelTest, GivesRawValuesByColumnAndByRole) {
    model.setRoutes({route("default", "10.30.45.1", "ens3", 100)});
    EXPECT_EQ(model.index(0, RouteModel::GatewayColumn).data().toString(), QStringLiteral("10.30.45.1"));
    EXPECT_EQ(model.index(0, RouteModel::MetricColumn).data().toUInt(), 100U);
    EXPECT_EQ(model.index(0, 0).data(RouteModel::TypeRole).toString(), QStringLiteral("unicast"));
    EXPECT_EQ(model.headerData(RouteModel::ProtocolColumn, Qt::Horizontal, Qt::DisplayRole).toString(),
              QStringLiteral("protocol"));
}

TEST_F(RouteModelTest, FollowsChangesRowByRow) {
    model.setRoutes({route("a"), route("b"), route("c")});
    const QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    const QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    const QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
    const QPersistentModelIndex kept = model.index(2, 0);
    model.setRoutes({route("a"), route("new"), route("c")});
    EXPECT_EQ(destinations(), (QStringList{QStringLiteral("a"), QStringLiteral("new"), QStringLiteral("c")}));
    EXPECT_EQ(inserted.size(), 1);
    EXPECT_EQ(removed.size(), 1);
    EXPECT_EQ(kept.row(), 2);
    model.setRoutes({route("c"), route("a"), route("new")});
    EXPECT_EQ(kept.row(), 0);
    EXPECT_EQ(destinations(), (QStringList{QStringLiteral("c"), QStringLiteral("a"), QStringLiteral("new")}));
    model.setRoutes({});
    EXPECT_EQ(model.rowCount(), 0);
    EXPECT_TRUE(resets.isEmpty());
}

TEST_F(RouteModelTest, TheSameRoutesAgainAreSilent) {
    model.setRoutes({route("a"), route("a"), route("b")});
    const QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    const QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.setRoutes({route("a"), route("a"), route("b")});
    EXPECT_EQ(model.rowCount(), 3);
    EXPECT_TRUE(inserted.isEmpty());
    EXPECT_TRUE(changed.isEmpty());
    model.setRoutes({route("a"), route("b")});
    EXPECT_EQ(destinations(), (QStringList{QStringLiteral("a"), QStringLiteral("b")}));
}

TEST_F(RouteModelTest, MarksTheRouteThatIsTakenAndThoseThatLeadThereToo) {
    model.setRoutes(
        {route("default", "10.30.45.1"), route("10.0.0.0/8"), route("192.168.2.20", "10.30.45.200")});
    model.setAnswer(0xc0a80214, 2);  // 192.168.2.20
    EXPECT_EQ(markAt(0), RouteMark::Leads);
    EXPECT_EQ(markAt(1), RouteMark::None);
    EXPECT_EQ(markAt(2), RouteMark::Taken);
    model.setRoutes({route("default", "10.30.45.1"), route("192.168.2.0/24")});
    EXPECT_EQ(markAt(0), RouteMark::Leads);
    EXPECT_EQ(markAt(1), RouteMark::Leads);
    const QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.setAnswer({}, {});
    EXPECT_EQ(markAt(0), RouteMark::None);
    EXPECT_EQ(changed.size(), 2);
}

TEST_F(RouteModelTest, LightsUpWhatTheStepAdds) {
    model.setRoutes({route("192.168.2.20", "10.30.45.200"), route("192.168.2.20", "10.30.45.7", "ens3", 5)});
    model.setStepRoutes({{"192.168.2.20", "10.30.45.200", {}, {}, "main", {}}});
    EXPECT_TRUE(model.index(0, 0).data(RouteModel::OfStepRole).toBool());
    EXPECT_FALSE(model.index(1, 0).data(RouteModel::OfStepRole).toBool());
}

TEST_F(RouteModelTest, BecomesTextCsvAndJson) {
    model.setRoutes({route("default", "a \"b\", c"), route("10.0.0.0/8")});
    const CellText plain = [](const QModelIndex& index) { return index.data().toString(); };
    EXPECT_EQ(toText(model, plain, {1}),
              QStringLiteral("destination\tgateway\tdevice\tsource\ttable\tprotocol\tmetric\tmark\n"
                             "10.0.0.0/8\t\tens3\t\tmain\tboot\t0\t0"));
    EXPECT_TRUE(toCsv(model, plain).contains("\r\ndefault,\"a \"\"b\"\", c\",ens3,"));
    EXPECT_EQ(toCsv(model, plain).count('\n'), 3);
    EXPECT_TRUE(toJson(model, plain).contains(R"("destination": "10.0.0.0/8")"));
}

}  // namespace
}  // namespace podwire::models
