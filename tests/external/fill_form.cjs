// node fill_form.cjs CHROMIUM MODULES PAGE FOLDER ANSWERS.json: fill in a form's page by keyboard and pointer, and save.
// ANSWERS: {texts: {name: text}, choose: {name: words}, joint: [words], tick: [[name, words]], people: [{role, name, ...}]}
// One JSON line: {missing, status, kept, errors, files}
const [, , chromium, modules, file, folder, answers] = process.argv;
const { createRequire } = require("node:module");
const fs = require("node:fs");
const path = require("node:path");
const { pathToFileURL } = require("node:url");
const wanted = createRequire(path.join(modules, "here.js"));
const given = JSON.parse(fs.readFileSync(answers, "utf8"));

async function main() {
  const browser = await wanted("playwright-core").chromium.launch({
    executablePath: chromium,
    chromiumSandbox: false,
    args: ["--disable-gpu"],
  });
  const page = await (await browser.newContext({ acceptDownloads: true })).newPage();
  const errors = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  await page.goto(pathToFileURL(file).href);
  await page.click("#check");
  const missing = await page.$$eval("#wrong li", (items) => items.map((each) => each.textContent));
  for (const [name, text] of Object.entries(given.texts)) await page.fill(`[name="${name}"]`, text);
  for (const [name, words] of Object.entries(given.choose)) await page.selectOption(`[name="${name}"]`, { label: words });
  for (const words of given.joint || []) {
    await page.click("#add-municipality");
    await page.locator('[name="applicant"]').last().selectOption({ label: words });
  }
  for (const [name, words] of given.tick) await page.locator(`label:has(input[name="${name}"])`, { hasText: words }).first().click();
  while ((await page.$$("fieldset.person")).length < given.people.length) await page.click("#add-person");
  for (const [number, person] of given.people.entries()) {
    const row = page.locator("fieldset.person").nth(number);
    for (const [part, text] of Object.entries(person)) {
      const control = row.locator(`[data-part="${part}"]`);
      await (part === "role" ? control.selectOption({ label: text }) : control.fill(text));
    }
  }
  const kept = await page.evaluate(() => localStorage.length);
  await page.check("#draft");
  await page.reload();
  const downloads = [];
  page.on("download", (each) => downloads.push(each));
  await page.focus("button.main");
  await page.keyboard.press("Enter");
  for (let tries = 0; tries < 50 && downloads.length < 2; tries++) await page.waitForTimeout(100);
  const files = [];
  for (const each of downloads) {
    files.push(each.suggestedFilename());
    await each.saveAs(path.join(folder, each.suggestedFilename()));
  }
  const status = await page.textContent("#status");
  await page.uncheck("#draft");
  const after = await page.evaluate(() => localStorage.length);
  await browser.close();
  process.stdout.write(JSON.stringify({ missing, status, kept: [kept, after], errors, files }) + "\n");
}

main().catch((error) => {
  process.stderr.write(String(error.stack || error));
  process.exit(2);
});
