// The report of a unit: the name of a chosen file stands at its cell; file boxes that hold nothing are not sent, for a
// request may carry only so many files.
(() => {
  const files = () => document.querySelectorAll(".report-grid input[type=file]");
  document.addEventListener("change", (event) => {
    const words = event.target.closest(".file-pick")?.querySelector("[data-file-words]");
    if (!words) return;
    words.dataset.empty ??= words.textContent;
    words.lastChild.textContent = event.target.files[0]?.name ?? words.dataset.empty;
    event.target.closest("td").toggleAttribute("data-changed", event.target.files.length > 0);
  });
  document.addEventListener("submit", (event) => {
    if (event.defaultPrevented || !event.target.querySelector(".report-grid")) return;
    for (const file of files()) file.disabled = !file.files.length;
  });
  addEventListener("pageshow", () => { for (const file of files()) file.disabled = false; });
})();
