// Dates typed the quick way: 1/2/24, 1.2.2024 and 01022024 become 01/02/2024; arrow up and down move by a day.
(() => {
  const pad = (n) => String(n).padStart(2, "0");
  const write = (day) => `${pad(day.getDate())}/${pad(day.getMonth() + 1)}/${day.getFullYear()}`;
  const read = (text) => {
    const parts = text.trim().match(/^(\d{1,2})[\/.\- ](\d{1,2})[\/.\- ](\d{4}|\d{2})$/) || text.trim().match(/^(\d{2})(\d{2})(\d{4})$/);
    if (!parts) return null;
    const [d, m, y] = [Number(parts[1]), Number(parts[2]), Number(parts[3].length === 2 ? `20${parts[3]}` : parts[3])];
    const day = new Date(y, m - 1, d);
    return day.getFullYear() === y && day.getMonth() === m - 1 && day.getDate() === d ? day : null;
  };
  document.addEventListener("focusout", (event) => {
    if (!event.target.matches?.("input[data-date]")) return;
    const day = read(event.target.value);
    if (day) event.target.value = write(day);
  });
  document.addEventListener("keydown", (event) => {
    if (!event.target.matches?.("input[data-date]") || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
    if (event.target.closest("[data-grid]")) return; // there the arrows go from row to row
    const day = read(event.target.value);
    if (!day) return;
    event.preventDefault();
    day.setDate(day.getDate() + (event.key === "ArrowUp" ? 1 : -1));
    event.target.value = write(day);
    event.target.dispatchEvent(new Event("input", { bubbles: true }));
  });
})();
