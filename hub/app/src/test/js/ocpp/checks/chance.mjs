// Days of many stations by a seed: answers that are lost, messages doubled, late and in another order; and a model that knows
// what must come of it. The seed is in the message of a failure, and SEED repeats it.
import { ago, card, cdrs, ensure, sessions, until, uuid } from '../world.mjs';
import { shown } from '../station.mjs';

const STATIONS = 18;
const EACH = 3;
const VERSIONS = ['1.6', '2.0.1', '2.1'];

/** mulberry32: small, and the same everywhere. */
function dice(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Says it until it was answered, as stations do: the answer may be lost with the socket, and the message come twice. */
async function insist(station, roll, action, payload) {
  for (;;) {
    if (roll() < 0.15) {
      station.ask(action, payload);
      if (roll() < 0.5) await new Promise((soon) => setTimeout(soon, 30 * roll()));
      station.cut();
      await station.connect();
      if (roll() < 0.2) await station.boot();
    }
    if (roll() < 0.15) station.ask(action, payload);
    const frame = await station.ask(action, payload).catch(() => null);
    if (frame?.[0] === 3) return frame[2];
    ensure(frame === null, `${action} was answered with ${JSON.stringify(frame)}`);
    await station.connect();
  }
}

async function old(station, roll, connector, tx) {
  const started = await insist(station, roll, 'StartTransaction', { connectorId: connector, idTag: tx.uid, meterStart: tx.from, timestamp: ago(tx.began) });
  ensure(started.idTagInfo.status === 'Accepted', `a good card is ${started.idTagInfo.status}`);
  const { transactionId } = started;
  if (roll() < 0.3) await insist(station, roll, 'StatusNotification', { connectorId: connector, errorCode: 'NoError', status: 'Charging', timestamp: ago(tx.began) });
  const readings = [0.25, 0.5, 0.75].map((part) => ({ connectorId: connector, transactionId, meterValue: [{ timestamp: ago(Math.round(tx.began - part * tx.lasts)),
    sampledValue: [{ value: String(tx.from + Math.round(part * tx.wh)) }] }] }));
  const late = readings.filter(() => roll() < 0.25);
  for (const reading of readings) if (!late.includes(reading)) await insist(station, roll, 'MeterValues', reading);
  if (roll() < 0.3) await insist(station, roll, 'StatusNotification', { connectorId: connector, errorCode: 'NoError', status: 'Available' });
  await insist(station, roll, 'StopTransaction', { transactionId: roll() < 0.1 && !tx.beside ? -1 : transactionId, meterStop: tx.from + tx.wh, timestamp: ago(tx.began - tx.lasts), idTag: tx.uid });
  for (const reading of late) await insist(station, roll, 'MeterValues', reading);
}

async function later(station, roll, connector, tx) {
  const transactionId = uuid();
  const event = (eventType, seqNo, part, more = {}) => ({ eventType, timestamp: ago(Math.round(tx.began - part * tx.lasts)), triggerReason: 'Trigger', seqNo, transactionInfo: { transactionId },
    meterValue: [{ timestamp: ago(Math.round(tx.began - part * tx.lasts)), sampledValue: [{ value: tx.from + Math.round(part * tx.wh) }] }], ...more });
  const evse = { evse: { id: connector, connectorId: 1 } };
  const events = [event('Started', 0, 0, evse), event('Updated', 1, 0.25, { ...shown(tx.uid), ...evse }), event('Updated', 2, 0.5), event('Updated', 3, 0.75), event('Ended', 4, 1)];
  for (let i = events.length - 1; i > 0; i--) {
    const j = roll() < 0.4 ? Math.floor(roll() * (i + 1)) : i;
    [events[i], events[j]] = [events[j], events[i]];
  }
  for (const one of events) await insist(station, roll, 'TransactionEvent', one);
}

async function life(station, roll, model) {
  for (let n = 0; n < EACH; n++) {
    const connector = roll() < 0.5 ? 1 : 2;
    const tx = { uid: card(), from: Math.round(roll() * 50_000), wh: 100 + Math.round(roll() * 6_000), began: 80_000 - n * 20_000 - Math.round(roll() * 5_000), lasts: 3_600 };
    model.get(station.evses[connector - 1]).push(tx.wh);
    await (station.is16 ? old : later)(station, roll, connector, tx);
  }
}

const sorted = (numbers) => [...numbers].sort((a, b) => a - b);

async function simulation(stage) {
  const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);
  try {
    const model = new Map();
    const stations = await Promise.all(Array.from({ length: STATIONS }, (_, i) => stage.booted(VERSIONS[i % VERSIONS.length])));
    stations.forEach((s) => s.evses.forEach((e) => model.set(e, [])));
    await Promise.all(stations.map((s, i) => life(s, dice(seed * 1_000 + i), model)));
    for (const [evse, wanted] of model) {
      const all = await until(() => cdrs(evse), (found) => found.length >= wanted.length, `${wanted.length} CDRs at ${evse}`);
      const seen = sorted(all.map((c) => Math.round(Number(c.total_energy) * 1000)));
      ensure(JSON.stringify(seen) === JSON.stringify(sorted(wanted)), `CDRs at ${evse}: ${seen} Wh, by the model ${sorted(wanted)}`);
      const told = await until(() => sessions(evse), (found) => found.every((s) => s.status === 'COMPLETED'), `the end of the sessions at ${evse}`);
      ensure(told.length === wanted.length, `${told.length} sessions at ${evse}, by the model ${wanted.length}`);
    }
  } catch (e) {
    throw new Error(`SEED=${seed}: ${e.message}`);
  }
}

export default [
  { id: 'CHANCE', title: `${STATIONS} stations, ${STATIONS * EACH} transactions with lost, doubled, late and reordered messages: the bills of a simple model`, run: simulation },
];
