/* A button with data-print opens the browser's printing; without the script it is not there. */
document.querySelectorAll("[data-print]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
});
