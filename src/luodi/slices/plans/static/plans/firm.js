// What is typed while an answer is under way stays, though the answer brings the form anew.
"use strict";

let since = [];

document.addEventListener("htmx:beforeSwap", (event) => {
  const sent = event.detail.requestConfig.formData;
  if (event.detail.target.id !== "plan") return;
  const boxes = [...document.querySelectorAll("#plan input[inputmode]")];
  since = boxes.filter((box) => box.value !== (sent.get(box.name) || "")).map((box) => [box.id, box.value]);
});

document.addEventListener("htmx:afterSwap", () => {
  for (const [id, value] of since) {
    const box = document.getElementById(id);
    if (box) box.value = value;
  }
  since = [];
});
