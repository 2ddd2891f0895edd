// Native dialogs: data-dialog-open="<id>" opens, data-dialog-close closes; data-confirm asks before a form is sent.
(() => {
  const ask = (words, go) => {
    const dialog = document.createElement("dialog");
    dialog.className = "dialog";
    dialog.setAttribute("aria-label", "Xác nhận");
    dialog.setAttribute("aria-describedby", "cau-hoi");
    const body = document.createElement("div");
    body.className = "dialog-body";
    const text = document.createElement("p");
    text.id = "cau-hoi";
    text.textContent = words;
    const actions = document.createElement("div");
    actions.className = "dialog-actions";
    const button = (label, css, act) => {
      const made = document.createElement("button");
      made.type = "button";
      made.className = `btn ${css}`;
      made.textContent = label;
      made.addEventListener("click", () => { dialog.close(); act(); });
      actions.append(made);
      return made;
    };
    button("Thôi", "btn-secondary", () => {});
    const yes = button("Đồng ý", "btn-primary", go);
    body.append(text, actions);
    dialog.append(body);
    document.body.append(dialog);
    dialog.addEventListener("close", () => dialog.remove());
    dialog.showModal();
    yes.focus();
  };
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-dialog-open]");
    if (opener) document.getElementById(opener.dataset.dialogOpen)?.showModal();
    if (event.target.closest("[data-dialog-close]")) event.target.closest("dialog")?.close();
    if (event.target.closest('[aria-disabled="true"]')) event.preventDefault();
  });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.dataset.confirm || form.dataset.confirmed) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    ask(form.dataset.confirm, () => { form.dataset.confirmed = "1"; form.requestSubmit(); });
  }, true);
})();
