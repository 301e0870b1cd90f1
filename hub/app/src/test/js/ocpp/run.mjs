// Runs the checks side by side and prints one line of JSON for each: {"id", "title", "ok", "why", "ms"}.
import { Station } from './station.mjs';
import { StrictStation } from './strict.mjs';
import { MuteSoapStation } from './soap.mjs';
import { enter } from './world.mjs';
import door from './checks/door.mjs';
import talk from './checks/talk.mjs';
import charging from './checks/charging.mjs';
import commands from './checks/commands.mjs';
import grid from './checks/grid.mjs';
import costs from './checks/costs.mjs';
import quirks from './checks/quirks.mjs';
import load from './checks/load.mjs';
import chance from './checks/chance.mjs';

const LIMIT_MS = 120_000;
const SIDE_BY_SIDE = Number(process.env.SIDE_BY_SIDE ?? 8);
const wanted = process.argv.slice(2);

/** The slowest first, so that nothing waits for them at the end; what loads the hub last and alone. */
const together = [door, commands, charging, chance, quirks, grid, costs, talk].flat();
const alone = load;
const chosen = (checks) => checks.filter((c) => !wanted.length || wanted.some((w) => c.id.startsWith(w)));

/** What a check is given: stations of its own, gone at its end. */
class Stage {
  constructor() { this.stations = []; }

  /** Entered, not connected. */
  async planned(version = '1.6', options = {}) {
    return this.keep(new Station(await enter(options), version));
  }

  /** Entered, connected and accepted. */
  async booted(version = '1.6', options = {}) {
    const station = await (await this.planned(version, options)).connect();
    const said = await station.boot();
    if (said.status !== 'Accepted') throw new Error(`the boot was answered with ${said.status}`);
    return station;
  }

  async strict(version) {
    return this.keep(new StrictStation(await enter(), version));
  }

  /** Booted, and mute from then on. */
  async muteBySoap(version) {
    const station = this.keep(new MuteSoapStation(await enter({ ocpp: version, profile: 0 }), version));
    return (await station.open()).boot();
  }

  keep(station) {
    this.stations.push(station);
    return station;
  }

  wrong() {
    return this.stations.flatMap((s) => s.wrong);
  }

  leave() {
    this.stations.forEach((s) => s.cut());
  }
}

async function run(check) {
  const stage = new Stage();
  const began = Date.now();
  let why = '';
  let timer;
  try {
    const late = new Promise((_, no) => { timer = setTimeout(() => no(new Error(`not done within ${LIMIT_MS / 1000} s`)), LIMIT_MS); });
    await Promise.race([check.run(stage), late]);
  } catch (e) {
    why = e.message || String(e);
  } finally {
    clearTimeout(timer);
    stage.leave();
  }
  const wrong = stage.wrong();
  if (wrong.length) why = `${why ? `${why} | ` : ''}frames of the hub that are wrong: ${wrong.slice(0, 3).join(' | ')}`;
  console.log(JSON.stringify({ id: check.id, title: check.title, ok: !why, why, ms: Date.now() - began }));
  return !why;
}

async function all(checks, width) {
  const queue = [...checks];
  let good = true;
  await Promise.all(Array.from({ length: width }, async () => {
    while (queue.length) good = (await run(queue.shift())) && good;
  }));
  return good;
}

process.on('unhandledRejection', () => {});
const good = [await all(chosen(together), SIDE_BY_SIDE), await all(chosen(alone), 1)].every(Boolean);
process.exit(good ? 0 : 1);
