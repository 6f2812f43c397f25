"use strict";

// Beside a form: the pass as it will be, and what Wallet says of it, after a pause of whoever writes. The server draws, and stores nothing.
// Without this script a button draws the picture.

const PAUSE_MS = 150;

const place = document.getElementById("draft");
const form = document.getElementById(place.dataset.form);
const pictures = document.getElementById("pictures");
const problem = document.getElementById("draft-problem");
const findings = document.getElementById("draft-findings");
const choices = place.querySelectorAll("select");
let timer = 0;
let newest = 0;

/** A later question makes the answer to an earlier one one of the past. */
async function refresh() {
  newest += 1;
  const turn = newest;
  let answer = { problem: place.dataset.lost, findings: [] };
  try {
    const body = new URLSearchParams(new FormData(form));
    const response = await fetch(place.dataset.action + "/findings", { method: "POST", body });
    if (response.ok && !response.redirected) {
      answer = await response.json();
    }
  } catch (e) {
    // The sentence says that the server does not answer.
  }
  if (turn === newest) {
    show(answer);
    if (!answer.problem) {
      draw(turn);
    }
  }
}

function show(answer) {
  problem.textContent = answer.problem;
  problem.hidden = !answer.problem;
  findings.replaceChildren(...answer.findings.map(written));
}

function written(finding) {
  const severity = document.createElement("span");
  severity.className = finding.isError ? "status void" : "status reserved";
  severity.textContent = finding.severity;
  const where = document.createElement("b");
  where.dir = "auto";
  where.textContent = finding.where;
  const what = document.createElement("span");
  what.dir = "auto";
  what.textContent = finding.what;
  const row = document.createElement("li");
  row.append(severity, " ", where, ": ", what);
  return row;
}

/** Draws in a new frame, which takes the place of the old one when it is there: so nothing flickers, and the way back stays free. */
function draw(turn) {
  pictures.querySelectorAll(".coming").forEach((frame) => frame.remove());
  const before = document.getElementById("picture");
  const frame = before.cloneNode(false);
  frame.removeAttribute("src");
  frame.removeAttribute("id");
  frame.name = "picture-" + turn;
  frame.classList.add("coming");
  pictures.append(frame);
  frame.addEventListener("load", () => {
    if (frame.isConnected && frame.classList.contains("coming")) {
      before.remove();
      frame.classList.remove("coming");
      frame.id = "picture";
    }
  });
  const action = form.getAttribute("action");
  form.setAttribute("action", place.dataset.action);
  form.setAttribute("target", frame.name);
  HTMLFormElement.prototype.submit.call(form);
  form.setAttribute("action", action);
  form.removeAttribute("target");
}

/** Keeps the phone that was chosen in the address of the page. */
function keep() {
  const address = new URL(location.href);
  choices.forEach((choice) => address.searchParams.set(choice.name, choice.value));
  history.replaceState(null, "", address);
}

function later() {
  clearTimeout(timer);
  timer = setTimeout(refresh, PAUSE_MS);
}

form.addEventListener("input", later);
choices.forEach((choice) => choice.addEventListener("change", () => {
  keep();
  later();
}));
document.getElementById("draw").addEventListener("click", (event) => {
  event.preventDefault();
  refresh();
});
refresh();
