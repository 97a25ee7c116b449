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
var index = d.getElementById("index");
if (index) {
  var found = JSON.parse(index.textContent), hits = d.getElementById("hits"), folded = found.rows.map(function (r) { return fold(r[1]); });
  var look = function () {
    var words = fold(input.value).split(/\s+/).filter(Boolean), n = 0;
    hits.textContent = "";
    if (words.length) folded.forEach(function (t, i) {
      if (!words.every(function (w) { return t.includes(w); })) return;
      if (++n > 60) return;
      var item = make("li", ""), r = found.rows[i], kind = found.kinds[r[0]];
      item.appendChild(make("a", r[1], kind[1].replace("*", r[2])));
      item.appendChild(make("small", " " + kind[0]));
      hits.appendChild(item);
    });
    status.textContent = words.length ? n + " found" + (n > 60 ? ", the first 60 shown" : "") : "";
    Array.from(d.querySelectorAll("#further a")).forEach(function (a) { a.hash = encodeURIComponent(input.value); });
  };
  input.value = decodeURIComponent(location.hash.slice(1));
  input.addEventListener("input", look);
  look(); input.focus();
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
