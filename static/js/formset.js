// Rows of a formset added, moved and removed without leaving the page. Works on ORDER and DELETE, as Django reads them.
(() => {
  for (const set of document.querySelectorAll("[data-formset]")) {
    const prefix = set.dataset.formset;
    const rows = set.querySelector("[data-formset-rows]");
    const total = set.querySelector(`[name="${prefix}-TOTAL_FORMS"]`);
    const adder = set.querySelector("[data-formset-add]");
    const field = (row, name) => row.querySelector(`[name$="-${name}"]`);
    const live = () => [...rows.children].filter((row) => !row.hidden);
    const number = () => {
      live().forEach((row, index) => {
        field(row, "ORDER").value = index + 1;
        row.querySelector("[data-formset-label]").textContent = live().length > 1 ? `Phụ lục ${index + 1}` : "Phụ lục";
      });
    };
    const add = () => {
      const made = set.querySelector("[data-formset-empty]").content.cloneNode(true);
      for (const node of made.querySelectorAll("*")) {
        for (const name of ["id", "name", "for", "aria-describedby"]) {
          if (node.hasAttribute(name)) node.setAttribute(name, node.getAttribute(name).replace("__prefix__", total.value));
        }
      }
      total.value = Number(total.value) + 1;
      rows.append(made);
      return rows.lastElementChild;
    };
    // The rows as their fields say: removed ones away, the rest in their order.
    const arrange = () => {
      for (const row of rows.children) row.hidden = Boolean(field(row, "DELETE").value);
      rows.append(...[...rows.children].sort((a, b) => (Number(field(a, "ORDER").value) || 999) - (Number(field(b, "ORDER").value) || 999)));
      number();
    };
    const changed = () => { number(); set.dispatchEvent(new Event("formset-changed", { bubbles: true })); };
    set.addEventListener("click", (event) => {
      const row = event.target.closest("[data-formset-row]");
      const pressed = event.target.closest("button");
      if (pressed === adder) {
        add().querySelector("textarea").focus();
        changed();
      } else if (event.target.closest("[data-formset-remove]")) {
        field(row, "DELETE").value = "on";
        row.hidden = true;
        adder.focus();
        changed();
      } else if (event.target.closest("[data-formset-up]")) {
        const others = live();
        others[others.indexOf(row) - 1]?.before(row);
        pressed.focus();
        changed();
      } else if (event.target.closest("[data-formset-down]")) {
        const others = live();
        others[others.indexOf(row) + 1]?.after(row);
        pressed.focus();
        changed();
      }
    });
    set.form?.addEventListener("formset-grow", (event) => { while (Number(total.value) < event.detail) add(); });
    set.form?.addEventListener("formset-arrange", arrange);
    arrange();
  }
})();
