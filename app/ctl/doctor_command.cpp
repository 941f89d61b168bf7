// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QEventLoop>
#include <QTimer>
#include <algorithm>

#include "app/ctl/commands.h"
#include "app/ctl/console.h"
#include "app/ctl/output.h"
#include "core/session/doctor.h"

namespace podwire::ctl {
namespace {

using doctor::Finding;
using doctor::Verdict;

/// A health check, a resolver or a neighbour table may need a moment to notice that a fault is gone.
constexpr int kMostPauses = 6;
constexpr int kPauseMilliseconds = 1'500;
/// Every mend takes one fault away; a node has not many more places to hide one.
constexpr int kMostMends = 20;

QJsonObject toJson(const doctor::Mend& mend) {
    return {{js("node"), js(mend.node)},
            {js("command"), js(mend.command)},
            {js("what"), js(mend.what)},
            {js("step"), js(mend.step)}};
}

QJsonObject toJson(const Finding& finding) {
    QJsonObject object{{js("id"), js(finding.id)},
                       {js("layer"), js(std::string(doctor::toString(finding.layer)))},
                       {js("node"), js(finding.node)},
                       {js("object"), js(finding.object)},
                       {js("title"), js(finding.title)},
                       {js("verdict"), js(std::string(doctor::toString(finding.verdict)))},
                       {js("command"), js(finding.command)},
                       {js("found"), js(finding.found)},
                       {js("meaning"), js(finding.meaning)},
                       {js("foretold"), js(finding.foretold)}};
    if (finding.mend) {
        object.insert(js("mend"), toJson(*finding.mend));
    }
    return object;
}

/// The text's lines behind a head that stands before the first.
void printUnder(const std::string& head, const std::string& text) {
    const QString blanks(static_cast<int>(head.size()), u' ');
    if (!text.empty()) {
        printLine(head + js(text).trimmed().replace(u'\n', u'\n' + blanks).toStdString());
    }
}

void printFinding(const Finding& finding) {
    printLine("  " + std::string(doctor::toString(finding.verdict)) + "  " + finding.title);
    printUnder("        " + finding.node + "$ ", finding.command);
    printUnder("        found: ", finding.found);
    printUnder("        ", finding.meaning);
    printUnder("        ", finding.foretold);
    if (finding.mend && finding.verdict != Verdict::Wrong) {
        printUnder("        to change it, " + finding.mend->node + "$ ", finding.mend->command);
    }
}

void printReport(const doctor::Report& report, bool all) {
    std::string_view title;
    for (const Finding& finding : report.findings) {
        if (!all && finding.verdict == Verdict::Ok) {
            continue;
        }
        if (title != doctor::titleOf(finding.layer)) {
            title = doctor::titleOf(finding.layer);
            printLine(std::string(title));
        }
        printFinding(finding);
    }
}

bool isWhole(const doctor::Report& report) {
    return std::none_of(report.findings.begin(), report.findings.end(),
                        [](const Finding& one) { return one.verdict == Verdict::Unknown; });
}

void printDiagnosis(const doctor::Report& report) {
    const Finding* cause = report.cause();
    if (cause == nullptr && !isWhole(report)) {
        printLine("Nothing wrong was found, but not everything could be looked at.");
        return;
    }
    if (cause == nullptr) {
        printLine("Nothing is wrong: " + std::to_string(report.findings.size()) + " things looked at.");
        return;
    }
    printLine("Diagnosis: " + cause->title + ".");
    if (cause->mend) {
        printLine("  " + cause->mend->what);
        printUnder("  " + cause->mend->node + "$ ", cause->mend->command);
    }
}

class DoctorRun {
public:
    DoctorRun(session::LabSession& session, const Options& options)
        : doctor_(session.doctor()), options_(options) {
        for (const QString& id : options.arguments) {
            question_.steps.push_back(id.toStdString());
        }
        question_.to = options.to;
    }

    int run() {
        if (auto examined = examine(); !examined) {
            printError(examined.error());
            return kWrongUse;
        }
        if (options_.mend && !mendAll()) {
            return finish(kFailed);
        }
        const doctor::Report& report = doctor_.report();
        return finish(report.cause() == nullptr && isWhole(report) ? kDone : kFailed);
    }

private:
    Result<void> examine() {
        QEventLoop loop;
        Result<void> result;
        QObject::connect(&doctor_, &session::Doctor::examined, &loop, &QEventLoop::quit);
        QObject::connect(&doctor_, &session::Doctor::refused, &loop, [&](const Error& error) {
            result = fail(error);
            loop.quit();
        });
        QMetaObject::invokeMethod(
            &doctor_, [this] { doctor_.examine(question_); }, Qt::QueuedConnection);
        loop.exec();
        return result;
    }

    session::MendReport mend(const doctor::Mend& command) {
        QEventLoop loop;
        session::MendReport report;
        QObject::connect(&doctor_, &session::Doctor::mended, &loop, [&](const session::MendReport& one) {
            report = one;
            loop.quit();
        });
        QMetaObject::invokeMethod(
            &doctor_, [&] { doctor_.mend(command); }, Qt::QueuedConnection);
        loop.exec();
        return report;
    }

    /// False when a mend failed or did not help.
    bool mendAll() {
        std::string last;
        for (int i = 0; i < kMostMends; ++i) {
            if (!mended_.isEmpty()) {
                letSettle();
            }
            const Finding* cause = doctor_.report().cause();
            if (cause == nullptr || !cause->mend) {
                return true;
            }
            const Finding mended = *cause;
            const std::string now = mended.id + mended.node + mended.object + mended.mend->command;
            if (now == last) {
                printError({ErrorKind::CommandFailed,
                            "The command ran, but " + mended.title + " is still found",
                            {},
                            {}});
                return false;
            }
            last = now;
            if (!carryOut(mended)) {
                return false;
            }
            if (auto examined = examine(); !examined) {
                return false;
            }
        }
        return true;
    }

    /// As long as requests fail for no reason that is left.
    void letSettle() {
        for (int i = 0; i < kMostPauses; ++i) {
            const Finding* cause = doctor_.report().cause();
            if (cause == nullptr || cause->mend) {
                return;
            }
            QEventLoop loop;
            QTimer::singleShot(kPauseMilliseconds, &loop, &QEventLoop::quit);
            loop.exec();
            if (auto examined = examine(); !examined) {
                return;
            }
        }
    }

    bool carryOut(const Finding& finding) {
        const session::MendReport report = mend(*finding.mend);
        QJsonObject object = toJson(*finding.mend);
        object.insert(js("id"), js(finding.id));
        object.insert(js("finding"), toJson(finding));
        object.insert(js("ok"), report.ok);
        mended_.append(object);
        if (!options_.json) {
            printLine((report.ok ? "mended: " : "not mended: ") + finding.title);
            printUnder("  " + finding.mend->node + "$ ", finding.mend->command);
        }
        if (!report.ok) {
            printError(report.error);
        }
        return report.ok;
    }

    int finish(int status) {
        const doctor::Report& report = doctor_.report();
        if (options_.json) {
            printAsJson(report);
        } else {
            printReport(report, options_.all);
            printDiagnosis(report);
        }
        return report.unreached.empty() ? status : static_cast<int>(kUnreachable);
    }

    void printAsJson(const doctor::Report& report) const {
        QJsonArray findings;
        for (const Finding& finding : report.findings) {
            findings.append(toJson(finding));
        }
        QJsonObject object{{js("findings"), findings},
                           {js("diagnosis"), QJsonValue(QJsonValue::Null)},
                           {js("seconds"), report.seconds}};
        if (report.cause() != nullptr) {
            object.insert(js("diagnosis"), toJson(*report.cause()));
        }
        if (options_.mend) {
            object.insert(js("mended"), mended_);
        }
        printJson(object);
    }

    session::Doctor& doctor_;
    const Options& options_;
    doctor::Question question_;
    QJsonArray mended_;
};

}  // namespace

int doctorCommand(const Options& options) {
    auto console = Console::open(options);
    if (!console) {
        return console.error();
    }
    return DoctorRun((*console)->session(), options).run();
}

}  // namespace podwire::ctl
