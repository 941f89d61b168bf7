// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractScrollArea>
#include <QTimer>
#include <memory>
#include <optional>
#include <vector>

#include "core/session/post.h"
#include "core/terminal/session.h"

namespace podwire::ui {

/// A terminal: what its session shows, its history by wheel and scroll bar, and the keyboard for it. Lines
/// are counted from the first that the session ever showed.
class TerminalView : public QAbstractScrollArea {
    Q_OBJECT
public:
    explicit TerminalView(QWidget* parent = nullptr);
    ~TerminalView() override;

    /// What a session's `changed` shall do: thread-safe, and harmless after the view has gone.
    [[nodiscard]] std::function<void()> changeHandler();
    /// Null: what was shown last stays, and keys go nowhere.
    void setSession(std::shared_ptr<terminal::Session> session);
    [[nodiscard]] const std::shared_ptr<terminal::Session>& session() const { return session_; }

    /// As many whole cells as there is room for.
    [[nodiscard]] terminal::TerminalSize gridSize() const;
    /// The text of the screen, a line each, as it was painted last.
    [[nodiscard]] QString screenText() const;
    [[nodiscard]] QString selectedText() const;
    /// The middle of a cell in the viewport.
    [[nodiscard]] QPoint cellCentre(int row, int column) const;
    void copy() const;
    void paste();
    void selectAll();

    [[nodiscard]] QSize minimumSizeHint() const override { return {160, 60}; }

Q_SIGNALS:
    /// There was something new; also when the session ended.
    void updated();

protected:
    bool event(QEvent* event) override;
    bool focusNextPrevChild(bool next) override;
    void keyPressEvent(QKeyEvent* event) override;
    void inputMethodEvent(QInputMethodEvent* event) override;
    [[nodiscard]] QVariant inputMethodQuery(Qt::InputMethodQuery query) const override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    struct Place {
        std::int64_t line = 0;
        int column = 0;
        bool operator==(const Place&) const = default;
        bool operator<(const Place& other) const {
            return line < other.line || (line == other.line && column < other.column);
        }
    };
    void measure();
    void refresh();
    void fetch();
    void applySize();
    void send(const QKeyEvent& event);
    void type(const QString& text);
    void pasteText(const QString& text);
    bool scrollByKey(const QKeyEvent& event);
    void goToEnd();
    void paintLine(QPainter& painter, int row, const terminal::Line& line) const;
    void paintCursor(QPainter& painter) const;
    [[nodiscard]] bool isSelected(std::int64_t line, int column) const;
    [[nodiscard]] Place placeAt(const QPoint& point) const;
    [[nodiscard]] std::int64_t topLine() const;
    [[nodiscard]] terminal::Line lineAt(std::int64_t line) const;

    session::Mail mail_{this};
    std::shared_ptr<terminal::Session> session_;
    QTimer frame_;
    QTimer settle_;
    int cellWidth_ = 1;
    int cellHeight_ = 1;
    int ascent_ = 1;
    std::vector<terminal::Line> lines_;  ///< in sight
    terminal::Cursor cursor_;
    terminal::TerminalSize size_;
    std::int64_t scrolled_ = 0;
    int history_ = 0;
    bool alternate_ = false;
    bool following_ = true;  ///< the end of the output
    Place anchor_;
    Place caret_;
    bool selecting_ = false;
};

}  // namespace podwire::ui
