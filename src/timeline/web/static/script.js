"use strict";
// Keys, buttons that copy, and the search of a site of files. Every page works without this file.
(() => {
  const all = (which, within = document) => [...within.querySelectorAll(which)];
  const make = (tag, text = "", values = {}) =>
    Object.assign(document.createElement(tag), { textContent: text, ...values });
  const SWITCH = "timeline-keys";

  const keysAreOn = () => {
    try { return localStorage.getItem(SWITCH) !== "off"; } catch { return true; }
  };
  const keepKeys = (on) => {
    try { localStorage.setItem(SWITCH, on ? "on" : "off"); } catch { /* a browser may refuse */ }
  };

  // ---- keys

  const STEPS = ".changes > li[id], .texts > li[id], .events > li, main .lines > li";
  let step = -1;

  function walk(by) {
    const items = all(STEPS).filter((item) => item.offsetParent);
    const here = items.findIndex((item) => item.id && `#${item.id}` === location.hash);
    if (!items.length) return;
    const from = here >= 0 ? here : step;
    step = Math.max(0, Math.min(items.length - 1, from + by));
    const item = items[step];
    if (item.id) location.replace(`#${item.id}`);
    item.tabIndex = -1;
    item.focus();
    item.scrollIntoView({ block: "start" });
  }

  const follow = (which) => document.querySelector(which)?.click();

  function search() {
    const field = all("input[type=search]").find((each) => each.offsetParent);
    if (field) field.focus();
    else follow("a[data-search]");
  }

  const KEYS = {
    "/": ["search", search],
    n: ["next change or event", () => walk(1)],
    p: ["previous change or event", () => walk(-1)],
    "[": ["earlier edition", () => follow("main a[rel=prev]")],
    "]": ["later edition", () => follow("main a[rel=next]")],
    "?": ["this list", list],
  };

  function list() {
    const dialog = make("dialog");
    const words = make("dl");
    for (const [key, [what]] of Object.entries(KEYS)) {
      words.append(make("dt", key), make("dd", what));
    }
    const label = make("label", " Keys are on, but not in fields");
    const box = make("input", "", { type: "checkbox", checked: keysAreOn() });
    box.addEventListener("change", () => keepKeys(box.checked));
    label.prepend(box);
    const close = make("button", "Close");
    close.addEventListener("click", () => dialog.close());
    const head = make("h2", "Keys", { id: "keys" });
    dialog.setAttribute("aria-labelledby", "keys");
    words.className = "pairs";
    dialog.append(head, words, label, make("p"));
    dialog.lastChild.append(close);
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
  }

  document.addEventListener("keydown", (event) => {
    const key = KEYS[event.key];
    const field = event.target.closest?.("input, select, textarea, dialog, [contenteditable]");
    if (!key || field || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!keysAreOn()) return;
    event.preventDefault();
    key[1]();
  });

  function offerKeys() {
    const place = document.querySelector("footer.site p");
    if (!place) return;
    const button = make("button", "Keys", { type: "button", className: "text" });
    button.addEventListener("click", list);
    place.append(" ", button);
  }

  // ---- boxes to copy

  async function copy(field, button) {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      document.execCommand("copy");
    }
    button.textContent = "Copied";
    setTimeout(() => { button.textContent = "Copy"; }, 2000);
  }

  function offerCopies() {
    for (const field of all(".cite textarea, .cite input")) {
      const name = document.querySelector(`label[for="${field.id}"]`)?.textContent ?? "";
      const button = make("button", "Copy", { type: "button", className: "copy" });
      button.setAttribute("aria-label", `Copy: ${name}`);
      button.addEventListener("click", () => copy(field, button));
      field.before(button);
    }
  }

  // ---- the search of a site of files: [[kind, name, more, address], …] by search/index.js

  const MOST = 100;
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  function find(index, text) {
    const words = plain(text).split(/\s+/).filter(Boolean);
    if (!words.length) return [];
    const begins = (line) => words.every((word) => ` ${line}`.includes(` ${word}`));
    const found = index.filter(([line]) => words.every((word) => line.includes(word)));
    return [...found.filter(([line]) => begins(line)), ...found.filter(([line]) => !begins(line))];
  }

  function hit([, [kind, name, more, address]]) {
    const item = make("li");
    const link = make("a", "", { href: address });
    link.append(make("bdi", name));
    item.append(make("span", kind, { className: "badge quiet" }), " ", link, " ", make("span", more));
    return item;
  }

  function offerSearch() {
    const field = document.querySelector("input[data-search]");
    if (!field || !window.timelineIndex) return;
    const index = window.timelineIndex.map((entry) => [plain(`${entry[1]} ${entry[2]}`), entry]);
    const show = () => {
      const hits = find(index, field.value);
      const count = `${hits.length} ${hits.length === 1 ? "hit" : "hits"}`;
      const cut = hits.length > MOST ? `, the first ${MOST} are shown` : "";
      const none = field.value.trim() && !hits.length;
      document.getElementById("found").textContent =
        none ? `Nothing found for “${field.value}”. Try fewer letters.` : hits.length ? count + cut : "";
      document.getElementById("hits").replaceChildren(...hits.slice(0, MOST).map(hit));
    };
    field.form.addEventListener("submit", (event) => event.preventDefault());
    field.addEventListener("input", show);
    field.value = new URLSearchParams(location.search).get("q") ?? field.value;
    show();
  }

  document.addEventListener("DOMContentLoaded", () => {
    offerKeys();
    offerCopies();
    offerSearch();
  });
})();
