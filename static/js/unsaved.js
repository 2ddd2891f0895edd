// A form marked data-guard-unsaved warns before the page is left with changes that were not sent.
(() => {
  let dirty = false;
  document.addEventListener("input", (event) => {
    if (event.target.closest("[data-guard-unsaved]")) dirty = true;
  });
  document.addEventListener("submit", () => { dirty = false; });
  document.addEventListener("saved", () => { dirty = false; });
  addEventListener("beforeunload", (event) => { if (dirty) event.preventDefault(); });
})();
