// The letter: several paragraphs pasted at once become rows, without their own numbers; the numbers promised in each
// paragraph stand under it after a save.
(() => {
  const form = document.querySelector(".letter-form");
  if (!form) return;
  const list = form.querySelector("[data-row-list]");
  const { add, set, rows, field, renumber, changed } = window.rowList;
  const status = form.querySelector("[data-grid-status]");
  const NUMBER = /^\s*\d{1,2}\s*[.)]\s+(?=\S)/;

  const split = (text) => {
    const plain = text.replace(/\r\n?/g, "\n");
    // A block whose lines are numbered is cut at the numbers; else each line of it is a paragraph, as Word copies them.
    const pieces = /(^|\n)\s*\d{1,2}\s*[.)]\s+\S/.test(plain) ? plain.split(/\n\s*\n|\n(?=\s*\d{1,2}\s*[.)]\s+\S)/) : plain.split(/\n+/);
    return pieces.map((piece) => piece.replace(NUMBER, "").replace(/\s+/g, " ").trim()).filter(Boolean);
  };

  list.addEventListener("paste", (event) => {
    const row = event.target.closest?.("[data-row]");
    const text = event.clipboardData?.getData("text/plain") || "";
    const pieces = split(text);
    const box = row && field(row, "text");
    const whole = box && (!box.value || (box.selectionStart === 0 && box.selectionEnd === box.value.length));
    if (!row || (pieces.length < 2 && !(whole && NUMBER.test(text)))) return;
    event.preventDefault();
    const [before, after] = [box.value.slice(0, box.selectionStart).trim(), box.value.slice(box.selectionEnd).trim()];
    pieces[0] = before ? `${before} ${pieces[0]}` : pieces[0];
    if (after) pieces[pieces.length - 1] += ` ${after}`;
    let last = row;
    pieces.forEach((piece, index) => {
      if (index) last = add(list, last);
      set(last, { text: piece });
    });
    renumber(list);
    if (pieces.length > 1) status.textContent = `Đã dán ${pieces.length} nội dung.`;
    field(last, "text").focus();
    changed(list);
  });

  document.addEventListener("autosaved", (event) => {
    const said = rows(list).filter((row) => field(row, "text").value.trim());
    const { found } = event.detail;
    if (!found || found.length !== said.length) return; // a box holds several paragraphs: the next page shows them
    for (const row of rows(list)) row.querySelector("[data-found]").replaceChildren();
    said.forEach((row, index) => {
      row.querySelector("[data-found]").replaceChildren(...found[index].map((words) => Object.assign(document.createElement("li"), { textContent: words })));
    });
  });
})();
