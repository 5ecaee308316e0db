// The page: sends the article, shows the brief, lights up the evidence. Text is only ever set as text.
"use strict";

const LABELS = {
  mou: ["biên bản ghi nhớ", "memorandum"], agreement: ["thỏa thuận, hiệp định", "agreement"],
  statement: ["tuyên bố chung", "statement"], plan: ["chương trình, kế hoạch", "plan"],
  visit: ["thăm, hội đàm", "visit"], training: ["đào tạo, trao đổi", "training"],
  project: ["dự án", "project"], aid: ["viện trợ", "aid"], investment: ["đầu tư", "investment"],
  membership: ["thành viên, chủ tịch", "membership"], facility: ["cơ sở, văn phòng", "facility"], other: ["khác", "other"],
  proposed: ["đề xuất", "proposed"], planned: ["dự kiến", "planned"], signed: ["đã ký", "signed"],
  ongoing: ["đang thực hiện", "ongoing"], completed: ["đã hoàn thành", "completed"], ended: ["đã chấm dứt", "ended"],
  economy_trade: ["kinh tế, thương mại", "economy and trade"], investment_finance: ["đầu tư, tài chính", "investment and finance"],
  science_technology: ["khoa học, công nghệ", "science and technology"], industry: ["công nghiệp", "industry"],
  agriculture: ["nông nghiệp", "agriculture"], energy: ["năng lượng", "energy"],
  environment_climate: ["môi trường, khí hậu", "environment and climate"], health: ["y tế", "health"],
  education_training: ["giáo dục, đào tạo", "education and training"], culture_tourism_sport: ["văn hóa, du lịch, thể thao", "culture, tourism, sport"],
  defence: ["quốc phòng", "defence"], security_police: ["an ninh, cảnh sát", "security and police"],
  justice_law: ["tư pháp, pháp luật", "justice and law"], maritime: ["biển, hàng hải", "maritime"],
  transport_infrastructure: ["giao thông, hạ tầng", "transport and infrastructure"], labour: ["lao động", "labour"],
  standards_productivity: ["tiêu chuẩn, năng suất", "standards and productivity"], digital_telecom: ["số, viễn thông", "digital and telecoms"],
  humanitarian: ["nhân đạo", "humanitarian"], diplomacy: ["ngoại giao", "diplomacy"],
};
const byId = (id) => document.getElementById(id);
const both = (code) => (LABELS[code] || [code, code]).join(" · ");

function element(tag, { text, lang, className } = {}, ...children) {
  const node = document.createElement(tag);
  if (text !== undefined) node.textContent = text;
  if (lang) node.lang = lang;
  if (className) node.className = className;
  node.append(...children.filter(Boolean));
  return node;
}

const pair = (tag, words, className = "") =>
  element("div", { className: `pair ${className}` },
    element(tag, { text: words.vi, lang: "vi" }), element(tag, { text: words.en, lang: "en" }));

const oneOrBoth = (words) => (words.vi === words.en || !words.en ? words.vi : words.vi ? `${words.vi} · ${words.en}` : words.en);

// Offsets are code points of the article; a JavaScript string counts UTF-16 units.
function marked(segment, ranges) {
  const points = Array.from(segment.source);
  const kind = new Array(points.length).fill("");
  for (const range of ranges) {
    const from = Math.max(0, range.start - segment.span.start);
    for (let i = from; i < Math.min(points.length, range.end - segment.span.start); i++) kind[i] = range.kind;
  }
  const nodes = [];
  for (let i = 0; i < points.length;) {
    let end = i;
    while (end < points.length && kind[end] === kind[i]) end++;
    const text = points.slice(i, end).join("");
    nodes.push(kind[i] ? element("mark", { text, className: kind[i] }) : document.createTextNode(text));
    i = end;
  }
  return nodes;
}

function light(brief, highlight, scroll) {
  const ranges = highlight ? [
    ...highlight.evidence.map((e) => ({ ...e, kind: "evidence" })),
    ...highlight.partners.map((p) => ({ ...p.evidence, kind: "partner" })),
  ] : [];
  for (const segment of brief.segments) {
    const row = byId(`segment-${segment.index}`);
    const own = ranges.filter((range) => range.segment === segment.index);
    row.querySelector(".source").replaceChildren(...marked(segment, own));
    row.classList.toggle("lit", own.some((range) => range.kind === "evidence"));
  }
  document.querySelectorAll(".card").forEach((card) => card.classList.toggle("on", card.dataset.rank === String(highlight?.rank)));
  if (scroll && highlight?.evidence.length) {
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    byId(`segment-${highlight.evidence[0].segment}`).scrollIntoView({ behavior: still ? "auto" : "smooth", block: "center" });
  }
}

function facts(highlight) {
  const list = element("dl");
  const add = (name, value) => value && list.append(element("dt", { text: name }), element("dd", { text: value }));
  add("Các bên · Partners", highlight.partners.map((p) => oneOrBoth(p.name) + (p.country ? ` (${p.country})` : "")).join("; "));
  add("Thời gian · Date", [highlight.date.text, highlight.date.edtf && `[${highlight.date.edtf}]`].filter(Boolean).join(" "));
  add("Địa điểm · Place", highlight.place && oneOrBoth(highlight.place));
  add("Giá trị · Amounts", highlight.amounts.map((a) => a.text).join("; "));
  add("Lĩnh vực · Fields", highlight.fields.map(both).join("; "));
  return list;
}

function card(brief, highlight) {
  const show = element("button", { text: `Xem chứng cứ trong bài · Show the evidence (${highlight.evidence.length})`, className: "show" });
  show.type = "button";
  show.addEventListener("click", () => light(brief, highlight, true));
  const node = element("section", { className: "card" },
    element("ul", { className: "tags" },
      element("li", { text: both(highlight.status), className: "status" }), element("li", { text: both(highlight.instrument) }),
      element("li", { text: highlight.event_type })),
    pair("p", highlight.gist, "gist"), facts(highlight), show);
  node.dataset.rank = highlight.rank;
  node.setAttribute("aria-label", highlight.gist.vi);
  node.addEventListener("mouseenter", () => light(brief, highlight, false));
  return node;
}

function row(segment, flagged) {
  const own = segment.source_language;
  const [source, target] = [
    element("p", { text: segment.source, lang: own, className: "source" }),
    element("p", { text: segment.target, lang: own === "vi" ? "en" : "vi", className: "target" }),
  ];
  const node = element("div", { className: `pair seg role-${segment.role}${flagged ? " flagged" : ""}` },
    ...(own === "vi" ? [source, target] : [target, source]));
  node.id = `segment-${segment.index}`;
  return node;
}

function finding(item) {
  const line = element("li", { className: item.severity }, element("span", { text: item.message.vi, lang: "vi" }), " · ",
    element("span", { text: item.message.en, lang: "en" }));
  if (item.segment !== null) {
    const link = element("a", { text: ` #${item.segment + 1}` });
    link.href = `#segment-${item.segment}`;
    line.append(link);
  }
  return line;
}

function show(brief) {
  const flagged = new Set(brief.findings.map((item) => item.segment));
  byId("headline-vi").textContent = brief.headline.vi;
  byId("headline-en").textContent = brief.headline.en;
  byId("meta").textContent = [brief.source.language === "vi" ? "Nguyên bản tiếng Việt · Vietnamese original" : "Nguyên bản tiếng Anh · English original",
    brief.source.published_at?.slice(0, 10), brief.source.url].filter(Boolean).join(" — ");
  byId("summary").replaceChildren(...brief.summary.map((s) => element("li", {}, pair("p", s.text))));
  byId("count").textContent = brief.highlights.length ? `(${brief.highlights.length})` : "";
  byId("none").hidden = brief.highlights.length > 0;
  byId("highlights").replaceChildren(...brief.highlights.map((h) => card(brief, h)));
  byId("quotes-section").hidden = !brief.quotes.length;
  byId("quotes").replaceChildren(...brief.quotes.map((q) => element("blockquote", {}, pair("p", q.text), element("cite", { text: `— ${q.speaker}` }))));
  byId("findings-section").hidden = !brief.findings.length;
  byId("findings").replaceChildren(...brief.findings.map(finding));
  byId("segments").replaceChildren(...brief.segments.map((s) => row({ ...s, source_language: brief.source.language }, flagged.has(s.index))));
  byId("links").replaceChildren(...["json", "markdown", "html", "json-ld", "ninjs"].flatMap((format) => {
    const link = element("button", { text: format, className: "show" });
    link.type = "button";
    link.addEventListener("click", () => download(brief.id, format));
    return [link, " "];
  }));
  byId("provenance").textContent = Object.entries(brief.provenance).filter(([, v]) => v).map(([k, v]) => `${k}: ${v}`).join(" · ");
  byId("brief").hidden = false;
  byId("brief").focus();
}

const MEDIA = { json: "application/json", markdown: "text/markdown", html: "text/html", "json-ld": "application/ld+json", ninjs: "application/vnd.iptc.ninjs+json" };

function headers(extra) {
  const key = sessionStorage.getItem("key");
  return key ? { ...extra, Authorization: `Bearer ${key}` } : extra;
}

async function download(id, format) {
  const answer = await fetch(`/v1/briefs/${id}`, { headers: headers({ Accept: MEDIA[format] }) });
  const link = element("a");
  link.href = URL.createObjectURL(await answer.blob());
  link.download = `brief-${id}.${{ json: "json", markdown: "md", html: "html", "json-ld": "jsonld", ninjs: "ninjs.json" }[format]}`;
  link.click();
  URL.revokeObjectURL(link.href);
}

function complain(problem) {
  const box = byId("problem");
  box.replaceChildren(element("strong", { text: problem.title || "Lỗi · Error" }), element("p", { text: problem.detail || "" }),
    element("p", { text: problem.remedy || "" }));
  box.hidden = false;
}

async function send(event) {
  event.preventDefault();
  const words = byId("article").value;
  const body = { options: { summary_sentences: Number(byId("sentences").value) || 3 } };
  body[/^\s*<(!doctype|html|body|article|div|p|h1)\b/i.test(words) ? "html" : "text"] = words;
  if (byId("published").value) body.published_at = `${byId("published").value}T00:00:00Z`;
  if (byId("key").value) sessionStorage.setItem("key", byId("key").value);
  byId("problem").hidden = true;
  byId("send").disabled = true;
  byId("status").textContent = "Đang dịch và đọc bài… · Reading and translating…";
  const began = performance.now();
  try {
    const answer = await fetch("/v1/briefs", { method: "POST", headers: headers({ "Content-Type": "application/json" }), body: JSON.stringify(body) });
    if (answer.status === 401) byId("key-field").hidden = false;
    if (!answer.ok) throw await answer.json();
    show(await answer.json());
    byId("status").textContent = `${((performance.now() - began) / 1000).toFixed(1)} s`;
  } catch (problem) {
    byId("status").textContent = "";
    complain(problem instanceof Error ? { title: "Không kết nối được · No connection", detail: problem.message } : problem);
  } finally {
    byId("send").disabled = false;
  }
}

byId("form").addEventListener("submit", send);
byId("article").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) byId("form").requestSubmit();
});
