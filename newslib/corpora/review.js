function element(name, text, ...children) {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  made.append(...children);
  return made;
}

function options(pairs) {
  return pairs.map(([value, says]) => Object.assign(element("option", says), { value }));
}

function choice(pairs, label) {
  const made = element("select", "", ...options(pairs));
  made.setAttribute("aria-label", label);
  return made;
}

function button(text, act) {
  const made = element("button", text);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}

function listed(id, pairs) {
  const known = element("datalist", "", ...options(pairs));
  known.id = id;
  return known;
}

function entry(label, list) {
  const made = Object.assign(element("input"), { type: "text", placeholder: label });
  made.setAttribute("aria-label", label);
  if (list) made.setAttribute("list", list.id);
  return made;
}

function change(model, row, send) {
  const { actions, words } = model.get("fields");
  const fields = Object.entries(actions).flatMap(([action, names]) => names.map((name) => [name, action]));
  const field = choice(fields.map(([name]) => [name, name.replaceAll("_", " ")]), "what is wrong");
  const known = listed(`words-${row.claim_id}`, []);
  const value = entry("what is right", known);
  const fill = () => known.replaceChildren(...options(words[field.value].map((word) => [word, ""])));
  field.addEventListener("change", fill);
  fill();
  const action = () => fields.find(([name]) => name === field.value)[1];
  return element("div", "", field, value, known,
    button("Change", () => send({ action: action(), field: field.value, value: value.value })));
}

function claim(model, row) {
  const why = entry("why (kept with the decision)");
  const send = (told) => model.send({ claim_id: row.claim_id, why: why.value, ...told });
  const facts = element("dl", "", ...row.facts.flatMap(([name, text]) => [element("dt", name), element("dd", text)]));
  const made = element("section", "",
    element("h3", row.label || row.outcome),
    element("p", row.reasons),
    element("blockquote", "", row.before, element("mark", row.quote), row.after),
    element("details", "", element("summary", `Read: ${row.read}`), facts),
    element("div", "",
      button("Right as read", () => send({ action: "confirm" })),
      button("No claim", () => send({ action: "reject" })), why),
    element("details", "", element("summary", "Something is wrong"),
      change(model, row, send)));
  made.dataset.claim = row.claim_id;
  return made;
}

function takeBack(model) {
  const last = model.get("last");
  if (!last) return [];
  const ask = button("Undo", () => {
    const keep = button("No", () => asked.replaceWith(ask));
    const asked = element("span", `Take back: ${last}? `, button("Take back", () => model.send({ action: "undo" })), keep);
    ask.replaceWith(asked);
    keep.focus();
  });
  ask.title = `Take back: ${last}`;
  return [ask];
}

function render({ model, el }) {
  const [list, state, undo] = [element("div"), element("p"), element("div")];
  state.setAttribute("role", "status");
  const tell = () => {
    state.textContent = `${model.get("message")}. ${model.get("left")} claims to check.`;
    state.classList.toggle("failed", model.get("failed"));
    undo.replaceChildren(...takeBack(model));
  };
  const draw = () => {
    const above = list.scrollTop;
    list.replaceChildren(...model.get("rows").map((row) => claim(model, row)));
    list.scrollTop = above;
  };
  model.on("change:rows", draw);
  model.on("change:message change:left change:failed change:last", tell);
  draw();
  tell();
  list.tabIndex = 0;
  list.setAttribute("role", "region");
  list.setAttribute("aria-label", "claims to check");
  el.classList.add("newslib-review");
  el.replaceChildren(element("header", "", state, undo), list);
}

export default { render };
