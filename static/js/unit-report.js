// The report of a unit: file boxes that hold nothing are not sent, for a request may carry only so many files.
(() => {
  const files = () => document.querySelectorAll(".report-grid input[type=file]");
  document.addEventListener("submit", (event) => {
    if (event.defaultPrevented || !event.target.querySelector(".report-grid")) return;
    for (const file of files()) file.disabled = !file.files.length;
  });
  addEventListener("pageshow", () => { for (const file of files()) file.disabled = false; });
})();
