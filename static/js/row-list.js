// Rows that a person adds, moves, takes out and gets back: an element [data-row-list="<prefix>"] with [data-row-list-rows],
// a <template data-row-list-empty> and a button [data-row-list-add]. The fields of a row are named "<prefix>-<n>-<field>" and
// carry data-field; the server reads them in the order of the page. data-row-where="column=own" tells two lists of one
// prefix apart. Alt with the arrows moves the row. Blank spare rows are for those without this script: one is left.
//
// window.rowList.add(list, after?) → row; rowList.set(row, {field: value}); rowList.renumber(list)
// After each change the list fires "input"; a row that was filled by the script fires "row-filled".
(() => {
  let made = 0;
  const rowsIn = (list) => list.querySelector("[data-row-list-rows]");
  const rows = (list) => [...rowsIn(list).children].filter((row) => "row" in row.dataset);
  const field = (row, name) => row.querySelector(`[data-field="${name}"]`);
  const changed = (list) => list.dispatchEvent(new Event("input", { bubbles: true }));
  const isBlank = (row) => [...row.querySelectorAll("[data-field]:not([type=hidden])")].every((control) => !control.value.trim());

  const renumber = (list) => {
    rows(list).forEach((row, index) => {
      row.querySelector("[data-number]").textContent = index + 1;
      for (const named of row.querySelectorAll("[data-say]")) {
        const before = named.getAttribute("aria-label").match(/^.*: /)?.[0] || "";
        const words = before ? named.dataset.say.charAt(0).toLowerCase() + named.dataset.say.slice(1) : named.dataset.say;
        named.setAttribute("aria-label", `${before}${words}, dòng ${index + 1}`);
      }
    });
  };

  const add = (list, after) => {
    made += 1;
    const copy = list.querySelector("[data-row-list-empty]").content.cloneNode(true).querySelector("[data-row]");
    for (const node of [copy, ...copy.querySelectorAll("*")]) {
      for (const name of ["id", "name", "for", "aria-describedby"]) {
        if (node.hasAttribute(name)) node.setAttribute(name, node.getAttribute(name).replace("__i__", 10000 + made));
      }
    }
    const key = field(copy, "key");
    if (key) key.value = `new-${Date.now()}-${made}`;
    if (after) after.after(copy); else rowsIn(list).append(copy);
    renumber(list);
    return copy;
  };

  const set = (row, values) => {
    for (const [name, value] of Object.entries(values)) if (field(row, name)) field(row, name).value = value;
    row.dispatchEvent(new Event("row-filled", { bubbles: true }));
  };

  const move = (list, row, step) => {
    const all = rows(list);
    const other = all[all.indexOf(row) + step];
    if (!other) return;
    const held = document.activeElement;
    if (step < 0) other.before(row); else other.after(row);
    held.focus();
    renumber(list);
    changed(list);
  };

  const remove = (list, row) => {
    const next = row.nextElementSibling || row.previousElementSibling;
    list.removed = { row, before: row.nextElementSibling };
    row.remove();
    const rest = next || add(list);
    renumber(list);
    rest.querySelector("[data-field]:not([type=hidden])").focus();
    const undo = list.querySelector("[data-row-list-undo]");
    if (undo) undo.hidden = false;
    changed(list);
  };

  const bringBack = (list, button) => {
    const { row, before } = list.removed;
    const rest = rows(list);
    if (rest.length === 1 && isBlank(rest[0])) rest[0].remove(); // it only stood in for the last row
    if (before?.isConnected) before.before(row); else rowsIn(list).append(row);
    button.hidden = true;
    renumber(list);
    row.querySelector("[data-field]:not([type=hidden])").focus();
    changed(list);
  };

  // The rows as they were kept in this browser: [[name, value], …] of the whole form.
  const restore = (list, values) => {
    const pattern = new RegExp(`^${list.dataset.rowList}-(\\w+)-([a-z_]+)$`);
    const kept = new Map();
    for (const [name, value] of values) {
      const found = name.match(pattern);
      if (!found) continue;
      if (!kept.has(found[1])) kept.set(found[1], {});
      kept.get(found[1])[found[2]] = value;
    }
    const [where, wanted] = (list.dataset.rowWhere || "").split("=");
    for (const row of rows(list)) row.remove();
    for (const one of kept.values()) if (!where || one[where] === wanted) set(add(list), one);
    if (!rows(list).length) add(list);
    renumber(list);
  };

  window.rowList = { add, set, renumber, rows, field, isBlank, changed };

  for (const list of document.querySelectorAll("[data-row-list]")) {
    for (const row of rows(list).reverse()) if ("spare" in row.dataset && rows(list).length > 1) row.remove();
    renumber(list);
    list.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      const row = button?.closest("[data-row]");
      if (!button) return;
      if ("rowListAdd" in button.dataset) add(list).querySelector("[data-field]:not([type=hidden])").focus();
      else if ("rowListUndo" in button.dataset) bringBack(list, button);
      else if (!row) return;
      else if ("rowUp" in button.dataset) move(list, row, -1);
      else if ("rowDown" in button.dataset) move(list, row, 1);
      else if ("rowRemove" in button.dataset) remove(list, row);
    });
    list.addEventListener("keydown", (event) => {
      const row = event.target.closest("[data-row]");
      if (!row || !event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
      event.preventDefault();
      move(list, row, event.key === "ArrowUp" ? -1 : 1);
    });
    list.addEventListener("grid-row-needed", () => add(list));
  }
  document.addEventListener("autosave-restore", (event) => {
    const form = event.target;
    const { values } = event.detail;
    for (const list of form.querySelectorAll("[data-row-list]")) restore(list, values);
    const prefixes = [...form.querySelectorAll("[data-row-list]")].map((list) => `${list.dataset.rowList}-`);
    for (const [name, value] of values) {
      if (!prefixes.some((prefix) => name.startsWith(prefix)) && form.elements[name]) form.elements[name].value = value;
    }
    event.preventDefault();
  });
})();
