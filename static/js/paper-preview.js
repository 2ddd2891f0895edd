// Cuts the paper into A4 sheets. Each part flows through columns as high as a page's text; a sheet is a window on one
// column, filled while it is near the screen. Runs again when the editor puts a new paper in (event "paper-changed").
(() => {
  const body = document.body;
  const MM = 96 / 25.4;
  const STEP = (165 + 20) * MM;
  let watcher;

  // A signature does not stand alone: its last rows come with it. The browser knows that of paragraphs, not of rows.
  const keepEnding = (part) => {
    part.querySelector(".moved")?.classList.remove("moved");
    const ending = part.querySelector(".ending.splits .signature, .ending:not(.splits)");
    const last = part.querySelector(".text > :last-child");
    if (!ending || !last?.matches("figure")) return;
    const column = (one) => [...one.getClientRects()].at(-1).left;
    if (column(ending) - column(last) < STEP / 2) return;
    const rows = [...last.querySelectorAll("tbody tr")].reverse();
    const row = rows.find((one) => !one.matches(".total, .scale, .group + tr, :first-child"));
    (row ?? last).classList.add("moved");
  };

  const measure = (part) => {
    part.classList.add("measured");
    keepEnding(part);
    return Math.max(1, Math.round((part.scrollWidth + 20 * MM) / STEP));
  };

  const make = (tag, css, text = "") => {
    const made = document.createElement(tag);
    made.className = css;
    made.textContent = text;
    return made;
  };

  const fill = (sheet) => {
    if (sheet.filled) return;
    sheet.filled = true;
    const view = make("div", "sheet-window paper");
    const copy = sheet.source.cloneNode(true);
    copy.style.transform = `translateX(${-sheet.index * STEP}px)`;
    view.append(copy);
    sheet.append(view);
  };

  const empty = (sheet) => {
    if (!sheet.filled) return;
    sheet.filled = false;
    sheet.querySelector(".sheet-window").remove();
  };

  const paginate = () => {
    const paper = document.querySelector("body > .paper");
    const scroll = document.scrollingElement.scrollTop;
    watcher?.disconnect();
    document.querySelector(".sheets")?.remove();
    body.classList.remove("paged");
    body.style.zoom = "";
    const mark = paper.querySelector(".watermark")?.textContent;
    const sheets = make("div", "sheets");
    for (const part of paper.querySelectorAll(".part")) {
      const pages = measure(part);
      for (let index = 0; index < pages; index += 1) {
        const sheet = make("div", "sheet");
        Object.assign(sheet, { source: part, index });
        if (mark) sheet.append(make("div", "sheet-watermark", mark));
        if (index > 0) sheet.append(make("div", "sheet-number", String(index + 1)));
        sheets.append(sheet);
      }
    }
    body.classList.add("paged");
    paper.setAttribute("aria-hidden", "true");
    body.append(sheets);
    body.dataset.pages = String(sheets.children.length);
    body.style.zoom = String(Math.min(1.1, innerWidth / (210 * MM + 32)));
    watcher = new IntersectionObserver(
      (seen) => seen.forEach((entry) => (entry.isIntersecting ? fill(entry.target) : empty(entry.target))),
      { root: document, rootMargin: "1200px" }, // a margin around the frame counts only when the frame itself is the root
    );
    for (const sheet of sheets.children) watcher.observe(sheet);
    document.scrollingElement.scrollTop = scroll;
  };

  document.fonts.ready.then(paginate);
  document.addEventListener("paper-changed", paginate);
  let width = innerWidth;
  addEventListener("resize", () => {
    if (innerWidth === width) return;
    width = innerWidth;
    paginate();
  });
})();
