(function () {
"use strict";
var d = document, up = d.body.dataset.up;
function fold(s) { return s.toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f]/g, ""); }
function make(tag, words, to) { var e = d.createElement(tag); e.textContent = words; if (to) e.href = to; return e; }
var box = d.querySelector(".filter"), input = box && box.querySelector("input"), status = box && box.querySelector("[role=status]");
if (box) box.hidden = false;
var list = d.querySelector(".list table");
if (list) {
  var body = list.tBodies[0], rows = Array.from(body.rows), texts = rows.map(function (r) { return fold(r.textContent); });
  input.addEventListener("input", function () {
    var words = fold(input.value).split(/\s+/).filter(Boolean), n = 0;
    rows.forEach(function (r, i) { r.hidden = !words.every(function (w) { return texts[i].includes(w); }); if (!r.hidden) n++; });
    status.textContent = words.length ? n + " of " + rows.length + " rows of this page" : "";
    var all = box.querySelector(".all");
    if (all) all.hash = encodeURIComponent(input.value);
  });
  Array.from(list.tHead.rows[0].cells).forEach(function (head, column) {
    var button = make("button", head.textContent), down = false;
    button.type = "button"; button.title = "Sort by this column";
    head.textContent = ""; head.appendChild(button);
    button.addEventListener("click", function () {
      function key(r) { var c = r.cells[column]; return c ? c.textContent.trim() : ""; }
      function value(s) { var m = s.replace(/,/g, "").match(/^\D{0,12}(\d+(\.\d+)?)$/); return m ? parseFloat(m[1]) : NaN; }
      rows.sort(function (a, b) {
        var p = key(a), q = key(b), x = value(p), y = value(q);
        var order = isNaN(x) || isNaN(y) ? (p < q ? -1 : p > q ? 1 : 0) : x - y;
        return down ? -order : order;
      });
      down = !down;
      Array.from(list.tHead.rows[0].cells).forEach(function (c) { c.removeAttribute("aria-sort"); });
      head.setAttribute("aria-sort", down ? "ascending" : "descending");
      rows.forEach(function (r) { body.appendChild(r); });
    });
  });
}
var index = d.getElementById("index"), SHOWN = 20;
if (index) {
  var found = JSON.parse(index.textContent), hits = d.getElementById("hits"), folded = found.rows.map(function (r) { return fold(r[1]); });
  var names = location.pathname.split("/"), part = Math.max(found.parts.indexOf(names[names.length - 1]), 0);
  var looked = function (words, counts, rows) {
    if (words.length) folded.forEach(function (t, i) {
      if (!words.every(function (w) { return t.includes(w); })) return;
      var row = found.rows[i];
      if (++counts[row[0]] <= SHOWN) rows.push(row);
    });
  };
  var show = function (words, counts, rows, note) {
    hits.textContent = "";
    rows.forEach(function (r) {
      var item = make("li", ""), kind = found.kinds[r[0]];
      if (!kind || !/^[\w.\/#-]+$/.test(r[2])) return;
      item.appendChild(make("a", r[1], kind[1].replace("*", r[2])));
      item.appendChild(make("small", " " + kind[0]));
      hits.appendChild(item);
    });
    var n = counts.reduce(function (a, b) { return a + b; }, 0);
    status.textContent = words.length ? n + " found" + (n > rows.length ? ", the first " + SHOWN + " of each kind shown" : "") + note : "";
  };
  var split = function () { return fold(input.value).split(/\s+/).filter(Boolean); };
  var live = function () {
    var counts = [0, 0, 0, 0], rows = [];
    looked(split(), counts, rows);
    show(split(), counts, rows, found.parts.length > 1 ? " in this part; Enter searches every part" : "");
  };
  var go = function (to, state) { location.replace(found.parts[to] + "#" + encodeURIComponent(input.value) + "&" + encodeURIComponent(JSON.stringify(state))); };
  var through = function () {
    var told = location.hash.slice(1).split("&"), state = [[0, 0, 0, 0], []];
    input.value = decodeURIComponent(told[0]);
    try { if (told[1]) state = JSON.parse(decodeURIComponent(told[1])); } catch (e) { told.pop(); }
    if (!told[1] && part) return go(0, state);
    looked(split(), state[0], state[1]);
    if (split().length && part + 1 < found.parts.length) return go(part + 1, state);
    show(split(), state[0], state[1], "");
  };
  input.addEventListener("input", live);
  input.addEventListener("keydown", function (e) {
    if (e.key !== "Enter" || found.parts.length < 2) return;
    if (part) go(0, [[0, 0, 0, 0], []]); else { location.hash = encodeURIComponent(input.value); through(); }
  });
  through(); input.focus();
} else {
  var form = make("p", ""), label = make("label", "Search everything "), field = d.createElement("input");
  form.className = "search"; field.type = "search"; label.appendChild(field); form.appendChild(label);
  field.addEventListener("keydown", function (e) { if (e.key === "Enter" && field.value.trim()) location.href = up + "search.html#" + encodeURIComponent(field.value.trim()); });
  var menu = d.getElementById("menu");
  menu.insertBefore(form, menu.firstChild);
}
function unfold() {
  var goal = location.hash && d.getElementById(decodeURIComponent(location.hash.slice(1)));
  for (var e = goal && goal.parentElement; e; e = e.parentElement) if (e.tagName === "DETAILS") e.open = true;
  if (goal && goal.scrollIntoView) goal.scrollIntoView({block: "center"});
}
addEventListener("hashchange", unfold);
if (!index) unfold();
})();
