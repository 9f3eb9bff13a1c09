// A slider says its days at once; what they move is asked of the server.
"use strict";

document.addEventListener("input", (event) => {
  const row = event.target.closest(".slider");
  if (!row) return;
  const range = row.querySelector("input[type=range]"), ways = [...row.querySelectorAll("input[type=checkbox]")];
  const now = row.querySelector(".now"), tried = row.querySelector(".tried");
  tried.textContent = range.value;
  row.classList.toggle("changed", range.value !== now.textContent || ways.some((way) => way.checked));
  range.disabled = ways.some((way) => way.name === "drop" && way.checked);
});
