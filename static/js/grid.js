// Entry tables: `<table data-grid>`, one control to a cell of the body. Up, down and Enter move within a column; a block
// copied from a spreadsheet is pasted over the cells to the right and below; changed cells carry data-changed.
// Rows that are hidden or marked data-grid-skip, and cells without a control that may be typed in, are passed over.
//
// Events, all bubbling:
//   grid-changed       from the cell, after typing; from the table, once after a paste
//   grid-row-needed    from the table, when Enter or a paste goes past the last row; a listener may append a row
//   grid-paste         from the control, before a block is pasted; detail {rows, text}; preventDefault() takes it over
//   grid-pasted        from the table, after it; detail {rows: the <tr>s, cells, refused, left}
// An element [data-grid-status] beside the table (in the same form or section) is told how a paste went.
(() => {
  const CONTROLS = "input:not([type=hidden]):not([type=file]):not([type=button]):not([type=submit]), select, textarea";
  const YES = new Set(["x", "1", "có", "co", "true", "v", "✓"]);

  const fold = (text) => text.normalize("NFD").replace(/\p{M}+/gu, "").toLowerCase().replace(/đ/g, "d").replace(/\s+/g, " ").trim();
  const rowsOf = (grid) => [...grid.querySelectorAll(":scope > tbody > tr")].filter((row) => !row.hidden && !("gridSkip" in row.dataset));
  const controlOf = (cell) => {
    const control = cell?.querySelector(CONTROLS);
    return control && !control.disabled && !control.readOnly && !control.closest("[hidden]") ? control : null;
  };
  const place = (control) => {
    const cell = control.closest("td, th");
    const row = cell?.parentElement;
    const grid = row?.closest("table[data-grid]");
    return grid && !("gridSkip" in row.dataset) && controlOf(cell) === control ? { grid, row, cell } : null;
  };

  // The text of a spreadsheet's clipboard as rows of cells; quoted cells may hold line ends and doubled quotes.
  const parse = (text) => {
    const rows = [[]];
    let cell = "";
    let quoted = false;
    const source = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
    for (let at = 0; at < source.length; at += 1) {
      const sign = source[at];
      if (quoted) {
        if (sign !== '"') cell += sign;
        else if (source[at + 1] === '"') { cell += '"'; at += 1; } else quoted = false;
      } else if (sign === '"' && cell === "" && /^"(?:[^"]|"")*"(?=[\t\n]|$)/.test(source.slice(at))) quoted = true;
      else if (sign === "\t" || sign === "\n") {
        rows.at(-1).push(cell);
        cell = "";
        if (sign === "\n") rows.push([]);
      } else cell += sign;
    }
    rows.at(-1).push(cell);
    return rows;
  };

  const differs = (control) => {
    if (control.type === "checkbox" || control.type === "radio") return control.checked !== control.defaultChecked;
    if (control.tagName === "SELECT") {
      const chosen = [...control.options].findIndex((option) => option.defaultSelected);
      return control.selectedIndex !== Math.max(chosen, 0);
    }
    return control.value !== control.defaultValue;
  };
  const mark = (cell, control) => cell.toggleAttribute("data-changed", differs(control));

  // Puts pasted words into a control; false when they are none of its choices.
  const put = (control, words) => {
    const text = words.trim();
    if (control.type === "checkbox") { control.checked = YES.has(text.toLowerCase()); return true; }
    if (control.tagName === "SELECT") {
      const found = [...control.options].find((option) => option.value === text || fold(option.text) === fold(text));
      if (found) control.value = found.value;
      return Boolean(found);
    }
    control.value = "gridLines" in control.dataset ? text : text.replace(/\s*\n\s*/g, " ");
    return true;
  };

  const below = (grid, row, create) => {
    const rows = rowsOf(grid);
    const next = rows[rows.indexOf(row) + 1];
    if (next || !create) return next;
    grid.dispatchEvent(new CustomEvent("grid-row-needed", { bubbles: true }));
    return rowsOf(grid)[rows.length];
  };

  const go = ({ grid, row, cell }, step, create) => {
    const column = cell.cellIndex;
    let target = row;
    do {
      const rows = rowsOf(grid);
      target = step > 0 ? below(grid, target, create) : rows[rows.indexOf(target) - 1];
    } while (target && !controlOf(target.cells[column]));
    const control = controlOf(target?.cells[column]);
    control?.focus();
    control?.select?.();
    return Boolean(control);
  };

  // In words that run over several lines the arrows first move through them.
  const leaves = (control, key) => {
    if (control.tagName === "SELECT" || control.hasAttribute("list")) return false;
    if (control.tagName !== "TEXTAREA") return true;
    const line = parseFloat(getComputedStyle(control).lineHeight);
    if (control.scrollHeight < 2.5 * line) return true;
    return key === "ArrowUp" ? control.selectionEnd === 0 : control.selectionStart === control.value.length;
  };

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || event.altKey || event.shiftKey || event.metaKey) return;
    const { key, target: control } = event;
    if (!["ArrowUp", "ArrowDown", "Enter"].includes(key) || !control.matches?.(CONTROLS)) return;
    const at = place(control);
    if (!at) return;
    if (key === "Enter") {
      if (event.ctrlKey) return;
      event.preventDefault();
      go(at, 1, true);
    } else if (event.ctrlKey || leaves(control, key)) {
      event.preventDefault();
      go(at, key === "ArrowDown" ? 1 : -1, false);
    }
  });

  const tell = (grid, { cells, refused, left }) => {
    const status = (grid.closest("form, section, main") || document).querySelector("[data-grid-status]");
    if (!status) return;
    const parts = [`Đã dán ${cells} ô`];
    if (refused) parts.push(`${refused} ô không nhận vì không có trong danh sách chọn`);
    if (left) parts.push(`${left} dòng không có chỗ nên chưa dán`);
    status.textContent = `${parts.join("; ")}.`;
  };

  const paste = (at, block) => {
    const { grid, cell } = at;
    const columns = [...at.row.cells].filter((one) => one.cellIndex >= cell.cellIndex && controlOf(one)).map((one) => one.cellIndex);
    const done = { rows: [], cells: 0, refused: 0, left: 0 };
    let row = at.row;
    for (const [index, words] of block.entries()) {
      if (index) row = below(grid, row, true);
      if (!row) { done.left = block.length - index; break; }
      done.rows.push(row);
      words.slice(0, columns.length).forEach((word, offset) => {
        const control = controlOf(row.cells[columns[offset]]);
        if (!control) return;
        if (put(control, word)) done.cells += 1; else done.refused += 1;
        mark(control.closest("td, th"), control);
        control.dispatchEvent(new CustomEvent("input", { bubbles: true, detail: { pasted: true } }));
      });
    }
    tell(grid, done);
    grid.dispatchEvent(new CustomEvent("grid-changed", { bubbles: true }));
    grid.dispatchEvent(new CustomEvent("grid-pasted", { bubbles: true, detail: done }));
  };

  document.addEventListener("paste", (event) => {
    const control = event.target;
    if (event.defaultPrevented || !control.matches?.(CONTROLS)) return;
    const at = place(control);
    const text = event.clipboardData?.getData("text/plain") || "";
    const block = parse(text);
    const single = block.length === 1 && block[0].length === 1;
    if (!at || single || ("gridLines" in control.dataset && !text.includes("\t"))) return;
    event.preventDefault();
    const asked = new CustomEvent("grid-paste", { bubbles: true, cancelable: true, detail: { rows: block, text } });
    if (control.dispatchEvent(asked)) paste(at, block);
  });

  const typed = (event) => {
    if (event.detail?.pasted || !event.target.matches?.(CONTROLS)) return;
    const at = place(event.target);
    if (!at) return;
    mark(at.cell, event.target);
    at.cell.dispatchEvent(new CustomEvent("grid-changed", { bubbles: true }));
  };
  document.addEventListener("input", typed);
  document.addEventListener("change", typed);

})();
