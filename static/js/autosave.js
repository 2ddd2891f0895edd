// Saves the form 1.5 s after the last key. What could not be sent is kept in this browser and offered again, also after
// a lost login. A save of somebody else in between is told, and the text stays on the page.
(() => {
  const form = document.querySelector("[data-autosave]");
  if (!form) return;
  const state = document.querySelector("[data-save-state]");
  const revision = form.elements.base_revision;
  const key = `draft:${form.dataset.draftKey}`;
  const WAIT = 1500;
  let timer;
  let sending = false;
  let again = false;
  let stopped = false;

  const say = (words, css = "") => {
    state.textContent = words;
    state.className = `save-state ${css}`;
  };
  const values = () => [...new FormData(form).entries()].filter(([name]) => name !== "csrfmiddlewaretoken");
  const keep = () => localStorage.setItem(key, JSON.stringify({ at: Date.now(), values: values() }));
  const forget = () => localStorage.removeItem(key);

  const answer = async (response) => {
    const login = response.redirected || !(response.headers.get("content-type") || "").includes("json");
    if (login) return say("Chưa lưu: phiên làm việc đã hết. Phần vừa gõ được giữ trên máy này; hãy đăng nhập lại ở cửa sổ khác.", "failed");
    const data = await response.json();
    if (response.ok) {
      revision.value = data.revision;
      forget();
      document.dispatchEvent(new Event("saved"));
      return say(data.removed ? `Đã lưu ${data.saved_at}, bỏ ${data.removed} ký tự ẩn` : `Đã lưu ${data.saved_at}`);
    }
    if (response.status === 409) {
      stopped = true;
      return say(`${data.reasons.join(" ")} Bấm “Lưu thành bản” để xem.`, "failed");
    }
    return say(`Chưa lưu: ${data.reasons.join(" ")}`, "failed");
  };

  const save = async () => {
    if (stopped) return;
    if (sending) { again = true; return; }
    sending = true;
    say("Đang lưu…", "waiting");
    try {
      await answer(await fetch(form.dataset.autosave, { method: "POST", body: new FormData(form) }));
    } catch {
      say("Chưa lưu: mất kết nối. Phần vừa gõ được giữ trên máy này và sẽ gửi lại.", "failed");
      timer = setTimeout(save, 5000);
    }
    sending = false;
    if (again) { again = false; save(); }
  };

  const changed = () => {
    keep();
    say("Có thay đổi chưa lưu", "waiting");
    clearTimeout(timer);
    timer = setTimeout(save, WAIT);
  };
  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  form.addEventListener("formset-changed", changed);
  form.addEventListener("submit", () => { clearTimeout(timer); stopped = true; forget(); });

  const kept = JSON.parse(localStorage.getItem(key) || "null");
  const offer = document.querySelector("[data-restore]");
  if (!kept || !offer) return;
  const now = new Map(values());
  const differs = kept.values.some(([name, value]) => name !== "base_revision" && now.has(name) && now.get(name).replaceAll("\r\n", "\n") !== value.replaceAll("\r\n", "\n"));
  if (!differs) { forget(); return; }
  offer.hidden = false;
  offer.querySelector("[data-restore-time]").textContent = new Date(kept.at).toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit" });
  offer.querySelector("[data-restore-take]").addEventListener("click", () => {
    for (const [name, value] of kept.values) {
      if (name !== "base_revision" && form.elements[name]) form.elements[name].value = value;
    }
    offer.hidden = true;
    changed();
    form.dispatchEvent(new Event("input"));
  });
  offer.querySelector("[data-restore-drop]").addEventListener("click", () => { forget(); offer.hidden = true; });
})();
