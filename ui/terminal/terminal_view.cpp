// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/terminal/terminal_view.h"

#include <QApplication>
#include <QClipboard>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QScrollBar>
#include <algorithm>
#include <cmath>

#include "ui/terminal/terminal_colours.h"
#include "ui/terminal/terminal_keys.h"
#include "ui/text/words.h"
#include "ui/theme/theme.h"

namespace podwire::ui {
namespace {

constexpr int margin = 6;
constexpr std::chrono::milliseconds frameTime{20};
constexpr std::chrono::milliseconds settleTime{80};
constexpr int linesPerNotch = 3;
constexpr int notch = 120;

QString characters(const terminal::Cell& cell) {
    const auto end = std::find(cell.characters.begin(), cell.characters.end(), U'\0');
    return QString::fromUcs4(cell.characters.data(), end - cell.characters.begin());
}

bool isOfWord(const terminal::Cell& cell) {
    const char32_t c = cell.characters[0];
    return cell.width == 0 || QChar::isLetterOrNumber(c) ||
           QStringLiteral("_-./:~@%+").contains(QString::fromUcs4(&c, 1));
}

QFont fontFor(const terminal::Style& style) {
    QFont font = Theme::mono();
    font.setBold(style.bold);
    font.setItalic(style.italic);
    font.setUnderline(style.underline);
    font.setStrikeOut(style.strike);
    return font;
}

}  // namespace

TerminalView::TerminalView(QWidget* parent) : QAbstractScrollArea(parent) {
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_InputMethodEnabled);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setCursor(Qt::IBeamCursor);
    measure();
    frame_.setSingleShot(true);
    frame_.setInterval(frameTime);
    settle_.setSingleShot(true);
    settle_.setInterval(settleTime);
    connect(&frame_, &QTimer::timeout, this, &TerminalView::refresh);
    connect(&settle_, &QTimer::timeout, this, &TerminalView::applySize);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, [this](int value) {
        following_ = value == verticalScrollBar()->maximum();
        fetch();
        viewport()->update();
    });
    connect(&Theme::instance(), &Theme::changed, viewport(), qOverload<>(&QWidget::update));
}

TerminalView::~TerminalView() = default;

std::function<void()> TerminalView::changeHandler() {
    return [this, way = mail_.way()] {
        way([this] {
            if (!frame_.isActive()) {
                frame_.start();
            }
        });
    };
}

void TerminalView::setSession(std::shared_ptr<terminal::Session> session) {
    session_ = std::move(session);
    following_ = true;
    anchor_ = caret_ = {};
    if (session_) {
        applySize();
        refresh();
    }
}

void TerminalView::measure() {
    const QFontMetricsF metrics(Theme::mono());
    cellWidth_ = std::max(1, static_cast<int>(std::ceil(metrics.horizontalAdvance(QLatin1Char('M')))));
    cellHeight_ = std::max(1, static_cast<int>(std::ceil(metrics.height())) + 1);
    ascent_ = static_cast<int>(std::ceil(metrics.ascent()));
}

terminal::TerminalSize TerminalView::gridSize() const {
    return {std::max(2, (viewport()->width() - 2 * margin) / cellWidth_),
            std::max(2, (viewport()->height() - margin) / cellHeight_)};
}

void TerminalView::applySize() {
    if (session_) {
        session_->resize(gridSize());
    }
}

void TerminalView::refresh() {
    if (!session_) {
        return;
    }
    const bool follow = following_;
    const std::int64_t top = topLine();
    session_->look([this](terminal::Screen& screen) {
        size_ = screen.size();
        cursor_ = screen.cursor();
        scrolled_ = screen.scrolled();
        history_ = screen.historySize();
        alternate_ = screen.isAlternate();
    });
    {
        const QSignalBlocker silent(verticalScrollBar());
        verticalScrollBar()->setRange(0, history_);
        verticalScrollBar()->setPageStep(size_.rows);
        const std::int64_t first = scrolled_ - history_;
        verticalScrollBar()->setValue(
            follow ? history_ : static_cast<int>(std::clamp<std::int64_t>(top - first, 0, history_)));
    }
    fetch();
    viewport()->update();
    Q_EMIT updated();
}

/// The lines in sight, as they are now.
void TerminalView::fetch() {
    if (!session_) {
        return;
    }
    const int start = verticalScrollBar()->value() - history_;
    session_->look([&](terminal::Screen& screen) {
        lines_.clear();
        for (int row = start; row < start + size_.rows; ++row) {
            lines_.push_back(screen.line(row));
        }
    });
}

std::int64_t TerminalView::topLine() const {
    return scrolled_ - history_ + verticalScrollBar()->value();
}

QString TerminalView::screenText() const {
    QStringList all;
    for (const terminal::Line& line : lines_) {
        all << text(terminal::textOf(line));
    }
    return all.join(QLatin1Char('\n'));
}

QPoint TerminalView::cellCentre(int row, int column) const {
    return {margin + column * cellWidth_ + cellWidth_ / 2, margin / 2 + row * cellHeight_ + cellHeight_ / 2};
}

void TerminalView::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), terminalGround(Theme::instance().scheme()));
    int row = 0;
    for (const terminal::Line& line : lines_) {
        paintLine(painter, row++, line);
    }
    if (verticalScrollBar()->value() == verticalScrollBar()->maximum() && session_ && !session_->outcome()) {
        paintCursor(painter);
    }
}

void TerminalView::paintLine(QPainter& painter, int row, const terminal::Line& line) const {
    const Scheme scheme = Theme::instance().scheme();
    const Tokens& t = tokensFor(scheme);
    const int y = margin / 2 + row * cellHeight_;
    const std::int64_t number = topLine() + row;
    for (int column = 0; column < size_.columns; ++column) {
        const auto at = static_cast<std::size_t>(column);
        const bool blank = at >= line.size();
        const terminal::Cell cell = blank ? terminal::Cell{} : line[at];
        const CellColours colours = coloursOf(cell.style, scheme);
        const QRect box(margin + column * cellWidth_, y, cellWidth_ * std::max<int>(1, cell.width),
                        cellHeight_);
        const bool selected = isSelected(number, column);
        if (cell.width == 0) {
            continue;
        }
        if (selected) {
            painter.fillRect(box, t.accent);
        } else if (colours.ground.isValid()) {
            painter.fillRect(box, colours.ground);
        }
        if (cell.characters[0] != 0) {
            painter.setFont(fontFor(cell.style));
            painter.setPen(selected ? t.onAccent : colours.ink);
            painter.drawText(box.x(), y + ascent_, characters(cell));
        }
    }
}

void TerminalView::paintCursor(QPainter& painter) const {
    if (!cursor_.visible || cursor_.row >= size_.rows) {
        return;
    }
    const Scheme scheme = Theme::instance().scheme();
    QRect box(margin + cursor_.column * cellWidth_, margin / 2 + cursor_.row * cellHeight_, cellWidth_,
              cellHeight_);
    const auto row = static_cast<std::size_t>(cursor_.row);
    const auto column = static_cast<std::size_t>(cursor_.column);
    const bool there = row < lines_.size() && column < lines_[row].size();
    const terminal::Cell cell = there ? lines_[row][column] : terminal::Cell{};
    box.setWidth(cellWidth_ * std::max<int>(1, cell.width));
    if (!hasFocus()) {
        painter.setPen(terminalInk(scheme));
        painter.drawRect(box.adjusted(0, 0, -1, -1));
        return;
    }
    if (cursor_.shape != terminal::Cursor::Shape::Block) {
        const bool bar = cursor_.shape == terminal::Cursor::Shape::Bar;
        painter.fillRect(
            bar ? QRect(box.topLeft(), QSize(2, box.height())) : box.adjusted(0, box.height() - 2, 0, 0),
            terminalInk(scheme));
        return;
    }
    painter.fillRect(box, terminalInk(scheme));
    painter.setFont(fontFor(cell.style));
    painter.setPen(terminalGround(scheme));
    painter.drawText(box.x(), box.y() + ascent_, characters(cell));
}

bool TerminalView::event(QEvent* event) {
    if (event->type() == QEvent::ShortcutOverride) {
        const auto* key =
            static_cast<QKeyEvent*>(event);  // NOLINT(cppcoreguidelines-pro-type-static-cast-downcast)
        if (session_ && !isKeyOfWindow(*key)) {
            event->accept();
            return true;
        }
    }
    return QAbstractScrollArea::event(event);
}

/// The program gets Tab.
bool TerminalView::focusNextPrevChild(bool next) {
    return session_ && !session_->outcome() ? false : QAbstractScrollArea::focusNextPrevChild(next);
}

void TerminalView::keyPressEvent(QKeyEvent* event) {
    const bool ours = event->modifiers() == (Qt::ControlModifier | Qt::ShiftModifier);
    if (ours && event->key() == Qt::Key_C) {
        copy();
    } else if (ours && event->key() == Qt::Key_V) {
        paste();
    } else if (!session_ || isKeyOfWindow(*event)) {
        event->ignore();
    } else if (!scrollByKey(*event)) {
        send(*event);
    }
}

/// A modifier alone sends nothing, and leaves the selection.
void TerminalView::send(const QKeyEvent& event) {
    const terminal::Modifiers held = terminalModifiers(event);
    const auto key = terminalKey(event);
    const char32_t plain = held.control || held.alt ? plainCharacter(event) : 0;
    if (!key && plain == 0 && event.text().isEmpty()) {
        return;
    }
    goToEnd();
    if (key) {
        session_->press(*key, held);
    } else if (plain != 0) {
        session_->type(plain, held);
    } else {
        type(event.text());
    }
}

bool TerminalView::scrollByKey(const QKeyEvent& event) {
    const bool page = event.key() == Qt::Key_PageUp || event.key() == Qt::Key_PageDown;
    if (!page || event.modifiers() != Qt::ShiftModifier) {
        return false;
    }
    verticalScrollBar()->triggerAction(event.key() == Qt::Key_PageUp ? QAbstractSlider::SliderPageStepSub
                                                                     : QAbstractSlider::SliderPageStepAdd);
    return true;
}

void TerminalView::goToEnd() {
    anchor_ = caret_ = {};
    verticalScrollBar()->setValue(verticalScrollBar()->maximum());
    viewport()->update();
}

void TerminalView::type(const QString& text) {
    for (const char32_t c : text.toUcs4()) {
        session_->type(c, {});
    }
}

void TerminalView::inputMethodEvent(QInputMethodEvent* event) {
    if (session_) {
        type(event->commitString());
    }
    event->accept();
}

QVariant TerminalView::inputMethodQuery(Qt::InputMethodQuery query) const {
    if (query == Qt::ImCursorRectangle) {
        return QRect(cellCentre(cursor_.row, cursor_.column) - QPoint(cellWidth_ / 2, cellHeight_ / 2),
                     QSize(1, cellHeight_));
    }
    return QAbstractScrollArea::inputMethodQuery(query);
}

void TerminalView::resizeEvent(QResizeEvent* event) {
    QAbstractScrollArea::resizeEvent(event);
    settle_.start();
}

void TerminalView::wheelEvent(QWheelEvent* event) {
    const int lines = event->angleDelta().y() * linesPerNotch / notch;
    if (alternate_ && session_) {  // as xterm does for programs such as less
        for (int i = 0; i < std::abs(lines); ++i) {
            session_->press({lines > 0 ? terminal::Key::Up : terminal::Key::Down}, {});
        }
    } else {
        verticalScrollBar()->setValue(verticalScrollBar()->value() - lines);
    }
    event->accept();
}

TerminalView::Place TerminalView::placeAt(const QPoint& point) const {
    const int row = std::clamp((point.y() - margin / 2) / cellHeight_, 0, std::max(0, size_.rows - 1));
    const int column = std::clamp((point.x() - margin + cellWidth_ / 2) / cellWidth_, 0, size_.columns);
    return {topLine() + row, column};
}

bool TerminalView::isSelected(std::int64_t line, int column) const {
    const auto [first, last] = std::minmax(anchor_, caret_);
    const Place here{line, column};
    return !(here < first) && here < last;
}

void TerminalView::mousePressEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton) {
        anchor_ = caret_ = placeAt(event->pos());
        selecting_ = true;
        viewport()->update();
    } else if (event->button() == Qt::MiddleButton) {
        const QClipboard* clipboard = QApplication::clipboard();
        pasteText(
            clipboard->text(clipboard->supportsSelection() ? QClipboard::Selection : QClipboard::Clipboard));
    }
}

void TerminalView::mouseMoveEvent(QMouseEvent* event) {
    if (selecting_) {
        const int past = event->pos().y() < 0 ? -1 : event->pos().y() > viewport()->height() ? 1 : 0;
        verticalScrollBar()->setValue(verticalScrollBar()->value() + past);
        caret_ = placeAt(event->pos());
        viewport()->update();
    }
}

void TerminalView::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton && std::exchange(selecting_, false) && anchor_ != caret_ &&
        QApplication::clipboard()->supportsSelection()) {
        QApplication::clipboard()->setText(selectedText(), QClipboard::Selection);
    }
}

/// The word there.
void TerminalView::mouseDoubleClickEvent(QMouseEvent* event) {
    const Place here{placeAt(event->pos()).line, (event->pos().x() - margin) / cellWidth_};
    const terminal::Line line = lineAt(here.line);
    const auto word = [&](int column) {
        return column >= 0 && column < static_cast<int>(line.size()) &&
               isOfWord(line[static_cast<std::size_t>(column)]);
    };
    anchor_ = caret_ = here;
    while (word(anchor_.column - 1) && word(here.column)) {
        --anchor_.column;
    }
    while (word(caret_.column)) {
        ++caret_.column;
    }
    viewport()->update();
}

terminal::Line TerminalView::lineAt(std::int64_t line) const {
    const auto row = static_cast<int>(line - scrolled_);
    return session_ ? session_->look([row](terminal::Screen& screen) { return screen.line(row); })
                    : terminal::Line{};
}

QString TerminalView::selectedText() const {
    const auto [first, last] = std::minmax(anchor_, caret_);
    QStringList all;
    for (std::int64_t number = first.line; first != last && number <= last.line; ++number) {
        terminal::Line line = lineAt(number);
        if (number == last.line) {
            line.resize(std::min(line.size(), static_cast<std::size_t>(last.column)));
        }
        const auto skip =
            number == first.line ? std::min(line.size(), static_cast<std::size_t>(first.column)) : 0;
        line.erase(line.begin(), line.begin() + static_cast<std::ptrdiff_t>(skip));
        all << text(terminal::textOf(line));
    }
    return all.join(QLatin1Char('\n'));
}

void TerminalView::copy() const {
    if (anchor_ != caret_) {
        QApplication::clipboard()->setText(selectedText());
    }
}

void TerminalView::paste() {
    pasteText(QApplication::clipboard()->text());
}

void TerminalView::pasteText(const QString& text) {
    if (session_ && !text.isEmpty()) {
        goToEnd();
        session_->paste(text.toStdString());
    }
}

void TerminalView::selectAll() {
    anchor_ = {scrolled_ - history_, 0};
    caret_ = {scrolled_ + size_.rows - 1, size_.columns};
    viewport()->update();
}

void TerminalView::contextMenuEvent(QContextMenuEvent* event) {
    QMenu menu;
    QAction* const copyIt = menu.addAction(tr("Copy\tCtrl+Shift+C"), this, &TerminalView::copy);
    copyIt->setEnabled(anchor_ != caret_);
    menu.addAction(tr("Paste\tCtrl+Shift+V"), this, &TerminalView::paste);
    menu.addAction(tr("Select all"), this, &TerminalView::selectAll);
    menu.exec(event->globalPos());
}

void TerminalView::focusInEvent(QFocusEvent* event) {
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void TerminalView::focusOutEvent(QFocusEvent* event) {
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

void TerminalView::changeEvent(QEvent* event) {
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) {
        measure();
        settle_.start();
    }
}

}  // namespace podwire::ui
