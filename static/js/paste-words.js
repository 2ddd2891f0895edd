// Text pasted from Word keeps what a directive knows: paragraphs, list marks, bold and italic. The rest is dropped.
(() => {
  const BLOCKS = new Set(["P", "DIV", "LI", "H1", "H2", "H3", "H4", "H5", "H6", "TR"]);
  const tidy = (text) => text.replace(/[\s\u00a0]+/g, " ");
  // The policy of this site refuses inline styles, in pasted pages too: they are read as plain text under another name.
  const quiet = (html) => html
    .replace(/<(style|script)\b[\s\S]*?<\/\1>/gi, "")
    .replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\sstyle=/gi, " data-style="));
  const says = (node, name) => (node.dataset.style || "").match(new RegExp(`(?:^|[;\\s])${name}\\s*:\\s*([^;\\s]+)`, "i"))?.[1].toLowerCase() || "";
  const isBold = (node) => (["B", "STRONG"].includes(node.tagName) ? !/^(normal|[1-5]00)$/.test(says(node, "font-weight")) : /^(bold|[6-9]00)/.test(says(node, "font-weight")));
  const isItalic = (node) => (["I", "EM"].includes(node.tagName) ? says(node, "font-style") !== "normal" : says(node, "font-style") === "italic");

  const pieces = (node, style, out) => {
    if (node.nodeType === Node.TEXT_NODE) {
      const text = tidy(node.textContent);
      if (text) out.push({ text, ...style });
      return;
    }
    if (node.nodeType !== Node.ELEMENT_NODE || ["STYLE", "SCRIPT"].includes(node.tagName)) return;
    if (node.tagName === "BR") { out.push({ line: true }); return; }
    const inner = { bold: style.bold || isBold(node), italic: style.italic || isItalic(node) };
    const block = BLOCKS.has(node.tagName);
    if (block) out.push({ line: true });
    if (node.tagName === "LI") {
      const list = node.parentElement;
      const place = [...list.children].indexOf(node) + Number(list.getAttribute("start") || 1);
      out.push({ text: list.tagName === "OL" ? `${place}. ` : "- ", bold: false, italic: false });
    }
    for (const child of node.childNodes) pieces(child, inner, out);
    if (block) out.push({ line: true });
  };

  const marked = ({ text, bold, italic }) => {
    const words = text.trim();
    if (!words || (!bold && !italic)) return text;
    const sign = "*".repeat((bold ? 2 : 0) + (italic ? 1 : 0));
    return text.replace(words, () => `${sign}${words}${sign}`);
  };

  const toText = (html) => {
    const page = new DOMParser().parseFromString(quiet(html), "text/html");
    const found = [];
    pieces(page.body, { bold: false, italic: false }, found);
    const joined = [];
    for (const piece of found) {
      const last = joined.at(-1);
      if (last && !last.line && !piece.line && last.bold === piece.bold && last.italic === piece.italic) last.text += piece.text;
      else joined.push({ ...piece });
    }
    return joined.map((piece) => (piece.line ? "\n" : marked(piece))).join("").split("\n").map((line) => tidy(line).trim()).filter(Boolean).join("\n\n");
  };

  document.addEventListener("paste", (event) => {
    const area = event.target.closest?.("[data-paste-words]");
    const html = event.clipboardData?.getData("text/html");
    if (!area || !html) return;
    const text = toText(html);
    if (!text) return; // nothing this script understands: the browser's own paste
    event.preventDefault();
    if (text.length < 20000 && document.execCommand("insertText", false, text)) return;
    area.setRangeText(text, area.selectionStart, area.selectionEnd, "end"); // typing a long text in would take seconds
    area.dispatchEvent(new Event("input", { bubbles: true }));
  });
})();
