// The sheet of targets: rows added, moved, removed and made parts; the server reads each row as it is left and says what
// it understood; pasted lines of a directive become rows. All rows are sent as one field of JSON. What was not saved
// is kept in this browser and offered again, also after a lost login.
(() => {
  const form = document.querySelector("[data-target-sheet]");
  if (!form) return;
  const table = form.querySelector("[data-grid]");
  const template = form.querySelector("[data-row-template]");
  const state = form.querySelector("[data-save-state]");
  const status = form.querySelector("[data-grid-status]");
  const TEXTS = ["key", "name", "phrase", "words", "group", "joint", "direction", "measure", "polarity", "indicator", "opening", "note"];
  const FLAGS = ["in_text", "level"];
  const keptAt = `sheet:${form.dataset.draftKey}`;
  const grows = !CSS.supports("field-sizing", "content");
  let made = 0;
  let asked = 0;
  let waiting = new Set();
  let timer;
  let removed = null;

  const bodies = () => [...table.tBodies];
  const field = (body, name) => body.querySelector(`[name$="-${name}"]`);
  const typed = (body) => Object.fromEntries([
    ...TEXTS.map((name) => [name, field(body, name).value]),
    ...FLAGS.map((name) => [name, field(body, name).checked ? 1 : 0]),
  ]);
  const isBlank = (body) => !["name", "phrase", "words"].some((name) => field(body, name).value.trim());
  const reading = (body) => ["name", "phrase", "words"].map((name) => field(body, name).value);
  const say = (words, css = "") => { state.textContent = words; state.className = `save-state ${css}`; };
  const fit = (area) => { if (grows) { area.style.height = "auto"; area.style.height = `${area.scrollHeight}px`; } };

  const renumber = () => {
    bodies().forEach((body, index) => {
      body.querySelector("[data-number]").textContent = index + 1;
      for (const named of body.querySelectorAll("[data-label]")) named.setAttribute("aria-label", `${named.dataset.label}, dòng ${index + 1}`);
    });
    form.querySelector("[data-count]").textContent = `${bodies().filter((body) => field(body, "phrase").value.trim()).length} chỉ tiêu`;
  };

  const showLevel = (body) => {
    const part = field(body, "level").checked;
    body.classList.toggle("is-part", part);
    body.querySelector('[data-do="level"]').setAttribute("aria-pressed", String(part));
  };

  const set = (body, values) => {
    for (const name of TEXTS) if (name in values && name !== "key") field(body, name).value = values[name];
    for (const name of FLAGS) if (name in values) field(body, name).checked = Boolean(Number(values[name]));
    for (const area of body.querySelectorAll("textarea")) fit(area);
    showLevel(body);
  };

  const add = (after) => {
    made += 1;
    const index = 1000 + made; // ids of the rows the server made stay below
    const copy = template.content.cloneNode(true).querySelector("tbody");
    for (const node of copy.querySelectorAll("*")) {
      for (const name of ["id", "name", "aria-describedby"]) {
        if (node.hasAttribute(name)) node.setAttribute(name, node.getAttribute(name).replace("__i__", index));
      }
    }
    copy.classList.remove("spare");
    field(copy, "key").value = `new-${Date.now()}-${made}`;
    if (after) after.after(copy); else table.append(copy);
    return copy;
  };

  const changed = () => {
    say("Có thay đổi chưa lưu", "waiting");
    form.dispatchEvent(new Event("input", { bubbles: true }));
    keep();
  };

  // --- What the server makes of it ---
  const send = async (address, values) => {
    const data = new FormData();
    data.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    for (const [name, value] of values) data.append(name, value);
    const response = await fetch(address, { method: "POST", body: data });
    if (response.redirected || !(response.headers.get("content-type") || "").includes("json")) throw new Error("login");
    return { ok: response.ok, ...(await response.json()) };
  };
  const silent = () => say("Chưa hỏi được máy chủ; phần gõ vẫn còn trên trang.", "failed");

  const tell = (cell, { understood, sentences, warnings }) => {
    const line = (tag, css, text) => Object.assign(document.createElement(tag), { className: css, textContent: text });
    cell.replaceChildren(
      ...(understood ? [line("span", "", understood)] : []),
      ...sentences.map((text) => line("p", "cell-fault", text)),
      ...warnings.map((text) => line("p", "cell-warning", text)),
    );
  };

  const show = (body, answer) => {
    tell(body.querySelector("[data-understood]"), answer);
    for (const name of TEXTS) {
      const control = field(body, name);
      control.classList.toggle("is-invalid", name in answer.faults);
      if (name in answer.faults) control.setAttribute("aria-invalid", "true"); else control.removeAttribute("aria-invalid");
    }
    for (const control of body.querySelectorAll("[data-compose]")) {
      if (control === document.activeElement || body.composing) continue; // a late answer does not wipe what is typed
      const value = answer.fields[control.dataset.compose] ?? "";
      if (control.tagName !== "SELECT" || value) control.value = value;
    }
    body.lastRead = reading(body);
  };

  const apply = (answers, sent) => {
    const byKey = new Map(bodies().map((body) => [field(body, "key").value, body]));
    let last = null;
    let more = 0;
    for (const answer of answers) {
      let body = byKey.get(answer.key);
      const words = body && JSON.stringify(typed(body));
      if (!body && sent.has(answer.key)) { last = null; continue; } // removed while the server was reading it
      if (!body) {
        if (!last) continue;
        body = add(last);
        more += 1;
        set(body, answer);
      } else if (words === sent.get(answer.key)) {
        const { name, phrase, words: printed, level } = answer;
        if (JSON.stringify([name, phrase, printed]) !== JSON.stringify(reading(body)) || level !== Number(field(body, "level").checked)) set(body, { name, phrase, words: printed, level });
      } else { last = body; continue; } // typed in since: read again in a moment
      show(body, answer);
      last = body;
    }
    if (more) status.textContent = `Đã tách thêm ${more} dòng.`;
    renumber();
    keep();
  };

  const read = async () => {
    clearTimeout(timer);
    const mine = ++asked;
    const left = [...waiting];
    waiting = new Set();
    const rows = bodies().filter((body) => !isBlank(body));
    for (const body of bodies()) if (isBlank(body)) tell(body.querySelector("[data-understood]"), { sentences: [], warnings: [] });
    const values = rows.map(typed);
    const before = Object.fromEntries(rows.filter((body) => body.lastRead).map((body) => [field(body, "key").value, body.lastRead]));
    try {
      const answer = await send(form.dataset.read, [["rows", JSON.stringify(values)], ["before", JSON.stringify(before)], ...left.map((key) => ["left", key])]);
      if (mine !== asked) { for (const key of left) waiting.add(key); return; }
      if (answer.ok) apply(answer.rows, new Map(values.map((value) => [value.key, JSON.stringify(value)])));
      else say(answer.reasons.join(" "), "failed");
    } catch { silent(); }
  };
  const readSoon = (...keys) => {
    for (const key of keys) waiting.add(key);
    clearTimeout(timer);
    timer = setTimeout(read, 60);
  };

  const insert = (answers, at) => {
    let last = at;
    answers.forEach((answer, index) => {
      const body = index === 0 && isBlank(at) ? at : add(last);
      const group = answer.group || field(at, "group").value;
      set(body, { ...answer, group });
      last = body;
    });
    status.textContent = `Đã thêm ${answers.length} dòng.`;
    renumber();
    changed();
    field(last, "name").focus();
    readSoon();
  };

  const compose = async (body) => {
    const values = [...body.querySelectorAll("[data-compose]")].map((control) => [control.dataset.compose, control.value]);
    const fault = body.querySelector("[data-compose-fault]");
    fault.textContent = "";
    if (!values.some(([name, value]) => name === "low" && value.trim()) || !values.some(([name, value]) => name === "unit" && value.trim())) return;
    try {
      const answer = await send(form.dataset.composeUrl, values);
      if (!answer.ok) { fault.textContent = answer.reasons.join(" "); return; }
      field(body, "phrase").value = answer.phrase;
      body.composing = false;
      fit(field(body, "phrase"));
      changed();
      readSoon();
    } catch { silent(); }
  };

  // --- What the person does ---
  const move = (body, step) => {
    const other = step < 0 ? body.previousElementSibling : body.nextElementSibling;
    if (other?.tagName !== "TBODY") return;
    const held = document.activeElement;
    if (step < 0) other.before(body); else other.after(body);
    held.focus();
    renumber();
    changed();
    readSoon();
  };
  const acts = {
    up: (body) => move(body, -1),
    down: (body) => move(body, 1),
    level: (body) => {
      field(body, "level").checked = !field(body, "level").checked;
      showLevel(body);
      changed();
      readSoon();
    },
    detail: (body, button) => {
      const open = body.querySelector(".detail-row").classList.toggle("open");
      button.setAttribute("aria-expanded", String(open));
      if (open) body.querySelectorAll(".detail-row textarea").forEach(fit);
    },
    remove: (body) => {
      const next = body.nextElementSibling?.tagName === "TBODY" ? body.nextElementSibling : body.previousElementSibling;
      removed = { body, before: body.nextElementSibling };
      const number = bodies().indexOf(body) + 1;
      body.remove();
      const rest = next?.tagName === "TBODY" ? next : add();
      renumber();
      field(rest, "name").focus();
      status.textContent = `Đã bỏ dòng ${number}.`;
      form.querySelector("[data-undo]").hidden = false;
      changed();
      readSoon();
    },
  };

  form.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    const body = button?.closest("tbody");
    if (button?.dataset.do) acts[button.dataset.do](body, button);
    else if (button && "rowAdd" in button.dataset) {
      field(add(), "name").focus();
      renumber();
    } else if (button && "undo" in button.dataset && removed) {
      if (removed.before?.isConnected) removed.before.before(removed.body); else table.append(removed.body);
      field(removed.body, "name").focus();
      removed = null;
      button.hidden = true;
      renumber();
      changed();
      readSoon();
    }
  });
  form.addEventListener("keydown", (event) => {
    const body = event.target.closest("tbody");
    if (body && event.altKey && ["ArrowUp", "ArrowDown"].includes(event.key)) {
      event.preventDefault();
      move(body, event.key === "ArrowUp" ? -1 : 1);
    }
    // Enter in a field of the details is no wish to save.
    if (body && event.key === "Enter" && event.target.tagName === "INPUT") event.preventDefault();
  });
  form.addEventListener("input", (event) => {
    if (event.target.tagName === "TEXTAREA") fit(event.target);
    if (event.target.dataset?.compose) event.target.closest("tbody").composing = true;
    if (event.target === form || event.detail?.pasted) return;
    say("Có thay đổi chưa lưu", "waiting");
    keep();
  });
  form.addEventListener("change", (event) => {
    const body = event.target.closest("tbody");
    if (event.target === form.elements.layout) nameLayout();
    if (!body) return;
    if (event.target.dataset.compose) { compose(body); return; }
    body.composing = false;
    if (event.target === field(body, "level")) showLevel(body);
    readSoon(...(event.target === field(body, "name") ? [field(body, "key").value] : []));
  });
  table.addEventListener("grid-row-needed", () => { add(); renumber(); });
  table.addEventListener("grid-paste", async (event) => {
    const body = event.target.closest("tbody");
    const { rows } = event.detail;
    // Word copies its numbers as a cell of their own.
    const listed = rows.every((row) => row.length === 1 || (row.length === 2 && /^\s*(?:\d{1,3}[.)]?|[a-zđ][.)]|[-–+•·])?\s*$/i.test(row[0])));
    if (event.target !== field(body, "name") || !listed) return;
    event.preventDefault();
    try {
      const lines = rows.map((row) => row.join(" ")).join("\n");
      const answer = await send(form.dataset.split, [["lines", lines]]);
      if (answer.ok) insert(answer.rows, body); else say(answer.reasons.join(" "), "failed");
    } catch { silent(); }
  });
  table.addEventListener("grid-pasted", (event) => {
    renumber();
    changed();
    for (const row of event.detail.rows) row.querySelectorAll("textarea").forEach(fit);
    readSoon(...event.detail.rows.map((row) => field(row.parentElement, "key").value));
  });
  form.addEventListener("formdata", (event) => {
    for (const name of [...event.formData.keys()]) if (name.startsWith("dong-")) event.formData.delete(name);
    event.formData.set("rows", JSON.stringify(bodies().filter((body) => !isBlank(body)).map(typed)));
  });
  form.addEventListener("submit", () => { keepNow(true); say("Đang lưu…", "waiting"); });

  // --- What was not saved is kept here ---
  let keeper;
  const keepNow = (sent = false) => {
    clearTimeout(keeper);
    const { layout, title, base_revision: revision } = form.elements;
    const values = { at: Date.now(), sent, revision: revision.value ?? revision[0].value, layout: layout.value, title: title.value, rows: bodies().filter((body) => !isBlank(body)).map(typed) };
    try { localStorage.setItem(keptAt, JSON.stringify(values)); } catch { /* full or forbidden */ }
  };
  const keep = () => { clearTimeout(keeper); keeper = setTimeout(keepNow, 400); };
  const offer = form.querySelector("[data-restore]");
  const restore = (kept) => {
    for (const body of bodies()) body.remove();
    for (const row of kept.rows) { const body = add(); set(body, row); field(body, "key").value = row.key; }
    form.elements.layout.value = kept.layout;
    form.elements.title.value = kept.title;
    form.elements.base_revision.value = kept.revision; // somebody else's save since is then told
    nameLayout();
    renumber();
    changed();
    readSoon();
  };
  const offerKept = () => {
    const kept = JSON.parse(localStorage.getItem(keptAt) || "null");
    if ("unsaved" in form.dataset || !kept) return;
    if (kept.sent && kept.revision !== form.elements.base_revision.value) { localStorage.removeItem(keptAt); return; }
    offer.hidden = false;
    offer.querySelector("[data-restore-time]").textContent = new Date(kept.at).toLocaleString("vi-VN", { hour: "2-digit", minute: "2-digit", day: "2-digit", month: "2-digit", year: "numeric" });
    offer.querySelector("[data-restore-take]").addEventListener("click", () => { offer.hidden = true; restore(kept); });
    offer.querySelector("[data-restore-drop]").addEventListener("click", () => { offer.hidden = true; localStorage.removeItem(keptAt); });
  };

  const nameLayout = () => { form.querySelector("[data-layout-name]").textContent = form.elements.layout.selectedOptions[0].text; };
  const spare = bodies().filter((body) => body.classList.contains("spare"));
  const empty = spare.length === bodies().length;
  for (const body of spare) if (empty) body.classList.remove("spare"); else body.remove();
  for (const body of bodies()) { if (!isBlank(body)) body.lastRead = reading(body); body.querySelectorAll("tr:first-child textarea").forEach(fit); }
  nameLayout();
  renumber();
  if ("unsaved" in form.dataset) form.dispatchEvent(new Event("input", { bubbles: true }));
  offerKept();
})();
