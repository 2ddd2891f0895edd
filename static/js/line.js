// The line of a unit: what the paper will say stands under each row while it is typed, and lines copied from a paper
// ("05 cá nhân tặng Danh hiệu Chiến sỹ thi đua cấp tỉnh") become rows.
(() => {
  const form = document.querySelector(".entry-form");
  if (!form) return;
  const { add, set, rows, field, renumber, isBlank, changed } = window.rowList;
  const status = form.querySelector("[data-grid-status]");
  const fold = (text) => text.normalize("NFD").replace(/\p{M}+/gu, "").toLowerCase().replace(/đ/g, "d").replace(/uy ban nhan dan/g, "ubnd").replace(/y\b/g, "i").replace(/\bxs\b/g, "xuat sac").replace(/\s+/g, " ").trim();

  const show = (row) => {
    const chosen = field(row, "code").selectedOptions[0];
    const usual = chosen?.dataset.words || "";
    const words = field(row, "words");
    words.placeholder = usual;
    const preview = row.querySelector("[data-preview]");
    if (!preview) return;
    // Only people hold posts.
    const posts = field(row, "without_post");
    posts.hidden = Boolean(chosen?.value) && chosen.parentElement.label !== "Cá nhân";
    if (posts.hidden) posts.value = "";
    const count = field(row, "count").value.trim();
    const number = /^\d{1,6}$/.test(count) ? `${String(Number(count)).padStart(2, "0")} ` : "";
    const said = words.value.trim() || usual;
    preview.querySelector("b").textContent = said ? `${number}${said}` : "";
    preview.hidden = !said;
  };

  // The title that a line of a paper names: the longest of the list that stands in it.
  const titleIn = (list, text) => {
    const said = fold(text);
    let best = null;
    for (const option of list.querySelector('select[data-field="code"]')?.options || []) {
      const name = fold(option.text);
      const names = [name, name.replace("cap tinh", "cua ubnd tinh"), name.replace("cap tinh", "cua tinh")];
      const hit = option.value && names.find((one) => said.includes(one));
      if (hit && (!best || hit.length > best.length)) best = { value: option.value, length: hit.length };
    }
    return best?.value || "";
  };

  const readLine = (list, text) => {
    const plain = text.replace(/\s+/g, " ").replace(/^[-–+•·]\s*/, "").replace(/[;.]$/, "").trim();
    const found = plain.match(/^(\d{1,4})\s+(.+)$/);
    const words = found ? found[2] : plain;
    const code = titleIn(list, words);
    const isOwn = !list.querySelector('[data-field="count"]');
    return { code, words, count: found && !isOwn ? String(Number(found[1])) : "" };
  };

  form.addEventListener("grid-paste", (event) => {
    const list = event.target.closest("[data-row-list]");
    const block = event.detail.rows;
    if (!list || !["code", "words"].includes(event.target.dataset.field) || block.some((cells) => cells.length > 1)) return;
    event.preventDefault();
    let row = event.target.closest("[data-row]");
    let unknown = 0;
    const lines = block.map((cells) => cells[0]).filter((text) => text.trim());
    lines.forEach((text, index) => {
      if (index || !isBlank(row)) row = add(list, row);
      const values = readLine(list, text);
      if (!values.code) unknown += 1;
      set(row, values);
    });
    renumber(list);
    status.textContent = `Đã dán ${lines.length} dòng${unknown ? `; ${unknown} dòng chưa nhận ra danh hiệu, hãy chọn` : ""}.`;
    field(row, "code").focus();
    changed(list);
  });
  // One line of a paper pasted into an empty row.
  form.addEventListener("paste", (event) => {
    const { target } = event;
    const row = target.closest?.("[data-row]");
    const text = event.clipboardData?.getData("text/plain") || "";
    if (event.defaultPrevented || !row || target.dataset.field !== "words" || !isBlank(row) || /[\n\t]/.test(text.trim())) return;
    const list = row.closest("[data-row-list]");
    const values = readLine(list, text);
    if (!values.code) return;
    event.preventDefault();
    set(row, values);
    changed(list);
  }, true);

  form.addEventListener("input", (event) => { const row = event.target.closest("[data-row]"); if (row) show(row); });
  form.addEventListener("change", (event) => { const row = event.target.closest("[data-row]"); if (row) show(row); });
  form.addEventListener("row-filled", (event) => show(event.target));
  // Rows that the server keeps now go by its own names.
  document.addEventListener("autosaved", (event) => {
    for (const [key, kept] of Object.entries(event.detail?.keys || {})) {
      const input = [...form.querySelectorAll('[data-field="key"]')].find((one) => one.value === key);
      if (input) input.value = kept;
    }
  });
  for (const list of form.querySelectorAll("[data-row-list]")) for (const row of rows(list)) show(row);
})();
