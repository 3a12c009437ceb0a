// Reads the calendars named on the command line with ical.js and node-ical; prints what each of them understood.
import fs from "node:fs";
import { createRequire } from "node:module";
const require = createRequire(process.cwd() + "/");
const load = async (name) => {
  const module = await import(require.resolve(name));
  return module.default ?? module;
};
const ICAL = await load("ical.js");
const nodeIcal = await load("node-ical");

function byIcalJs(text) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
  return calendar.getAllSubcomponents("vevent").map((component) => {
    const event = new ICAL.Event(component);
    return {
      uid: event.uid, summary: event.summary ?? "", place: event.location ?? "", text: event.description ?? "",
      start: event.startDate.isDate ? event.startDate.toString() : event.startDate.toUnixTime(),
      sequence: component.getFirstPropertyValue("sequence"), status: component.getFirstPropertyValue("status"),
    };
  });
}

function byNodeIcal(text) {
  const read = nodeIcal.sync ? nodeIcal.sync.parseICS(text) : nodeIcal.parseICS(text);
  return Object.values(read).filter((part) => part.type === "VEVENT").map((event) => {
    const day = (d) => [d.getFullYear(), d.getMonth() + 1, d.getDate()].map((n) => String(n).padStart(2, "0")).join("-");
    return {
      uid: event.uid, summary: event.summary ?? "", place: event.location ?? "", text: event.description ?? "",
      start: event.datetype === "date" ? day(event.start) : event.start.getTime() / 1000,
      sequence: Number(event.sequence), status: event.status,
    };
  });
}

const understood = process.argv.slice(2).map((file) => {
  const text = fs.readFileSync(file, "utf8");
  return { "ical.js": byIcalJs(text), "node-ical": byNodeIcal(text) };
});
process.stdout.write(JSON.stringify(understood));
