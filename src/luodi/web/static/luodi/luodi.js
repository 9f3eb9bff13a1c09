// What the platform cannot do by itself: Escape closes an open dialog, a toast leaves after eight seconds.
"use strict";

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && document.querySelector(".dialog:target")) location.hash = "close";
});

window.addEventListener("hashchange", () => {
  const open = document.querySelector(".dialog:target .close");
  if (open) open.focus();
});

document.querySelectorAll(".toast").forEach((toast) => {
  let left = setTimeout(() => toast.remove(), 8000);
  const stay = () => clearTimeout(left);
  const go = () => { left = setTimeout(() => toast.remove(), 8000); };
  toast.addEventListener("focusin", stay);
  toast.addEventListener("mouseenter", stay);
  toast.addEventListener("focusout", go);
  toast.addEventListener("mouseleave", go);
});
