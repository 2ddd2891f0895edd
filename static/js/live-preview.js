// Puts the paper of what is typed into the frame beside the form, half a second after the last key.
(() => {
  const form = document.querySelector("[data-preview]");
  const frame = document.querySelector("[data-preview-frame]");
  if (!form || !frame) return;
  let timer;
  let asked = 0;
  const show = async () => {
    const mine = ++asked;
    const response = await fetch(form.dataset.preview, { method: "POST", body: new FormData(form) }).catch(() => null);
    if (!response?.ok || mine !== asked) return;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const inside = frame.contentDocument;
    const [old, fresh] = [inside.querySelector("body > .paper"), page.querySelector("body > .paper")];
    if (!old || !fresh) return;
    old.replaceWith(inside.adoptNode(fresh));
    inside.dispatchEvent(new Event("paper-changed"));
  };
  const soon = () => { clearTimeout(timer); timer = setTimeout(show, 500); };
  form.addEventListener("input", soon);
  form.addEventListener("formset-changed", soon);
  document.querySelector("[data-toggle-preview]")?.addEventListener("click", (event) => {
    const on = form.classList.toggle("show-preview");
    event.currentTarget.setAttribute("aria-pressed", String(on));
  });
})();
