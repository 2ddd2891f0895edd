// The rail opens and closes; the choice is remembered for this browser. The account menu closes on Escape.
(() => {
  const root = document.documentElement;
  const narrow = () => matchMedia("(max-width: 860px)").matches;
  if (localStorage.getItem("rail") === "closed") root.classList.add("rail-closed");
  const toggle = document.querySelector("[data-rail-toggle]");
  const open = () => (narrow() ? root.classList.contains("rail-open") : !root.classList.contains("rail-closed"));
  const tell = () => toggle.setAttribute("aria-expanded", String(open()));
  toggle?.addEventListener("click", () => {
    if (narrow()) root.classList.toggle("rail-open");
    else localStorage.setItem("rail", root.classList.toggle("rail-closed") ? "closed" : "open");
    tell();
  });
  if (toggle) tell();
  for (const menu of document.querySelectorAll("[data-menu]")) {
    menu.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      menu.open = false;
      menu.querySelector("summary").focus();
    });
    document.addEventListener("click", (event) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
  }
})();
