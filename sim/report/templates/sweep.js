(function () {
  "use strict";
  var d = document, holder = d.getElementById("grid");
  if (!holder) { return; }
  var G = JSON.parse(holder.textContent), F = G.factors, M = G.measures, last = F.length - 1, NS = "http://www.w3.org/2000/svg";
  function $(s) { return d.querySelector(s); }
  function $$(s) { return [].slice.call(d.querySelectorAll(s)); }
  var ms = $("#ms"), tg = $("#tg"), sliders = $$(".fx");
  function place(levels) { return levels.reduce(function (sum, level, k) { return sum * F[k].texts.length + level; }, 0); }
  function at(m, levels) { return M[m].v[place(levels)]; }
  function text(m, v) {
    var unit = M[m].unit, a = Math.abs(v), sign = v < 0 ? "\u2212" : "", s;
    if (unit === "share") { return (v * 100).toFixed(1) + "%"; }
    if (unit === "USD") {
      return sign + (a >= 1e9 ? "$" + (a / 1e9).toFixed(2) + " billion" : "$" + (a / 1e6).toLocaleString("en-US", { maximumFractionDigits: a >= 1e7 ? 0 : 1 }) + " million");
    }
    s = Number(a.toPrecision(3)).toLocaleString("en-US", { maximumFractionDigits: a < 10 ? 2 : a < 100 ? 1 : 0 });
    return sign + s + " " + unit;
  }
  function bounds(m) {
    var means = M[m].v.filter(Boolean).map(function (v) { return v[0]; });
    return [Math.min.apply(null, means), Math.max.apply(null, means)];
  }
  function low(words) { return /^.[a-z]/.test(words) ? words.charAt(0).toLowerCase() + words.slice(1) : words; }
  function column(m, levels) { return F[last].texts.map(function (t, k) { return at(m, levels.slice(0, last).concat([k])); }); }
  function holds(some, test) {
    return some.map(function (v, k) { return v && test(v) ? k : -1; }).filter(function (k) { return k >= 0; });
  }
  function sentence(m, levels, t) {
    var T = F[last].texts, S = F[last].said, some = column(m, levels), beside = "", what = low(M[m].name) + " at or under " + text(m, t) + ".";
    if (last) {
      var others = F.slice(0, last).map(function (f, k) { return f.said[levels[k]]; });
      beside = ", with " + (others.length > 1 ? others.slice(0, -1).join(", ") + " and " + others[others.length - 1] : others[0]);
    }
    var holding = holds(some, function (v) { return v[0] <= t; });
    if (!holding.length) { return "At no level of " + F[last].name + " looked at" + beside + ": " + what; }
    if (holding.length === some.filter(Boolean).length) { return "At every level of " + F[last].name + " looked at" + beside + ": " + what; }
    var falls = holding[holding.length - 1] === some.length - 1, edge = S[falls ? holding[0] : holding[holding.length - 1]];
    var sure = holds(some, function (v) { return v[2] <= t; }), maybe = holds(some, function (v) { return v[1] <= t; }), ends = "";
    if (maybe.length) {
      var near = falls ? maybe[0] : maybe[maybe.length - 1], far = falls ? sure[0] : sure[sure.length - 1];
      ends = sure.length ? " (95% interval " + T[Math.min(near, far)] + " to " + T[Math.max(near, far)] + ")" : " (95% interval from " + T[near] + " to beyond the levels looked at)";
    }
    return (falls ? "From " + edge + " on" : "Up to " + edge) + ends + beside + ": " + what;
  }
  function heat(m, levels, t) {
    var b = bounds(m), span = (b[1] - b[0]) || 1, w = G.cell[0], h = G.cell[1], n = F[0].texts.length, k = F[last].texts.length, path = "";
    function value(i, j) { return at(m, [i].concat(levels.slice(1, last), [j])); }
    $$("#hm rect.c").forEach(function (square) {
      var i = +square.getAttribute("data-i"), j = +square.getAttribute("data-j"), v = value(i, j);
      square.setAttribute("fill", v ? "var(--u" + Math.min(4, Math.floor((v[0] - b[0]) / span * 5)) + ")" : "url(#na)");
      square.firstChild.textContent = F[0].texts[i] + ", " + F[last].texts[j] + ": " + (v ? text(m, v[0]) : "none");
    });
    function under(i, j) { var v = i < n && j < k && i >= 0 && j >= 0 && value(i, j); return v ? v[0] <= t : null; }
    for (var i = 0; i < n; i += 1) {
      for (var j = 0; j < k; j += 1) {
        var here = under(i, j), y = (k - 1 - j) * h;
        if (here === null) { continue; }
        if (under(i + 1, j) === !here) { path += "M" + (i + 1) * w + "," + y + "v" + h; }
        if (under(i, j + 1) === !here) { path += "M" + i * w + "," + y + "h" + w; }
      }
    }
    $("#fr").setAttribute("d", path || "M0,0");
    $("#mk").setAttribute("x", levels[0] * w - 1);
    $("#mk").setAttribute("y", (k - 1 - levels[last]) * h - 1);
    $("#lg").innerHTML = [0, 1, 2, 3, 4].map(function (step) {
      return '<span><i style="background:var(--u' + step + ')"></i>' + text(m, b[0] + span * step / 5) + " to " + text(m, b[0] + span * (step + 1) / 5) + "</span>";
    }).join("") + '<span><i style="background:var(--s2);height:3px;vertical-align:4px"></i>the target</span>';
  }
  function mark(svg, name, x1, x2, y1, y2, dash) {
    var line = svg.querySelector("." + name) || svg.appendChild(d.createElementNS(NS, "line"));
    line.setAttribute("class", name);
    [["x1", x1], ["x2", x2], ["y1", y1], ["y2", y2], ["stroke", name === "mk" ? "var(--ink)" : "var(--s2)"], ["stroke-width", 1.5], ["stroke-dasharray", dash]].forEach(function (pair) { line.setAttribute(pair[0], pair[1]); });
  }
  function lines(m, levels, t) {
    $$("[data-m]").forEach(function (part) { part.hidden = +part.getAttribute("data-m") !== m; });
    var svg = $("[data-m='" + m + "'] svg"), f = G.frame, places = F[0].places, e = M[m].ends;
    var least = Math.min.apply(null, places), most = Math.max.apply(null, places);
    var x = f[0] + (f[1] - f[0]) * (places[levels[0]] - least) / ((most - least) || 1), y = f[3] - (f[3] - f[2]) * (t - e[0]) / (e[1] - e[0]);
    mark(svg, "mk", x, x, f[2], f[3], "2 3");
    mark(svg, "tl", f[0], f[1], y, y, "6 4");
  }
  function draw() {
    var m = +ms.value, levels = sliders.map(function (s) { return +s.value; }), b = bounds(m), t = b[0] + (b[1] - b[0]) * tg.value / G.steps;
    levels.forEach(function (level, k) { $("#o" + k).textContent = F[k].texts[level]; sliders[k].setAttribute("aria-valuetext", F[k].texts[level]); });
    $("#ot").textContent = text(m, t);
    tg.setAttribute("aria-valuetext", text(m, t));
    $("#brk").textContent = sentence(m, levels, t);
    var rows = $$("#rd tr");
    M.forEach(function (measure, k) {
      var v = at(k, levels), cell = rows[k].lastElementChild;
      cell.firstElementChild.textContent = v ? text(k, v[0]) : "none";
      cell.lastElementChild.textContent = v && v[1] !== v[2] ? text(k, v[1]).replace(" " + measure.unit, "") + " to " + text(k, v[2]) : "";
    });
    if (last) { heat(m, levels, t); } else { lines(m, levels, t); }
  }
  sliders.concat([tg]).forEach(function (slider) { slider.oninput = draw; });
  ms.onchange = draw;
  var map = $("#hm");
  if (map) {
    map.addEventListener("click", function (event) {
      var square = event.target;
      if (square.classList.contains("c")) {
        sliders[0].value = square.getAttribute("data-i");
        sliders[last].value = square.getAttribute("data-j");
        draw();
      }
    });
  }
  draw();
}());
