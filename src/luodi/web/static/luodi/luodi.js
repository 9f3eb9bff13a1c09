// What the platform cannot do by itself: a dialog takes the focus, keeps it, closes by Escape and gives it back; what
// was refused has the focus even where the address names a part of the page; a toast is said and leaves after eight
// seconds; "/" goes to the search, Escape leaves it for where one was.
"use strict";

let opener = null;

document.addEventListener("keydown", (event) => {
  const dialog = document.querySelector(".dialog:target");
  if (!dialog) return;
  if (event.key === "Escape") location.hash = "close";
  if (event.key !== "Tab") return;
  const inside = [...dialog.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea")];
  const edge = event.shiftKey ? inside[0] : inside[inside.length - 1];
  if (document.activeElement === edge || !dialog.contains(document.activeElement)) {
    event.preventDefault();
    (event.shiftKey ? inside[inside.length - 1] : inside[0]).focus();
  }
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='#']");
  if (link && !link.closest(".dialog")) opener = link;
});

let cameFrom = null;

document.addEventListener("keydown", (event) => {
  const boxes = [...document.querySelectorAll(".find input")].filter((box) => box.offsetParent);
  const box = boxes[boxes.length - 1];
  const here = document.activeElement;
  if (event.key === "Escape" && boxes.includes(here)) {
    here.blur();
    if (cameFrom) cameFrom.focus();
  }
  const typing = here && (here.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(here.tagName));
  const held = event.ctrlKey || event.metaKey || event.altKey || event.isComposing;
  if (event.key !== "/" || typing || held || !box || document.querySelector(".dialog:target")) return;
  event.preventDefault();
  cameFrom = here && here !== document.body ? here : null;
  box.focus();
  box.select();
});

const first = (dialog) => dialog.querySelector("[autofocus]") || dialog.querySelector(
  "input:not([type=hidden]), select, textarea, button") || dialog.querySelector(".close");

const arrive = () => {
  const dialog = document.querySelector(".dialog:target");
  if (dialog && !dialog.contains(document.activeElement)) first(dialog).focus();
  return dialog;
};

window.addEventListener("hashchange", () => {
  if (!arrive() && location.hash === "#close" && opener) opener.focus();
});

window.addEventListener("load", () => {  // before, no part of the page is the one that its address names
  const wanting = document.querySelector("[autofocus]");
  if (!arrive() && wanting && document.activeElement === document.body) wanting.focus();
});

document.querySelectorAll(".toast").forEach((toast) => {
  const words = toast.querySelector("span");
  setTimeout(() => { words.textContent = words.textContent; }, 300);  // what stood there from the first is not read out
  let left = setTimeout(() => toast.remove(), 8000);
  const stay = () => clearTimeout(left);
  const go = () => { left = setTimeout(() => toast.remove(), 8000); };
  toast.addEventListener("focusin", stay);
  toast.addEventListener("mouseenter", stay);
  toast.addEventListener("focusout", go);
  toast.addEventListener("mouseleave", go);
});

// A part of a page that changes by itself is fetched anew every two seconds while it says that it will.
const part = () => document.querySelector("[data-fresh]");
const refresh = async () => {
  const old = part();
  if (!old || old.dataset.fresh !== "yes") return;
  if (!old.contains(document.activeElement) && !document.hidden) {
    const answer = await fetch(location.pathname, { credentials: "same-origin" }).catch(() => null);
    const page = answer && answer.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
    const fresh = page && page.querySelector("[data-fresh]");
    if (fresh && old.isConnected) old.replaceWith(fresh);
  }
  setTimeout(refresh, 2000);
};
setTimeout(refresh, 2000);
