// A slider says its days at once; what they move is asked of the server. A calendar too wide for its sheet shows today,
// what is too wide says so.
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

const atToday = () => document.querySelectorAll(".gantt, .gantt-plot").forEach((sheet) => {
  const today = sheet.querySelector(".today"), room = sheet.clientWidth;
  if (!today || sheet.scrollWidth <= room) return;
  const names = sheet.querySelector(".gantt-names");
  const from = sheet.getBoundingClientRect().left + (names ? names.clientWidth : 0);
  sheet.scrollLeft += today.getBoundingClientRect().left - from - (room - (names ? names.clientWidth : 0)) / 3;
});
const sayWider = () => document.querySelectorAll(".sideways").forEach((sign) => {
  const sheet = sign.nextElementSibling;
  sign.hidden = sheet.scrollWidth <= sheet.clientWidth;
  sign.classList.toggle("shown", !sign.hidden);
});
const look = () => { atToday(); sayWider(); };
look();
document.addEventListener("htmx:afterSettle", look);
window.addEventListener("resize", sayWider);

// An address can be selected without this; with it, one press copies it, where the page came without TLS as well.
document.querySelectorAll("[data-copies]").forEach((button) => {
  const box = document.getElementById(button.dataset.copies);
  button.hidden = false;
  box.addEventListener("focus", () => box.select());
  button.addEventListener("click", async () => {
    box.select();
    const held = navigator.clipboard && await navigator.clipboard.writeText(box.value).then(() => true, () => false);
    if (held || document.execCommand("copy")) button.textContent = button.dataset.done;
    button.focus();
  });
});
