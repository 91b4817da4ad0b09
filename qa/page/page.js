// What happens in the browser: showing places of the article, copying, saving.
(() => {
  "use strict";
  const find = (selector) => document.querySelector(selector);
  const article = () => find("#article .article");
  let awaited = null; // a place in an article that the server is about to show

  // Offsets count characters; a character of JavaScript's is half of an emoji.
  function wrap(start, end, tag, name) {
    const pieces = [];
    const walker = document.createTreeWalker(article(), NodeFilter.SHOW_TEXT);
    for (let at = 0, node; at < end && (node = walker.nextNode()); ) {
      const characters = [...node.data];
      const from = Math.max(start - at, 0);
      const to = Math.min(end - at, characters.length);
      if (from < to) {
        pieces.push([node, characters.slice(0, from).join("").length,
          characters.slice(0, to).join("").length]);
      }
      at += characters.length;
    }
    return pieces.map(([node, from, to]) => {
      const element = document.createElement(tag);
      element.className = name;
      node.splitText(to);
      const marked = node.splitText(from);
      marked.replaceWith(element);
      element.append(marked);
      return element;
    });
  }

  function unmark() {
    document.querySelectorAll("#article mark, #article b.words").forEach((element) => {
      const parent = element.parentNode;
      element.replaceWith(...element.childNodes);
      parent.normalize();
    });
    document.querySelectorAll("[aria-current]").forEach((e) => e.removeAttribute("aria-current"));
  }

  // `asked` is true when a reader clicked: only then may the whole page move.
  function show(button, asked) {
    const place = button.dataset;
    if (!article() || article().dataset.article !== place.article) {
      awaited = button;
      return;
    }
    awaited = null;
    find("#article-tab-button")?.click();
    unmark();
    if (place.answerStart) wrap(+place.answerStart, +place.answerEnd, "b", "words");
    const [first] = wrap(+place.start, +place.end, "mark", "extract");
    button.setAttribute("aria-current", "true");
    requestAnimationFrame(() => scroll(first, asked));
  }

  function scroll(mark, asked) {
    if (!mark) return;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const behavior = still ? "auto" : "smooth";
    const pane = find("#article");
    const above = mark.getBoundingClientRect().top - pane.getBoundingClientRect().top;
    pane.scrollTo({ top: pane.scrollTop + above - pane.clientHeight / 3, behavior });
    if (asked) pane.scrollIntoView({ block: "nearest", behavior });
  }

  async function until(condition) {
    for (let frame = 0; frame < 200 && !condition(); frame++) {
      await new Promise(requestAnimationFrame);
    }
  }

  async function answered() {
    await until(() => !find("#transcript .waiting"));
    const turn = [...document.querySelectorAll("#transcript .turn")].pop();
    if (!turn) return;
    remember(turn);
    const log = find("#transcript");
    const below = turn.getBoundingClientRect().top - log.getBoundingClientRect().top;
    log.scrollTo({ top: log.scrollTop + below - 8 });
    const button = turn.querySelector(".answer > .citation .cite");
    if (!button) return unmark();
    await until(() => article()?.dataset.article === button.dataset.article);
    show(button, false);
  }

  async function opened() {
    await until(() => !find("#opening .going"));
    if (find("#opening .problem")) return;
    if (!awaited) return find("#article-tab-button")?.click();
    await until(() => article()?.dataset.article === awaited.dataset.article);
    show(awaited, true);
  }

  async function copy(button) {
    const text = button.dataset.copy ?? linkTo(button.dataset.ask);
    try {
      await navigator.clipboard.writeText(text);
    } catch { // no clipboard outside a secure context
      const area = document.body.appendChild(document.createElement("textarea"));
      area.value = text;
      area.select();
      document.execCommand("copy");
      area.remove();
    }
    const label = button.textContent;
    button.textContent = "Copied";
    setTimeout(() => { button.textContent = label; }, 1500);
  }

  function linkTo(question) {
    return `${location.origin}${location.pathname}?ask=${encodeURIComponent(question)}`;
  }

  // Earlier answers stay in this browser; one that allows no storage has none.
  const KEPT = 100;
  function earlier() {
    try {
      return JSON.parse(localStorage.getItem("article-qa")) ?? [];
    } catch {
      return [];
    }
  }

  function keep(answers) {
    try {
      localStorage.setItem("article-qa", JSON.stringify(answers.slice(0, KEPT)));
    } catch { /* they are gone with the page then */ }
    showEarlier(find("#earlier"));
  }

  function remember(turn) {
    const text = turn.querySelector("[data-markdown]")?.dataset.copy;
    const question = turn.querySelector(".question").textContent;
    if (!text) return;
    const others = earlier().filter((answer) => answer.text !== text);
    keep([{ question, text, day: new Date().toISOString().slice(0, 10) }, ...others]);
  }

  function showEarlier(element) {
    const make = (tag, text, ...inside) => {
      const made = document.createElement(tag);
      made.append(text, ...inside);
      return made;
    };
    const answers = earlier();
    const old = element.querySelector("details");
    if (!answers.length) return old?.remove();
    const forget = make("button", "Forget them");
    forget.className = "copy";
    forget.type = "button";
    forget.addEventListener("click", () => keep([]));
    const list = make("ol", "", ...answers.map(({ question, text, day }) =>
      make("li", "", make("details", make("summary", `${question} (${day})`), make("pre", text)))));
    const all = make("details", make("summary", "Earlier answers, kept in this browser"), list, forget);
    all.open = old?.open ?? false;
    old ? old.replaceWith(all) : element.append(all);
  }

  function save() {
    const answers = [...document.querySelectorAll("#transcript [data-markdown]")];
    const text = answers.map((button) => button.dataset.markdown).join("\n\n---\n\n");
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text + "\n"], { type: "text/markdown" }));
    link.download = "conversation.md";
    link.click();
    URL.revokeObjectURL(link.href);
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button?.dataset.start) show(button, true);
    else if (button?.dataset.copy || button?.dataset.ask) copy(button);
  });

  function toQuestion() {
    find("#question textarea")?.focus();
  }

  // The three that send what the server must know; `trigger` is Gradio's.
  function sendPlaces(element, trigger) {
    element.addEventListener("click", (event) => {
      if (event.target.closest(".typed")) trigger("undo", {});
      const judge = event.target.closest(".judge");
      if (judge) trigger("like", judgment(judge));
      const place = event.target.closest("[data-article]")?.dataset;
      if (!place) return;
      if (place.article !== article()?.dataset.article) trigger("click", { article: place.article });
      trigger("select", { article: place.article, start: +place.start, end: +place.end });
    });
  }

  let judging = null; // the number of the answer that was judged last

  function judgment(button) {
    const box = button.closest(".judging");
    judging = box.dataset.turn;
    const words = box.querySelector("textarea")?.value ?? "";
    return { number: +judging, said: button.value, words };
  }

  function judged() {
    const box = find(`#transcript [data-turn="${judging}"]`);
    const next = box?.querySelector("textarea") ?? box?.querySelector("[aria-pressed=true]");
    next?.focus({ preventScroll: true });
    next?.scrollIntoView({ block: "nearest" });
  }

  // What is selected in the article is the sentence that a reader is asked for.
  document.addEventListener("selectionchange", () => {
    const selection = document.getSelection();
    const fields = document.querySelectorAll("#transcript .correction textarea");
    const inside = (node) => node && article()?.contains(node);
    if (!fields.length || selection.isCollapsed) return;
    if (!inside(selection.anchorNode) || !inside(selection.focusNode)) return;
    const open = [...fields].find((field) => field.closest("[data-turn]").dataset.turn === judging);
    (open ?? fields[fields.length - 1]).value = selection.toString().trim();
  });

  function sendExamples(element, trigger) {
    element.addEventListener("click", (event) => {
      const button = event.target.closest(".example");
      if (button) trigger("click", { question: button.textContent });
    });
  }

  function sendFile(element, trigger) {
    element.addEventListener("change", ({ target: input }) => {
      const [file] = input.files;
      const reader = new FileReader();
      reader.onload = () => trigger("click", { name: file.name, data: reader.result.split(",")[1] });
      if (file) reader.readAsDataURL(file);
      input.value = "";
    });
  }

  window.articleQA = { answered, opened, judged, save, toQuestion, sendPlaces, sendExamples, sendFile, showEarlier };
})();
