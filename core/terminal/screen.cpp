// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/terminal/screen.h"

#include <vterm.h>

#include <algorithm>
#include <deque>
#include <utility>

#include "core/terminal/control_filter.h"
#include "core/terminal/osc_scanner.h"
#include "core/terminal/sequence_filter.h"

namespace podwire::terminal {
namespace {

constexpr int kLeast = 2;
constexpr int kMostColumns = 1000;
constexpr int kMostRows = 500;
constexpr std::uint32_t kRightHalf = 0xffffffffU;

TerminalSize bounded(TerminalSize size) {
    return {std::clamp(size.columns, kLeast, kMostColumns), std::clamp(size.rows, kLeast, kMostRows)};
}

Colour colourOf(const VTermColor& from, std::uint8_t isDefault) {
    if ((from.type & isDefault) != 0) {
        return {};
    }
    return VTERM_COLOR_IS_INDEXED(&from)
               ? Colour{Colour::Kind::Indexed, from.indexed.idx, 0, 0}
               : Colour{Colour::Kind::Rgb, from.rgb.red, from.rgb.green, from.rgb.blue};
}

Cell cellOf(const VTermScreenCell& from) {
    Cell cell;
    if (from.chars[0] == kRightHalf) {
        cell.width = 0;
    } else {
        std::copy_n(std::begin(from.chars), Cell::kMostCharacters, cell.characters.begin());
        cell.width = static_cast<std::uint8_t>(std::max<int>(1, from.width));
    }
    cell.style = {colourOf(from.fg, VTERM_COLOR_DEFAULT_FG),
                  colourOf(from.bg, VTERM_COLOR_DEFAULT_BG),
                  from.attrs.bold != 0,
                  from.attrs.italic != 0,
                  from.attrs.underline != 0,
                  from.attrs.strike != 0,
                  from.attrs.reverse != 0};
    return cell;
}

VTermColor vtermColour(const Colour& from, const VTermColor& usual) {
    VTermColor to = usual;
    if (from.kind == Colour::Kind::Indexed) {
        vterm_color_indexed(&to, from.red);
    } else if (from.kind == Colour::Kind::Rgb) {
        vterm_color_rgb(&to, from.red, from.green, from.blue);
    }
    return to;
}

void trim(Line& line) {
    while (!line.empty() && line.back() == Cell{}) {
        line.pop_back();
    }
}

VTermModifier vtermModifiers(Modifiers from) {
    return static_cast<VTermModifier>((from.shift ? VTERM_MOD_SHIFT : 0) | (from.alt ? VTERM_MOD_ALT : 0) |
                                      (from.control ? VTERM_MOD_CTRL : 0));
}

VTermKey vtermKey(Key key) {
    switch (key.name) {
        case Key::Up:
            return VTERM_KEY_UP;
        case Key::Down:
            return VTERM_KEY_DOWN;
        case Key::Left:
            return VTERM_KEY_LEFT;
        case Key::Right:
            return VTERM_KEY_RIGHT;
        case Key::Insert:
            return VTERM_KEY_INS;
        case Key::Delete:
            return VTERM_KEY_DEL;
        case Key::Home:
            return VTERM_KEY_HOME;
        case Key::End:
            return VTERM_KEY_END;
        case Key::PageUp:
            return VTERM_KEY_PAGEUP;
        case Key::PageDown:
            return VTERM_KEY_PAGEDOWN;
        case Key::Function:
            return static_cast<VTermKey>(VTERM_KEY_FUNCTION(key.number));
        default:
            return VTERM_KEY_NONE;
    }
}

}  // namespace

struct Screen::Inside {
    struct Free {
        void operator()(VTerm* vterm) const { vterm_free(vterm); }
    };

    explicit Inside(TerminalSize size) : vterm(vterm_new(size.rows, size.columns)) {
        vterm_set_utf8(vterm.get(), 1);
        vterm_output_set_callback(vterm.get(), onOutput, this);
        screen = vterm_obtain_screen(vterm.get());
        callbacks.damage = onDamage;
        callbacks.movecursor = onCursor;
        callbacks.settermprop = onProperty;
        callbacks.sb_pushline = onPush;
        callbacks.sb_popline = onPop;
        vterm_screen_set_callbacks(screen, &callbacks, this);
        vterm_screen_set_damage_merge(screen, VTERM_DAMAGE_ROW);
        vterm_screen_enable_altscreen(screen, 1);
        vterm_screen_reset(screen, 1);
        damageAll();
    }

    [[nodiscard]] TerminalSize size() const {
        TerminalSize now;
        vterm_get_size(vterm.get(), &now.rows, &now.columns);
        return now;
    }

    void damageAll() { damage.rows.assign(static_cast<std::size_t>(size().rows), true); }
    void damageRow(int row) {
        if (row >= 0 && static_cast<std::size_t>(row) < damage.rows.size()) {
            damage.rows[static_cast<std::size_t>(row)] = true;
        }
    }

    void push(Line line) {
        trim(line);
        history.push_back(std::move(line));
        ++scrolled;
        if (history.size() > kMostHistory) {
            history.pop_front();
        }
        damage.history = true;
    }

    bool pop(VTermScreenCell* cells, int columns) {
        if (history.empty()) {
            return false;
        }
        VTermColor foreground;
        VTermColor background;
        vterm_state_get_default_colors(vterm_obtain_state(vterm.get()), &foreground, &background);
        const Line line = std::move(history.back());
        history.pop_back();
        --scrolled;
        damage.history = true;
        for (int column = 0; column < columns; ++column) {
            VTermScreenCell& to = cells[column];
            to = {};
            const auto at = static_cast<std::size_t>(column);
            const Cell from = at < line.size() ? line[at] : Cell{};
            std::copy(from.characters.begin(), from.characters.end(), std::begin(to.chars));
            to.width = static_cast<char>(from.width);
            to.attrs.bold = from.style.bold ? 1 : 0;
            to.attrs.italic = from.style.italic ? 1 : 0;
            to.attrs.underline = from.style.underline ? 1 : 0;
            to.attrs.strike = from.style.strike ? 1 : 0;
            to.attrs.reverse = from.style.reverse ? 1 : 0;
            to.fg = vtermColour(from.style.foreground, foreground);
            to.bg = vtermColour(from.style.background, background);
            if (from.width == 0 || (from.width == 2 && column + 1 == columns)) {
                to.chars[0] = 0;  // the screen makes the right half itself
                to.width = 1;
            }
        }
        return true;
    }

    void onCommand(std::string_view command) {
        if (command.starts_with("133;B")) {
            prompt = Prompt::Shown;
            ++prompts;
        } else if (command.starts_with("133;C")) {
            prompt = Prompt::Busy;
        } else if (command.starts_with("0;") || command.starts_with("2;")) {
            title = filterControls(command.substr(2));
            std::replace(title.begin(), title.end(), '\n', ' ');
        }
    }

    static Inside& of(void* user) { return *static_cast<Inside*>(user); }
    static void onOutput(const char* bytes, std::size_t length, void* user) {
        of(user).input.append(bytes, length);
    }
    static int onDamage(VTermRect rect, void* user) {
        for (int row = rect.start_row; row < rect.end_row; ++row) {
            of(user).damageRow(row);
        }
        return 1;
    }
    static int onCursor(VTermPos to, VTermPos from, int visible, void* user) {
        Inside& self = of(user);
        self.cursor.row = to.row;
        self.cursor.column = to.col;
        self.cursor.visible = visible != 0;
        self.damageRow(from.row);
        self.damageRow(to.row);
        return 1;
    }
    static int onProperty(VTermProp property, VTermValue* value, void* user) {
        Inside& self = of(user);
        if (property == VTERM_PROP_CURSORVISIBLE) {
            self.cursor.visible = value->boolean != 0;
            self.damageRow(self.cursor.row);
        } else if (property == VTERM_PROP_CURSORSHAPE) {
            self.cursor.shape = value->number == VTERM_PROP_CURSORSHAPE_UNDERLINE  ? Cursor::Shape::Underline
                                : value->number == VTERM_PROP_CURSORSHAPE_BAR_LEFT ? Cursor::Shape::Bar
                                                                                   : Cursor::Shape::Block;
            self.damageRow(self.cursor.row);
        } else if (property == VTERM_PROP_ALTSCREEN) {
            self.alternate = value->boolean != 0;
            self.damageAll();
        }
        return 1;
    }
    static int onPush(int columns, const VTermScreenCell* cells, void* user) {
        Line line;
        line.reserve(static_cast<std::size_t>(columns));
        std::transform(cells, cells + columns, std::back_inserter(line), cellOf);
        of(user).push(std::move(line));
        return 1;
    }
    static int onPop(int columns, VTermScreenCell* cells, void* user) {
        return of(user).pop(cells, columns) ? 1 : 0;
    }

    std::unique_ptr<VTerm, Free> vterm;
    VTermScreen* screen = nullptr;
    VTermScreenCallbacks callbacks{};
    std::deque<Line> history;
    std::int64_t scrolled = 0;
    Cursor cursor;
    std::string title;
    bool alternate = false;
    OscScanner scanner;
    SequenceFilter sequences;
    Prompt prompt = Prompt::Unknown;
    std::uint64_t prompts = 0;
    Damage damage;
    std::string input;
};

Screen::Screen(TerminalSize size) : in_(std::make_unique<Inside>(bounded(size))) {}

Screen::~Screen() = default;

void Screen::feed(std::string_view bytes) {
    const std::string safe = in_->sequences.feed(bytes);
    vterm_input_write(in_->vterm.get(), safe.data(), safe.size());
    vterm_screen_flush_damage(in_->screen);
    in_->scanner.feed(bytes, [this](std::string_view command) { in_->onCommand(command); });
}

TerminalSize Screen::size() const {
    return in_->size();
}

void Screen::resize(TerminalSize size) {
    const TerminalSize next = bounded(size);
    if (next != in_->size()) {
        vterm_set_size(in_->vterm.get(), next.rows, next.columns);
        vterm_screen_flush_damage(in_->screen);
        in_->damageAll();
        in_->damage.history = true;
    }
}

Line Screen::line(int row) const {
    if (row < 0) {
        const auto back = static_cast<std::size_t>(-static_cast<std::int64_t>(row));
        return back <= in_->history.size() ? in_->history[in_->history.size() - back] : Line{};
    }
    const TerminalSize now = in_->size();
    Line line;
    if (row >= now.rows) {
        return line;
    }
    line.reserve(static_cast<std::size_t>(now.columns));
    VTermScreenCell cell;
    for (int column = 0; column < now.columns; ++column) {
        vterm_screen_get_cell(in_->screen, {row, column}, &cell);
        line.push_back(cellOf(cell));
    }
    trim(line);
    return line;
}

int Screen::historySize() const {
    return static_cast<int>(in_->history.size());
}

std::int64_t Screen::scrolled() const {
    return in_->scrolled;
}

Cursor Screen::cursor() const {
    return in_->cursor;
}

const std::string& Screen::title() const {
    return in_->title;
}

bool Screen::isAlternate() const {
    return in_->alternate;
}

Prompt Screen::prompt() const {
    return in_->prompt;
}

std::uint64_t Screen::prompts() const {
    return in_->prompts;
}

Damage Screen::takeDamage() {
    Damage none;
    none.rows.assign(in_->damage.rows.size(), false);
    return std::exchange(in_->damage, std::move(none));
}

std::string Screen::takeInput() {
    return std::exchange(in_->input, {});
}

void Screen::press(Key key, Modifiers modifiers) {
    const std::string fixed = bytesFor(key, modifiers);
    in_->input += fixed;
    if (fixed.empty()) {
        vterm_keyboard_key(in_->vterm.get(), vtermKey(key), vtermModifiers(modifiers));
    }
}

void Screen::type(char32_t character, Modifiers modifiers) {
    in_->input += bytesFor(character, modifiers);
}

void Screen::paste(std::string_view utf8) {
    std::string text = filterControls(utf8);
    std::replace(text.begin(), text.end(), '\n', '\r');  // as the Enter key
    vterm_keyboard_start_paste(in_->vterm.get());
    in_->input += text;
    vterm_keyboard_end_paste(in_->vterm.get());
}

bool Screen::hasPasteMarks() const {
    const std::size_t before = in_->input.size();
    vterm_keyboard_start_paste(in_->vterm.get());  // it says nothing where the program wants no marks
    const bool has = in_->input.size() > before;
    in_->input.resize(before);
    return has;
}

std::string textOf(const Line& line) {
    std::string text;
    for (const Cell& cell : line) {
        if (cell.width == 0) {
            continue;
        }
        if (cell.characters[0] == 0) {
            text += ' ';
        }
        for (const char32_t c : cell.characters) {
            if (c == 0) {
                break;
            }
            text += bytesFor(c, {});
        }
    }
    text.erase(text.find_last_not_of(' ') + 1);
    return text;
}

}  // namespace podwire::terminal
