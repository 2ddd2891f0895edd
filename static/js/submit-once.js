// A form marked data-submit-once is sent once, however often the button is pressed.
(() => {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!("submitOnce" in form.dataset) || event.defaultPrevented) return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
    for (const button of form.querySelectorAll("button[type=submit]")) button.setAttribute("aria-busy", "true");
  });
  addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("[data-submit-once]")) {
      delete form.dataset.sent;
      delete form.dataset.confirmed;
      for (const button of form.querySelectorAll("button[aria-busy]")) button.removeAttribute("aria-busy");
    }
  });
})();
