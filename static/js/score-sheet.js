// The sums of a score sheet follow what the server kept: each [data-total] takes its words from the answer of a save.
document.addEventListener("autosaved", (event) => {
  for (const [name, words] of Object.entries(event.detail?.totals ?? {})) {
    for (const place of document.querySelectorAll(`[data-total="${name}"]`)) place.textContent = words;
  }
});
