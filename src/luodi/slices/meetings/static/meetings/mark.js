// Words selected in the text of a minute fill in from which character to which; without this one writes the places.
"use strict";

document.addEventListener("selectionchange", () => {
  const form = document.getElementById("mark"), chosen = document.getSelection();
  if (!form || !chosen || chosen.isCollapsed) return;
  const place = (node, offset) => {
    const run = node.parentElement && node.parentElement.closest(".minute-text [data-from]");
    return run && node.nodeType === Node.TEXT_NODE ? Number(run.dataset.from) + [...node.data.slice(0, offset)].length : null;
  };
  const ends = [place(chosen.anchorNode, chosen.anchorOffset), place(chosen.focusNode, chosen.focusOffset)];
  if (ends.includes(null)) return;
  form.elements.from_place.value = Math.min(...ends);
  form.elements.to_place.value = Math.max(...ends);
});
