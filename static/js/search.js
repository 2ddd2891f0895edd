// The search box: "/" goes to it from anywhere; under the one in the top bar the quick results open, arrows move
// through them, Escape closes them. Without this script the form opens the page of results.
(() => {
  const typing = (place) => place.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(place.tagName);

  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (document.querySelector("dialog[open]")) return;
    const box = [...document.querySelectorAll("[data-search-box]")].find((one) => one.offsetParent);
    if (!box) return;
    event.preventDefault();
    box.focus();
    box.select();
  });

  for (const form of document.querySelectorAll("[data-search-quick]")) {
    const box = form.querySelector("[data-search-box]");
    const panel = form.querySelector(".quick-panel");
    const links = () => [...panel.querySelectorAll("a")];
    const show = (open) => { panel.hidden = !open || !panel.textContent.trim(); };

    panel.addEventListener("htmx:afterSwap", () => show(form.contains(document.activeElement)));
    box.addEventListener("focus", () => show(box.value.trim() !== ""));
    box.addEventListener("input", () => { if (!box.value.trim()) show(false); });
    form.addEventListener("focusout", (event) => { if (!form.contains(event.relatedTarget)) show(false); });
    form.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !panel.hidden) {
        event.preventDefault();
        box.focus();
        show(false);
      } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && !panel.hidden) {
        event.preventDefault();
        const all = links();
        if (!all.length) return;
        // The box itself is the place before the first result.
        const places = [box, ...all];
        const step = event.key === "ArrowDown" ? 1 : -1;
        places[(places.indexOf(document.activeElement) + step + places.length) % places.length].focus();
      }
    });
  }
})();
