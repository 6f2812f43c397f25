"use strict";

// The page of a door. It sends what a scanner or a camera read, one scan at a time, and shows the answer. It keeps no scan: where the
// server does not answer, the person at the door is told, and scans again.

const TEXTS = {
  ready: "Ready",
  let_in: "Let in",
  redeemed: "Used before",
  voided: "Void",
  expired: "Expired",
  wrong_pass: "Not for this door",
  ambiguous: "Several passes",
  unknown: "Unknown",
  undone: "Undone",
  too_late: "Too late to undo",
  sending: "…",
  offline: "No connection",
  offlineDetail: "The server does not answer. This scan is not kept: scan the pass again.",
  busy: "Try again",
  tooFast: "One scan at a time",
  tooFastDetail: "The scan before had no answer yet. Scan this pass again.",
  used: (time) => `Used at ${time}`,
  undoneDetail: "The pass can be used again.",
  undoFailed: "Not undone",
  wrongToken: "This token is not known. Ask for a token of the role scan.",
  wrongRole: "This token may not scan. Ask for a token of the role scan.",
  noServer: "The server does not answer.",
  noCamera: "The camera cannot be used.",
};

const SIGNS = { good: "✓", bad: "✕", problem: "!", idle: "" };
const UNDO_MS = 60_000;
const ANSWER_MS = 8_000;
const SAME_CODE_MS = 3_000;
const REDEEM = "api/v1.0/passes/redeem";
const SETTINGS = "serialpass-door";

const element = (id) => document.getElementById(id);
const page = {};
for (const id of ["setup", "setup-form", "token", "pass-type", "item", "setup-error", "door", "sign", "word", "name",
  "description", "detail", "video", "scan-form", "scan", "undo", "camera", "leave"]) {
  page[id] = element(id);
}

let settings = null;
let sending = false;
let typed = "";
let lastLetIn = null;
let undoTimer = 0;
let unanswered = null;

/* ---- What is shown ---- */

function show(state, word, more = {}) {
  page.door.dataset.state = state;
  page.sign.textContent = SIGNS[state];
  page.word.textContent = word;
  page.name.textContent = more.name ?? "";
  page.description.textContent = more.description ?? "";
  page.detail.textContent = more.detail ?? "";
}

let audio = null;

/** A high pair of tones is good, a low one is bad: to be heard without a look at the page. */
function sound(state) {
  const tones = { good: [[880, 0, 0.1], [1320, 0.12, 0.16]], bad: [[180, 0, 0.5]], problem: [[330, 0, 0.15], [330, 0.25, 0.15]] };
  navigator.vibrate?.(state === "good" ? 80 : [150, 80, 150]);
  if (audio === null || !(state in tones)) {
    return;
  }
  for (const [pitch, begin, length] of tones[state]) {
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    tone.type = state === "bad" ? "sawtooth" : "sine";
    tone.frequency.value = pitch;
    volume.gain.value = 0.4;
    tone.connect(volume).connect(audio.destination);
    tone.start(audio.currentTime + begin);
    tone.stop(audio.currentTime + begin + length);
  }
}

function tell(state, word, more) {
  show(state, word, more);
  sound(state);
}

/* ---- The server ---- */

function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return "door-" + Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function post(path, token, body, key) {
  const headers = { "Authorization": "Bearer " + token, "Content-Type": "application/json" };
  if (key !== undefined) {
    headers["Idempotency-Key"] = key;
  }
  const response = await fetch(path, {
    method: "POST",
    headers,
    body: JSON.stringify(body),
    cache: "no-store",
    credentials: "omit",
    redirect: "error",
    referrerPolicy: "no-referrer",
    signal: AbortSignal.timeout(ANSWER_MS),
  });
  let answer = {};
  try {
    answer = await response.json();
  } catch (error) {
    if (response.ok) {
      throw error;
    }
  }
  return { status: response.status, answer };
}

function scanOf(message) {
  const scan = { message };
  if (settings.passType !== "") {
    scan.passTypeIdentifier = settings.passType;
  }
  if (settings.item !== "") {
    scan.itemId = settings.item;
    scan.useExternalId = true;
  }
  return scan;
}

/** The key of a scan. A scan that had no answer keeps its key, so that a holder who was let in is let in once more. */
function keyOf(message) {
  if (unanswered === null || unanswered.message !== message || Date.now() - unanswered.time > UNDO_MS) {
    unanswered = { message, key: newKey(), time: Date.now() };
  }
  return unanswered.key;
}

/**
 * Sends what was read. A scanner types as a keyboard of the layout that it was made for. Where that is not the one of this computer,
 * the message that the keys mean on an American keyboard is tried too.
 */
async function redeem(message, american) {
  if (sending) {
    tell("problem", TEXTS.tooFast, { detail: TEXTS.tooFastDetail });
    return;
  }
  sending = true;
  forgetLetIn();
  show("idle", TEXTS.sending);
  try {
    let sent = message;
    let result = await post(REDEEM, settings.token, scanOf(message), keyOf(message));
    if (result.status === 200 && result.answer.result === "unknown" && american !== "" && american !== message) {
      sent = american;
      result = await post(REDEEM, settings.token, scanOf(american), keyOf(american));
    }
    unanswered = result.status >= 500 ? unanswered : null;
    answered(sent, result);
  } catch (error) {
    tell("problem", TEXTS.offline, { detail: TEXTS.offlineDetail });
  } finally {
    sending = false;
    page.scan.focus();
  }
}

function answered(message, { status, answer }) {
  if (status === 401 || status === 403) {
    leave(status === 401 ? TEXTS.wrongToken : TEXTS.wrongRole);
    return;
  }
  if (status !== 200) {
    tell("problem", TEXTS.busy, { detail: answer.error_description });
    return;
  }
  const good = answer.result === "let_in";
  const used = answer.result === "redeemed" && answer.dateRedeemed !== null;
  tell(good ? "good" : "bad", TEXTS[answer.result] ?? answer.result, {
    name: answer.name,
    description: answer.description,
    detail: used ? TEXTS.used(new Date(answer.dateRedeemed).toLocaleString()) : "",
  });
  if (good) {
    lastLetIn = { message, redemption: answer.redemption };
    page.undo.hidden = false;
    undoTimer = setTimeout(forgetLetIn, UNDO_MS);
  }
}

function forgetLetIn() {
  clearTimeout(undoTimer);
  lastLetIn = null;
  page.undo.hidden = true;
}

async function undo() {
  if (lastLetIn === null || sending) {
    return;
  }
  sending = true;
  try {
    const { status, answer } = await post(REDEEM + "/undo", settings.token, lastLetIn);
    if (status !== 200) {
      tell("problem", TEXTS.undoFailed, { detail: answer.error_description });
    } else if (answer.result === "undone") {
      tell("problem", TEXTS.undone, { detail: TEXTS.undoneDetail });
      forgetLetIn();
    } else {
      tell("bad", TEXTS[answer.result] ?? answer.result);
      forgetLetIn();
    }
  } catch (error) {
    tell("problem", TEXTS.offline, { detail: TEXTS.undoFailed });
  } finally {
    sending = false;
    page.scan.focus();
  }
}

/* ---- A scanner that types ---- */

const KEYS = {
  Digit1: "1!", Digit2: "2@", Digit3: "3#", Digit4: "4$", Digit5: "5%", Digit6: "6^", Digit7: "7&", Digit8: "8*", Digit9: "9(",
  Digit0: "0)", Minus: "-_", Equal: "=+", BracketLeft: "[{", BracketRight: "]}", Backslash: "\\|", Semicolon: ";:", Quote: "'\"",
  Backquote: "`~", Comma: ",<", Period: ".>", Slash: "/?", Space: "  ", NumpadAdd: "++", NumpadSubtract: "--",
  NumpadMultiply: "**", NumpadDivide: "//", NumpadDecimal: "..",
};

/** What a key means on an American keyboard; empty for one that writes nothing. */
function american(event) {
  const letter = /^Key([A-Z])$/.exec(event.code);
  if (letter !== null) {
    return event.shiftKey ? letter[1] : letter[1].toLowerCase();
  }
  const digit = /^Numpad([0-9])$/.exec(event.code);
  if (digit !== null) {
    return digit[1];
  }
  return event.code in KEYS ? KEYS[event.code][event.shiftKey ? 1 : 0] : "";
}

function keyDown(event) {
  if (page.door.hidden) {
    return;
  }
  const isField = document.activeElement === page.scan;
  if (event.key === "Enter") {
    if (isField) {
      event.preventDefault();
      scanned();
    }
    return;
  }
  if (event.ctrlKey || event.altKey || event.metaKey) {
    return;
  }
  if (event.key === "Backspace") {
    typed = typed.slice(0, -1);
    return;
  }
  const meant = american(event);
  if (meant !== "" && !isField && event.code !== "Space") {
    // A scanner does not know which part of the page has the focus.
    page.scan.focus();
  }
  typed += meant;
}

function scanned() {
  const message = page.scan.value;
  const keys = typed;
  page.scan.value = "";
  typed = "";
  if (message !== "" || keys !== "") {
    redeem(message === "" ? keys : message, keys);
  }
}

/* ---- A camera ---- */

let stream = null;
let seen = { code: "", time: 0 };

async function camera() {
  if (stream !== null) {
    endCamera();
    return;
  }
  // The browser asks the user first, and a second click must not ask again.
  page.camera.disabled = true;
  try {
    const detector = new BarcodeDetector();
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" }, audio: false });
    if (settings === null) {
      // The user left the door while the browser asked.
      endCamera();
      return;
    }
    page.video.srcObject = stream;
    page.video.hidden = false;
    await page.video.play();
    look(detector, stream);
  } catch (error) {
    endCamera();
    tell("problem", TEXTS.noCamera);
  } finally {
    page.camera.disabled = false;
  }
}

// Ends with the stream that it looks at: the camera may be on again by then.
async function look(detector, own) {
  if (stream !== own) {
    return;
  }
  try {
    const codes = sending ? [] : await detector.detect(page.video);
    if (codes.length > 0) {
      const code = codes[0].rawValue;
      const isNew = code !== seen.code || Date.now() - seen.time > SAME_CODE_MS;
      // A code that stays before the camera is one scan.
      seen = { code, time: Date.now() };
      if (isNew && code !== "") {
        await redeem(code, "");
      }
    }
  } catch (error) {
    // A picture that cannot be read is followed by the next one.
  }
  setTimeout(() => look(detector, own), 150);
}

function endCamera() {
  stream?.getTracks().forEach((track) => track.stop());
  stream = null;
  page.video.srcObject = null;
  page.video.hidden = true;
}

/* ---- Opening and closing ---- */

async function open(event) {
  event?.preventDefault();
  const wanted = { token: page.token.value.trim(), passType: page["pass-type"].value.trim(), item: page.item.value.trim() };
  page["setup-error"].textContent = "";
  try {
    // A scan of nothing tells whether the token may scan.
    const { status } = await post(REDEEM, wanted.token, {});
    if (status === 401 || status === 403) {
      page["setup-error"].textContent = status === 401 ? TEXTS.wrongToken : TEXTS.wrongRole;
      return;
    }
  } catch (error) {
    page["setup-error"].textContent = TEXTS.noServer;
    return;
  }
  settings = wanted;
  sessionStorage.setItem(SETTINGS, JSON.stringify(wanted));
  page.token.value = "";
  enter();
}

function enter() {
  page.setup.hidden = true;
  page.door.hidden = false;
  page.camera.hidden = !("BarcodeDetector" in window && navigator.mediaDevices?.getUserMedia !== undefined);
  show("idle", TEXTS.ready);
  page.scan.focus();
}

function leave(error) {
  endCamera();
  forgetLetIn();
  settings = null;
  sessionStorage.removeItem(SETTINGS);
  page.door.hidden = true;
  page.setup.hidden = false;
  page["setup-error"].textContent = typeof error === "string" ? error : "";
  page.token.focus();
}

/** A browser lets a page sound once somebody touched it. */
function allowSound() {
  audio ??= typeof AudioContext === "function" ? new AudioContext() : null;
}

page["setup-form"].addEventListener("submit", open);
page["scan-form"].addEventListener("submit", (event) => {
  event.preventDefault();
  scanned();
});
page.undo.addEventListener("click", undo);
page.camera.addEventListener("click", camera);
page.leave.addEventListener("click", () => leave());
document.addEventListener("keydown", keyDown, true);
document.addEventListener("keydown", allowSound, { once: true });
document.addEventListener("pointerdown", allowSound, { once: true });
window.addEventListener("offline", () => {
  if (!page.door.hidden) {
    tell("problem", TEXTS.offline, { detail: TEXTS.noServer });
  }
});
window.addEventListener("online", () => {
  if (!page.door.hidden) {
    show("idle", TEXTS.ready);
  }
});

const kept = sessionStorage.getItem(SETTINGS);
if (kept !== null) {
  settings = JSON.parse(kept);
  enter();
} else {
  page.token.focus();
}
