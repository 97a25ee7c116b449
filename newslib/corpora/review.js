function element(name, text, ...children) {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  made.append(...children);
  return made;
}

function choice(values, label) {
  const made = element("select", "", ...values.map((value) => Object.assign(element("option", value), { value })));
  made.setAttribute("aria-label", label);
  return made;
}

function button(text, act) {
  const made = element("button", text);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}

function change(model, row, send) {
  const { actions, words } = model.get("fields");
  const fields = Object.entries(actions).flatMap(([action, names]) => names.map((name) => [name, action]));
  const field = choice(fields.map(([name]) => name), "what is wrong");
  const value = Object.assign(element("input"), { type: "text", placeholder: "what is right" });
  value.setAttribute("aria-label", "what is right");
  const known = element("datalist");
  known.id = `words-${row.claim_id}`;
  value.setAttribute("list", known.id);
  const fill = () => known.replaceChildren(...words[field.value].map((word) => Object.assign(element("option"), { value: word })));
  field.addEventListener("change", fill);
  fill();
  const action = () => fields.find(([name]) => name === field.value)[1];
  return element("span", "", field, value, known,
    button("Change", () => send({ action: action(), field: field.value, value: value.value })));
}

function claim(model, row) {
  const why = Object.assign(element("input"), { type: "text", placeholder: "why (kept with the decision)" });
  why.setAttribute("aria-label", "why");
  const send = (told) => model.send({ claim_id: row.claim_id, why: why.value, ...told });
  const facts = element("dl", "", ...row.facts.flatMap(([name, text]) => [element("dt", name), element("dd", text)]));
  const made = element("section", "",
    element("p", row.reasons),
    element("blockquote", "", row.before, element("mark", row.quote), row.after),
    element("details", "", element("summary", "What was read"), facts),
    element("div", "",
      button("Right as read", () => send({ action: "confirm" })),
      button("No claim", () => send({ action: "reject" })),
      change(model, row, send), why));
  made.dataset.claim = row.claim_id;
  return made;
}

function render({ model, el }) {
  const list = element("div");
  const state = element("p");
  state.setAttribute("role", "status");
  const draw = () => {
    list.replaceChildren(...model.get("rows").map((row) => claim(model, row)));
    state.textContent = `${model.get("message")}. ${model.get("left")} claims to check.`;
    state.classList.toggle("failed", model.get("failed"));
  };
  model.on("change", draw);
  draw();
  el.classList.add("newslib-review");
  el.replaceChildren(state, list);
}

export default { render };
