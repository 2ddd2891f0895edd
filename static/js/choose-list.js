// A form marked data-choose: a search box over a list of check boxes that ignores accents, one box for all of a name,
// and how many are chosen. Without this script the list is there whole.
(() => {
  const fold = (text) => text.normalize("NFD").replace(/\p{M}+/gu, "").toLowerCase().replace(/đ/g, "d").replace(/\s+/g, " ").trim();
  const WORDS = { targets: "chỉ tiêu", units: "đơn vị" };

  for (const form of document.querySelectorAll("[data-choose]")) {
    const boxes = (name) => [...form.querySelectorAll(`input[type=checkbox][name="${name}"]`)];
    const count = () => {
      for (const place of form.querySelectorAll("[data-choose-count]")) {
        const name = place.dataset.chooseCount;
        const chosen = boxes(name).filter((box) => box.checked).length;
        place.dataset.empty ??= place.textContent;
        place.textContent = chosen ? `Đã chọn ${chosen} ${WORDS[name]}.` : place.dataset.empty;
      }
      for (const all of form.querySelectorAll("[data-choose-all]")) {
        const own = boxes(all.dataset.chooseAll);
        const chosen = own.filter((box) => box.checked).length;
        all.checked = own.length > 0 && chosen === own.length;
        all.indeterminate = chosen > 0 && chosen < own.length;
      }
    };
    form.addEventListener("change", (event) => {
      const name = event.target.dataset.chooseAll;
      if (name) for (const box of boxes(name)) box.checked = event.target.checked;
      count();
    });
    for (const search of form.querySelectorAll("[data-choose-filter]")) {
      const items = [...document.getElementById(search.dataset.chooseFilter).children];
      search.hidden = false;
      search.addEventListener("input", () => {
        const words = fold(search.value);
        // What is chosen stays in sight, so that nothing is given unseen.
        for (const item of items) item.hidden = !fold(item.textContent).includes(words) && !item.querySelector("input:checked");
      });
      search.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
    }
    count();
  }
})();
