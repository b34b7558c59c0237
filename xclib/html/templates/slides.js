"use strict";
// Left and right turn slides. The keys that scroll (up, down, space, page) are the browser's own: they stop at each slide.
const slides = [...document.querySelectorAll(".slide")];
const STEPS = { ArrowLeft: -1, ArrowRight: 1 };

function shown() {
  const tops = slides.map((slide) => Math.abs(slide.getBoundingClientRect().top));
  return tops.indexOf(Math.min(...tops));
}

addEventListener("keydown", (event) => {
  const step = STEPS[event.key];
  if (!step || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  // A wide table that has the focus scrolls sideways itself.
  const wide = event.target.closest?.("pre, .scroll");
  if (wide && wide.scrollWidth > wide.clientWidth) return;
  event.preventDefault();
  const next = Math.min(Math.max(shown() + step, 0), slides.length - 1);
  slides[next].scrollIntoView({ behavior: "instant" });
});
