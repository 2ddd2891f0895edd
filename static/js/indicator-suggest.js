// A field marked data-suggest-input, in a form with data-suggest, offers entries of the register of indicators; what is
// typed is compared without accents by the server. Arrows choose, Enter or a click takes, Escape closes.
(() => {
  const list = document.createElement("ul");
  list.className = "suggestions";
  list.id = "goi-y-danh-muc";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Chỉ tiêu trong danh mục");
  list.hidden = true;
  let input = null;
  let timer;
  let asked = 0;

  const choices = () => [...list.children].filter((one) => one.dataset.code);
  const chosen = () => list.querySelector('[aria-selected="true"]');
  const close = () => {
    list.hidden = true;
    input?.setAttribute("aria-expanded", "false");
    input?.removeAttribute("aria-activedescendant");
  };
  const choose = (one) => {
    chosen()?.setAttribute("aria-selected", "false");
    one.setAttribute("aria-selected", "true");
    one.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", one.id);
  };
  const take = (one) => {
    input.value = one.dataset.code;
    const name = input.closest(".suggesting").querySelector("[data-suggest-name]");
    if (name) name.textContent = one.dataset.name;
    close();
    input.dispatchEvent(new Event("input", { bubbles: true }));
    input.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const fill = (entries) => {
    list.replaceChildren(...entries.map((entry, index) => {
      const one = document.createElement("li");
      one.id = `goi-y-${index}`;
      one.setAttribute("role", "option");
      one.setAttribute("aria-selected", "false");
      Object.assign(one.dataset, { code: entry.code, name: entry.name });
      one.textContent = `${entry.name} (${entry.unit})`;
      return one;
    }));
    if (!entries.length) list.append(Object.assign(document.createElement("li"), { textContent: "Danh mục không có chỉ tiêu nào khớp." }));
    input.closest(".suggesting").append(list);
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
  };
  const ask = async () => {
    const mine = ++asked;
    const words = input.value.trim();
    if (!words) { close(); return; }
    const address = `${input.form.dataset.suggest}?q=${encodeURIComponent(words)}`;
    const answer = await fetch(address).then((response) => (response.ok ? response.json() : null)).catch(() => null);
    if (answer && mine === asked && document.activeElement === input) fill(answer.entries);
  };

  document.addEventListener("focusin", (event) => {
    if (!event.target.matches?.("[data-suggest-input]")) return;
    input = event.target;
    for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", list.id]]) input.setAttribute(name, value);
  });
  document.addEventListener("focusout", (event) => { if (event.target === input) close(); });
  document.addEventListener("input", (event) => {
    if (event.target !== input || event.isTrusted === false) return;
    const name = input.closest(".suggesting").querySelector("[data-suggest-name]");
    if (name) name.textContent = "";
    clearTimeout(timer);
    timer = setTimeout(ask, 200);
  });
  document.addEventListener("keydown", (event) => {
    if (event.target !== input || list.hidden) return;
    const all = choices();
    const at = all.indexOf(chosen());
    if (["ArrowDown", "ArrowUp"].includes(event.key) && all.length) {
      event.preventDefault();
      choose(all[(at + (event.key === "ArrowDown" ? 1 : -1) + all.length) % all.length]);
    } else if (event.key === "Enter" && chosen()) { event.preventDefault(); take(chosen()); } else if (event.key === "Escape") close();
  }, true);
  list.addEventListener("pointerdown", (event) => {
    event.preventDefault(); // the field keeps the focus
    const one = event.target.closest("[data-code]");
    if (one) take(one);
  });
})();
