// node axe.cjs CHROMIUM MODULES SHOTS FILE...: every file in light and dark, wide and at 375 px.
// One JSON line for each: {file, view, wider, cut, requests, passes, unsure, violations: [{id, help, nodes}]}
const [, , chromium, modules, shots, ...files] = process.argv;
const { createRequire } = require("node:module");
const path = require("node:path");
const fs = require("node:fs");
const { pathToFileURL } = require("node:url");
const wanted = createRequire(path.join(modules, "here.js"));
const axe = fs.readFileSync(wanted.resolve("axe-core/axe.min.js"), "utf8");
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];
const views = {
  light: { colorScheme: "light", viewport: { width: 1100, height: 900 } },
  dark: { colorScheme: "dark", viewport: { width: 1100, height: 900 } },
  phone: { colorScheme: "light", viewport: { width: 375, height: 700 } },
  "phone-dark": { colorScheme: "dark", viewport: { width: 375, height: 700 } },
};
const flags = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"];
flags.push("--disable-component-update", "--disable-sync");

async function main() {
  const browser = await wanted("playwright-core").chromium.launch({
    executablePath: chromium,
    chromiumSandbox: false,
    args: flags,
  });
  for (const [view, options] of Object.entries(views)) {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    for (const file of files) {
      const requests = [];
      page.removeAllListeners("request");
      page.on("request", (request) => requests.push(request.url()));
      await page.goto(pathToFileURL(file).href);
      const check = await page.$("#check");
      if (check) await check.click(); // a form shows its mistakes
      await page.evaluate(axe);
      const found = await page.evaluate(
        (values) => globalThis.axe.run(document, { runOnly: { type: "tag", values } }),
        tags,
      );
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      const cut = await page.evaluate(
        () => [...document.querySelectorAll(".table")].filter((each) => each.scrollWidth > each.clientWidth + 1).length,
      );
      await page.screenshot({ path: path.join(shots, `${path.basename(file)}-${view}.png`), fullPage: true });
      const violations = found.violations.map(({ id, help, nodes }) => ({
        id,
        help,
        nodes: nodes.slice(0, 3).map((node) => `${node.html} ${node.failureSummary}`),
      }));
      const passes = found.passes.length;
      const unsure = found.incomplete.map((each) => each.id);
      const answer = { file: path.basename(file), view, wider, cut, requests: requests.length, passes, unsure, violations };
      process.stdout.write(JSON.stringify(answer) + "\n");
    }
    await context.close();
  }
  await browser.close();
}

main().catch((error) => {
  process.stderr.write(String(error.stack || error));
  process.exit(2);
});
