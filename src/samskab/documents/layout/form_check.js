"use strict";
// The rules that one application can break, as `samskab validate` checks them (check/rules/application). No DOM.
// form: the page's data (documents/form/page.py); values: what is filled in, shaped as the application's file.
const samskabForm = (() => {
  const SPACE = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/;
  const words = text => text.split(SPACE).filter(Boolean).length;
  const isAnswer = value => value !== undefined && value !== null && (Array.isArray(value) ? value.length > 0 : typeof value !== "string" || words(value) > 0);
  const ownField = (values, field) => {
    if (field === "applicant") return true;
    if (field === "contact") return Boolean(values.contact || values.contact_title);
    const found = values[field];
    return Array.isArray(found) ? found.length > 0 : Boolean(found);
  };
  const isAnswered = (values, question) => question.field ? ownField(values, question.field) : isAnswer(values.answers[question.id]);
  const accepted = answer => typeof answer === "object" ? answer.accepted : answer;

  function* ofQuestions(form, values) {
    let all = 0;
    for (const question of form.questions) {
      const answer = values.answers[question.id], field = `answers.${question.id}`, title = question.title;
      if (question.required && !isAnswered(values, question)) yield ["SK323", question.field || "answers", { question: title }, question.field || field];
      const number = typeof answer === "number" ? answer : Array.isArray(answer) ? answer.length : null;
      if (number !== null && ((question.min ?? number) > number || (question.max ?? number) < number))
        yield ["SK330", field, { question: title, number, least: question.min ?? number, most: question.max ?? number }];
      if (question.type !== "text" || typeof answer !== "string") continue;
      const count = words(answer);
      all += count;
      if (question.max_words !== null && count > question.max_words) yield ["SK327", field, { question: title, words: count, limit: question.max_words }];
      if (question.min_words !== null && count > 0 && count < question.min_words) yield ["SK328", field, { question: title, words: count, limit: question.min_words }];
    }
    const most = form.max_pages === null ? null : form.max_pages * form.words_per_page;
    if (most !== null && all > most) yield ["SK329", "answers", { words: all, limit: most, pages: form.max_pages }];
    const least = form.min_pages ? (form.min_pages - 1) * form.words_per_page : 0;
    if (form.min_pages && all > 0 && all <= least) yield ["SK360", "answers", { words: all, limit: least + 1, pages: form.min_pages }];
  }

  function* ofNumbers(form, values) {
    const isRead = each => form.read.includes(each.id);
    for (const question of form.questions)
      if (isRead(question) && !question.required && !isAnswered(values, question)) yield ["SK264", "answers", { name: question.title }, `answers.${question.id}`];
    for (const role of form.roles)
      if (isRead(role) && !role.named && !(role.id in values.counts)) yield ["SK264", "counts", { name: role.plural }, `counts.${role.id}`];
  }

  function* texts(values) {
    for (const [key, answer] of Object.entries(values.answers)) if (typeof answer === "string") yield [`answers.${key}`, answer];
    if (values.local_area) yield ["local_area.name", values.local_area.name];
    for (const [place, partner] of (values.partners || []).entries()) yield [`partners[${place}].name`, partner.name];
    if (values.hosting && values.hosting.note) yield ["hosting.note", values.hosting.note];
    for (const [key, answer] of Object.entries(values.commitments)) if (answer && answer.text) yield [`commitments.${key}.text`, answer.text];
  }

  function* ofTexts(form, values) {
    const titles = Object.fromEntries(form.questions.map(question => [`answers.${question.id}`, question.title]));
    for (const [field, text] of texts(values)) {
      const found = form.left_over.find(word => text.toLowerCase().includes(word));
      if (found) yield ["SK331", field, { question: titles[field] || field, text: found }];
    }
  }

  function* ofPeople(form, values) {
    const count = role => values.participants.filter(person => person.role === role).length + (values.counts[role] || 0);
    const asks = form.questions.some(question => question.field === "participants" && question.required);
    const nobody = asks && !values.participants.length;
    for (const limit of form.limits) {
      const sum = limit.roles.reduce((total, role) => total + count(role), 0);
      if (limit.max !== null && sum > limit.max) yield ["SK312", "participants", { count: sum, limit: limit.max }];
      const isKnown = form.roles.every(role => !limit.roles.includes(role.id) || role.named || role.id in values.counts);
      if (isKnown && limit.min !== null && sum < limit.min) yield ["SK339", "participants", { count: sum, limit: limit.min }];
    }
    for (const role of form.roles) {
      const own = count(role.id), field = role.named ? "participants" : `counts.${role.id}`, least = role.min || 0;
      const counted = role.named ? !nobody : role.id in values.counts;
      if (own < least && counted) yield ["SK317", field, { role: role.title, count: own, least }];
      if (role.max !== null && own > role.max) yield ["SK318", field, { role: role.title, count: own, most: role.max }];
      const number = values.counts[role.id];
      if (role.target !== null && number !== undefined && least <= number && number < role.target)
        yield ["SK322", `counts.${role.id}`, { role: role.plural, count: number, target: role.target }];
    }
  }

  function* ofCommitments(form, values) {
    const answers = values.commitments, isAny = Object.keys(answers).length > 0;
    if (form.demands.length && !isAny) yield ["SK344", "id", { count: form.demands.length }, `commitments.${form.demands[0].id}`];
    for (const demand of form.demands) {
      const answer = answers[demand.id], field = `commitments.${demand.id}`;
      if (isAny && answer === undefined) yield ["SK332", "commitments", { demand: demand.text }, field];
      if (answer === undefined) continue;
      const text = typeof answer === "object" ? answer.text || "" : "";
      if (!accepted(answer)) yield ["SK333", field, { demand: demand.text }];
      else if (demand.explain && !words(text)) yield ["SK334", field, { demand: demand.text }, `${field}.text`];
      if (demand.max_words !== null && words(text) > demand.max_words) yield ["SK341", `${field}.text`, { demand: demand.text, words: words(text), limit: demand.max_words }];
    }
  }

  function* ofHosting(form, values) {
    const { willing, seats } = values.hosting || {};
    const needed = willing ? form.seats_needed : null;
    if (needed !== null && seats === undefined) yield ["SK336", "hosting", { seats: form.unknown_seats, needed }];
    if (needed !== null && seats < needed) yield ["SK336", "hosting.seats", { seats, needed }];
    if (seats < 0) yield ["SK361", "hosting.seats", { seats }];
  }

  const say = (form, template, values) => template.replace(/\{(\w+)(?::([^}]*))?\}/g, (_, name, spec) => {
    const value = values[name];
    if (spec && spec.includes("|")) return spec.split("|")[value === 1 ? 0 : 1];
    return typeof value === "number" ? String(value).replace(/\B(?=(\d{3})+(?!\d))/g, form.thousands) : String(value);
  });

  const check = (form, values) => [ofQuestions, ofNumbers, ofTexts, ofPeople, ofCommitments, ofHosting].flatMap(rule => [...rule(form, values)])
    .map(([code, field, given, at]) => ({ code, field, at: at || field, severity: form.severities[code], sentence: say(form, form.sentences[code], given) }));

  const scalar = text => JSON.stringify(text).replace(/[\x7f-\x9f\u2028\u2029\ufeff]/g, sign => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`).replace(/\\ud[89a-f][0-9a-f]{2}/g, "");
  const isPlainBlock = text => text.includes("\n") && text.split("\n").every(line => line === line.trim() && !/[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]/.test(line));
  const yaml = (value, indent = "") => {
    if (Array.isArray(value)) return value.map(each => `\n${indent}- ${yaml(each, `${indent}  `).trimStart()}`).join("") || " []";
    if (value !== null && typeof value === "object") return Object.entries(value).map(([key, each]) => `\n${indent}${key}:${yaml(each, `${indent}  `)}`).join("") || " {}";
    if (typeof value !== "string") return ` ${value}`;
    return isPlainBlock(value) ? ` |-\n${value.split("\n").map(line => line && indent + line).join("\n")}` : ` ${scalar(value)}`;
  };
  return { words, check, say, yaml: value => `${yaml(value).trimStart()}\n` };
})();
if (typeof module !== "undefined") module.exports = samskabForm;
