// After a form came back with errors, the keyboard and the screen reader start at the summary.
document.querySelector("[data-focus]")?.focus();
