(() => {
  const form = JSON.parse(document.getElementById("form-data").textContent);
  const element = document.querySelector("form"), status = document.getElementById("status"), summary = document.getElementById("wrong");
  const rows = document.getElementById("people"), sample = document.getElementById("person");
  const controls = () => [...element.elements].filter(each => each.name);
  const named = name => controls().filter(each => each.name === name);
  // What no file may hold (samskab/yaml/characters.py): control characters and invisible ones.
  const clean = text => text.replace(/\r\n?|[\x85\u2028\u2029]/g, "\n").replace(/[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g, "").replace(/\t/g, " ");
  const line = text => clean(text).trim().split(/\s+/).filter(Boolean).join(" ");
  const lines = text => clean(text).trim();
  const one = name => { const [found] = named(name); return found ? found.value.trim() : ""; };
  const picked = name => named(name).filter(each => each.checked).map(each => each.value);
  const yesNo = name => { const [found] = picked(name); return found === undefined ? undefined : found === "yes"; };
  const digits = name => /^-?\d{1,3}([. \xa0]\d{3}){1,2}$/.test(one(name)) ? one(name).replace(/[. \xa0]/g, "") : one(name);
  const whole = name => /^-?\d{1,9}$/.test(digits(name)) ? Number(digits(name)) : undefined;
  const say = (key, values = {}) => samskabForm.say(form, form.words[key], values);
  const store = `samskab-form-${form.programme}`;

  function answerTo(question) {
    const name = `answers.${question.id}`;
    if (question.type === "choices") return picked(name);
    if (question.type === "yes_no") return yesNo(name);
    if (question.type === "number") return whole(name);
    return (question.type === "text" ? lines(one(name)) : one(name)) || undefined;
  }

  const others = document.getElementById("others");
  const codes = () => [...new Set(named("applicant").map(each => each.value).filter(Boolean))];
  const nameOf = code => named("applicant")[0].querySelector(`option[value="${code}"]`).textContent;
  const listed = names => new Intl.ListFormat(document.documentElement.lang === "en" ? "en-GB" : "da").format(names);

  function addMunicipality(code) {
    const number = Number(others.dataset.next || 2), select = named("applicant")[0].cloneNode(true);
    const field = document.getElementById("other").content.firstElementChild.cloneNode(true), [label, remove] = field.children;
    others.dataset.next = number + 1;
    label.htmlFor = select.id = `applicant-${number}`;
    label.textContent = say("municipality", { number });
    select.removeAttribute("aria-invalid");
    select.value = code || "";
    remove.setAttribute("aria-label", say("remove_municipality", { number }));
    remove.addEventListener("click", () => { field.remove(); document.getElementById("add-municipality").focus(); keep(); });
    label.after(select);
    others.append(field);
    return select;
  }

  function people() {
    return [...(rows ? rows.children : [])].map(row => Object.fromEntries([...row.querySelectorAll("[data-part]")].map(each => [each.dataset.part, line(each.value)])))
      .filter(person => person.name || person.title || person.unit || person.mail);
  }

  // A part of the keys that is the same for the same people while the page is open, and another for others.
  const marks = new Map();
  function markOf(everyone) {
    const known = JSON.stringify(everyone);
    if (!marks.has(known)) marks.set(known, Array.from(crypto.getRandomValues(new Uint8Array(6)), byte => (byte % 36).toString(36)).join(""));
    return marks.get(known);
  }

  function collected() {
    const [code = ""] = codes(), store = {};
    const keyOf = person => {
      if (!person.name && !person.mail) return undefined;
      const key = `p-${code}${mark}${Object.keys(store).length.toString(36)}`;
      store[key] = { name: person.name || person.mail };
      if (person.mail) store[key].mail = person.mail;
      if (person.phone) store[key].phone = person.phone;
      return key;
    };
    const kept = Object.fromEntries(["name", "title", "mail", "phone"].map(part => [part, line(one(`contact.${part}`))]));
    const mark = markOf([kept, ...people()]);
    const id = [code, ...codes().map(each => form.ids[each])].join("-").slice(0, form.longest_id).replace(/-+$/, "");
    const application = { schema: "samskab/application@1", id, programme: form.programme };
    if (form.round) application.round = form.round;
    const applicant = { municipalities: codes(), ...(codes().length > 1 ? { name: listed(codes().map(nameOf)) } : {}) };
    Object.assign(application, { applicant, status: "draft" });
    const contact = keyOf(kept);
    if (contact) application.contact = contact;
    if (kept.title) application.contact_title = kept.title;
    application.participants = people().map(person => Object.fromEntries(Object.entries({ role: person.role, person: keyOf(person), title: person.title, unit: person.unit }).filter(([, value]) => value)));
    application.counts = Object.fromEntries(form.roles.filter(role => !role.named && whole(`counts.${role.id}`) !== undefined).map(role => [role.id, whole(`counts.${role.id}`)]));
    if (line(one("local_area.name"))) application.local_area = { name: line(one("local_area.name")) };
    const partners = one("partners").split(/[;\n]/).map(line).filter(Boolean);
    if (partners.length) application.partners = partners.map(name => ({ name }));
    if (yesNo("hosting.willing") !== undefined) {
      application.hosting = { willing: yesNo("hosting.willing") };
      if (whole("hosting.seats") !== undefined) application.hosting.seats = whole("hosting.seats");
      if (picked("hosting.not_on").length) application.hosting.not_on = picked("hosting.not_on");
      if (line(one("hosting.note"))) application.hosting.note = line(one("hosting.note"));
    }
    const answers = form.questions.filter(question => !question.field).map(question => [question.id, answerTo(question)]);
    application.answers = Object.fromEntries(answers.filter(([, answer]) => answer !== undefined && (!Array.isArray(answer) || answer.length)));
    application.commitments = {};
    for (const demand of form.demands) {
      const yes = yesNo(`commitments.${demand.id}`), text = lines(one(`commitments.${demand.id}.text`));
      if (yes !== undefined) application.commitments[demand.id] = text ? { accepted: yes, text } : yes;
    }
    return { application, store };
  }

  function show(found) {
    for (const each of element.querySelectorAll("[aria-invalid]")) each.removeAttribute("aria-invalid");
    const list = summary.querySelector("ul");
    list.replaceChildren();
    for (const mistake of found) {
      const target = named(mistake.at)[0] || document.getElementById(mistake.at) || named(`${mistake.at}.name`)[0] || named(`${mistake.at}.willing`)[0] || (rows && mistake.at === "participants" && rows.querySelector("[data-part=name]"));
      const item = document.createElement("li");
      item.className = mistake.severity;
      if (target && target.name && mistake.severity !== "info") target.setAttribute("aria-invalid", "true");
      if (target) {
        if (!target.id) target.id = `at-${mistake.at}`;
        const link = document.createElement("a");
        link.href = `#${target.id}`;
        link.textContent = mistake.sentence;
        link.addEventListener("click", event => { event.preventDefault(); target.focus(); target.scrollIntoView({ block: "center" }); });
        item.append(link);
      } else item.textContent = mistake.sentence;
      list.append(item);
    }
    summary.hidden = !found.length;
    if (found.length) summary.focus();
    status.textContent = found.length ? say("wrong", { count: found.length }) : say("right");
  }

  function misreadNumbers() {
    return controls().filter(each => each.inputMode === "numeric" && each.value.trim() && whole(each.name) === undefined)
      .map(each => ({ at: each.name, severity: "error", sentence: say("no_number", { value: each.value.trim() }) }));
  }

  function checked() {
    const { application } = collected();
    const missing = application.id ? [] : [{ at: "applicant", severity: "error", sentence: say("no_municipality") }];
    const misread = misreadNumbers();
    const unanswered = yesNo("hosting.willing") === undefined && (one("hosting.seats") || one("hosting.note") || picked("hosting.not_on").length)
      ? [{ at: "hosting.willing", severity: "error", sentence: say("no_yes_no") }] : [];
    const others = samskabForm.check(form, application).filter(each => !misread.some(wrong => wrong.at === each.at));
    return [...missing, ...misread, ...unanswered, ...others];
  }

  function download(name, text) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "application/yaml" }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  }

  function save() {
    const found = checked();
    show(found);
    const { application, store } = collected();
    if (!application.id || misreadNumbers().length) return; // what cannot be read would be missing from the file
    const file = `${application.id}.yaml`, second = `${application.id}-${form.words.people_file}.yaml`, isTwo = Object.keys(store).length > 0;
    download(file, samskabForm.yaml(application));
    if (isTwo) setTimeout(() => download(second, samskabForm.yaml({ schema: "samskab/people@1", people: store })), 400);
    status.textContent = `${say(isTwo ? "saved_two" : "saved", { file, second })} ${form.send_to ? say("send", { to: form.send_to }) : ""}`;
  }

  function mail() {
    const { application } = collected();
    const query = { subject: form.title, body: say("mail_body", { file: `${application.id}.yaml` }) };
    location.href = `mailto:${form.send_to}?${Object.entries(query).map(([key, text]) => `${key}=${encodeURIComponent(text)}`).join("&")}`;
  }

  function addPerson(given = {}) {
    const row = sample.content.firstElementChild.cloneNode(true), number = Number(rows.dataset.next || 1);
    rows.dataset.next = number + 1;
    row.querySelector("legend").textContent = say("person", { number });
    for (const each of row.querySelectorAll("[data-part]")) {
      each.id = `person-${number}-${each.dataset.part}`;
      row.querySelector(`label[data-for="${each.dataset.part}"]`).htmlFor = each.id;
      if (given[each.dataset.part]) each.value = given[each.dataset.part];
    }
    const remove = row.querySelector("button");
    remove.setAttribute("aria-label", say("remove_person", { number }));
    remove.addEventListener("click", () => { row.remove(); document.getElementById("add-person").focus(); keep(); });
    rows.append(row);
    return row;
  }

  function count(area) {
    const shown = document.getElementById(`count-${area.id}`);
    if (shown) shown.textContent = say(area.dataset.most ? "count_of" : "count", { count: samskabForm.words(area.value), most: Number(area.dataset.most) });
  }

  const draft = document.getElementById("draft");
  function keep() {
    if (!draft.checked) return;
    const plain = controls().map(each => [each.name, each.type === "radio" || each.type === "checkbox" ? [each.value, each.checked] : each.value]);
    try { localStorage.setItem(store, JSON.stringify({ plain, codes: codes(), people: people() })); } catch { status.textContent = say("no_draft"); }
  }
  function restore() {
    let kept = null;
    try { kept = JSON.parse(localStorage.getItem(store)); } catch { kept = null; }
    if (!kept) return;
    draft.checked = true;
    const [first = "", ...more] = kept.codes || [];
    if (others) more.forEach(addMunicipality);
    named("applicant")[0].value = first;
    for (const [name, value] of kept.plain) if (name !== "applicant") for (const each of named(name)) {
      if (Array.isArray(value)) { if (each.value === value[0]) each.checked = value[1]; } else if (each.type !== "radio" && each.type !== "checkbox") each.value = value;
    }
    if (rows && kept.people.length) { rows.replaceChildren(); kept.people.forEach(addPerson); }
  }

  element.addEventListener("submit", event => { event.preventDefault(); save(); });
  document.getElementById("check").addEventListener("click", () => show(checked()));
  const mailButton = document.getElementById("mail");
  if (mailButton) mailButton.addEventListener("click", mail);
  if (rows) {
    document.getElementById("add-person").addEventListener("click", () => addPerson().querySelector("select, input").focus());
    for (const role of form.first_rows) addPerson({ role });
  }
  if (others) document.getElementById("add-municipality").addEventListener("click", () => addMunicipality().focus());
  draft.addEventListener("change", () => { if (draft.checked) keep(); else try { localStorage.removeItem(store); } catch { /* nothing is kept */ } });
  element.addEventListener("input", event => { if (event.target.tagName === "TEXTAREA") count(event.target); keep(); });
  restore();
  element.querySelectorAll("textarea").forEach(count);
  document.body.classList.add("ready");
})();
