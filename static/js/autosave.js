// Saves the form 1.5 s after the last key. What has not reached the server is kept in this browser and offered again,
// also after a lost login. A save of somebody else in between is told, and the text stays on the page.
(() => {
  const form = document.querySelector("[data-autosave]");
  if (!form) return;
  const state = document.querySelector("[data-save-state]");
  const revision = form.elements.base_revision;
  const key = `draft:${form.dataset.draftKey}`;
  const WAIT = 1500;
  const AGAIN = 5000;
  let timer;
  let typed = 0; // counts the changes, so that an answer knows whether more was typed since it was asked
  let done = 0; // how many of them the server has
  let sending = false;
  let stopped = "autosavePaused" in form.dataset;

  const say = (words, css = "") => {
    if (state.textContent !== words) state.textContent = words;
    state.className = `save-state ${css}`;
  };
  const values = () => [...new FormData(form).entries()].filter(([name]) => name !== "csrfmiddlewaretoken");
  const keep = (sent = false) => {
    try { localStorage.setItem(key, JSON.stringify({ at: Date.now(), sent, values: values() })); } catch { /* full or forbidden: the server still has its copy */ }
  };
  const forget = () => localStorage.removeItem(key);

  // A new login changes the token that proves the form is ours: take the new one from a fresh copy of this page.
  const renewToken = async () => {
    const response = await fetch(location.href);
    if (response.redirected || !response.ok) return;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const token = page.querySelector(`#${form.id} [name=csrfmiddlewaretoken]`);
    if (token) form.elements.csrfmiddlewaretoken.value = token.value;
  };

  const later = (words) => {
    say(words, "failed");
    clearTimeout(timer);
    timer = setTimeout(save, AGAIN);
  };

  const answer = async (response, asked) => {
    if (response.redirected || !(response.headers.get("content-type") || "").includes("json")) {
      later("Chưa lưu: phiên làm việc đã hết. Phần vừa gõ được giữ trên máy này; hãy đăng nhập lại ở cửa sổ khác, trang này sẽ tự lưu tiếp.");
      return renewToken();
    }
    const data = await response.json();
    if (response.ok) {
      revision.value = data.revision;
      done = asked;
      document.dispatchEvent(new CustomEvent("autosaved", { detail: data }));
      if (asked !== typed) return say("Có thay đổi chưa lưu", "waiting");
      forget();
      document.dispatchEvent(new Event("saved"));
      return say(data.removed ? `Đã lưu ${data.saved_at}, bỏ ${data.removed} ký tự ẩn` : `Đã lưu ${data.saved_at}`);
    }
    stopped = response.status === 409;
    return say(stopped ? `${data.reasons.join(" ")} Bấm “${form.dataset.saveButton || "Lưu thành bản"}” để xem khác biệt.` : `Chưa lưu: ${data.reasons.join(" ")}`, "failed");
  };

  const save = async () => {
    clearTimeout(timer);
    if (stopped) return;
    if (sending) { timer = setTimeout(save, WAIT); return; }
    sending = true;
    const asked = typed;
    say("Đang lưu…", "waiting");
    try {
      await answer(await fetch(form.dataset.autosave, { method: "POST", body: new FormData(form) }), asked);
    } catch {
      later("Chưa lưu: mất kết nối. Phần vừa gõ được giữ trên máy này và sẽ gửi lại.");
    }
    sending = false;
  };

  const changed = () => {
    typed += 1;
    keep();
    if (stopped) return;
    say("Có thay đổi chưa lưu", "waiting");
    clearTimeout(timer);
    timer = setTimeout(save, WAIT);
  };
  // "Done" within the 1.5 s: the last words are sent first; when that fails the page stays and says why.
  const leave = async (event) => {
    if (stopped || done === typed) return;
    const address = event.currentTarget.href;
    event.preventDefault();
    while (sending) await new Promise((resolve) => { setTimeout(resolve, 50); });
    if (done !== typed) await save();
    if (done === typed) location.assign(address);
  };
  document.querySelector("[data-after-save]")?.addEventListener("click", leave);
  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  form.addEventListener("formset-changed", changed);
  // The copy stays until the next page shows that the text arrived: the login may have ended meanwhile.
  form.addEventListener("submit", () => { clearTimeout(timer); stopped = true; keep(true); });

  const plain = (text) => (text || "").normalize("NFC").replace(/[^\S\n]+|\p{Cf}+/gu, " ").replace(/\s+/g, " ").trim();
  // What two sets of values say, whatever the place of an appendix among the rows: removed rows and bookkeeping left out.
  const worded = (entries) => {
    const gone = entries.filter(([name, value]) => name.endsWith("-DELETE") && value).map(([name]) => name.slice(0, -"DELETE".length));
    const said = entries.filter(([name]) => !/^base_revision$|_FORMS$|-(ORDER|DELETE|key|column)$/.test(name) && !gone.some((row) => name.startsWith(row)));
    return JSON.stringify(said.map(([name, value]) => `${name.replace(/-\d+-/, "-")} ${plain(value)}`).filter((line) => !line.endsWith(" ")).sort());
  };
  const kept = JSON.parse(localStorage.getItem(key) || "null");
  const offer = document.querySelector("[data-restore]");
  if ("autosavePaused" in form.dataset || "unsaved" in form.dataset || form.querySelector(".form-errors")) { keep(); return; }
  if (!kept || !offer) return;
  const based = kept.values.find(([name]) => name === "base_revision")?.[1];
  if ("keepRevision" in form.dataset && kept.sent && based !== revision.value) { forget(); return; } // it arrived
  if (worded(kept.values) === worded(values())) { forget(); return; }
  offer.hidden = false;
  offer.querySelector("[data-restore-time]").textContent = new Date(kept.at).toLocaleString("vi-VN", { hour: "2-digit", minute: "2-digit", day: "2-digit", month: "2-digit", year: "numeric" });
  offer.querySelector("[data-restore-take]").addEventListener("click", () => {
    // Rows without the bookkeeping of a formset are put back by the script that knows them.
    if (form.dispatchEvent(new CustomEvent("autosave-restore", { bubbles: true, cancelable: true, detail: kept }))) {
      const total = kept.values.find(([name]) => name.endsWith("-TOTAL_FORMS"));
      form.dispatchEvent(new CustomEvent("formset-grow", { detail: Number(total?.[1] || 0) }));
      for (const [name, value] of kept.values) {
        if (name !== "base_revision" && !name.endsWith("_FORMS") && form.elements[name]) form.elements[name].value = value;
      }
      form.dispatchEvent(new Event("formset-arrange"));
    }
    // Somebody else's save since is then told, not written over.
    if ("keepRevision" in form.dataset && based) revision.value = based;
    offer.hidden = true;
    form.dispatchEvent(new Event("input", { bubbles: true }));
    form.querySelector("textarea[data-paste-words], textarea")?.focus();
  });
  offer.querySelector("[data-restore-drop]").addEventListener("click", () => { forget(); offer.hidden = true; });
})();
