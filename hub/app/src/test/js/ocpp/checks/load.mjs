// A little of what many stations at once do to others; `./hubctl bench ocpp` does it in full.
import { enter, ensure, same, sleep, stationNow, until } from '../world.mjs';
import { Station } from '../station.mjs';

const STORM = 80;
const FLOOD = 1_500;

/**
 * Heartbeats of a station beside what goes on: none waits for that to end. Beyond so many ms counts only what is more than half of
 * the whole: a machine that stood still held up everybody.
 */
async function beside(station, most, going) {
  const start = performance.now();
  let slowest = 0;
  let over = false;
  const beats = (async () => {
    while (!over) {
      const began = performance.now();
      await station.heartbeat();
      slowest = Math.max(slowest, performance.now() - began);
      await sleep(20);
    }
  })();
  try {
    await going();
  } finally {
    over = true;
    await beats;
  }
  const limit = most + (performance.now() - start) / 2;
  ensure(slowest < limit, `another station waited for ${Math.round(slowest)} ms, more than ${Math.round(limit)}`);
}

async function storm(stage) {
  const witness = await stage.booted('1.6');
  const stations = [];
  for (let i = 0; i < STORM; i += 8) {
    stations.push(...await Promise.all(Array.from({ length: 8 }, async () => stage.keep(new Station(await enter({ connectors: 1 }), '1.6')))));
  }
  await beside(witness, 5_000, () => Promise.all(stations.map(async (s) => {
    await s.connect();
    same((await s.boot()).status, 'Accepted', 'boot');
    await s.status(1, 'Available');
  })));
}

async function flood(stage) {
  const witness = await stage.booted('1.6');
  const loud = await stage.booted('1.6');
  await beside(witness, 3_000, async () => {
    const all = Array.from({ length: FLOOD }, (_, i) => loud.ask('StatusNotification', { connectorId: 1, errorCode: 'NoError', status: i % 2 ? 'Available' : 'Charging' }));
    await Promise.all(all);
  });
  await loud.heartbeat();
}

async function slowReader(stage) {
  const witness = await stage.booted('1.6');
  const station = await stage.booted('1.6');
  station.socket._socket.pause();
  const junk = 'x'.repeat(250);
  for (let i = 0; i < 60_000 && station.socket.readyState === 1; i++) {
    station.socket.send(`[2,"${junk}","NoSuchThing",{}]`);
    if (i % 2_000 === 0) await sleep(5);
  }
  await witness.heartbeat();
  // Who reads again before he was cut off isn't cut off.
  await until(() => stationNow(station.id), (seen) => !seen.connected, 'the hub to let go of a socket that reads nothing', 45_000);
  station.socket._socket.resume();
  await until(() => station.closed, (code) => code !== null, 'the end of a socket that reads nothing', 20_000);
  station.wrong.length = 0;
  await station.connect();
  await station.heartbeat();
  await witness.heartbeat();
}

export default [
  { id: 'OCPP-60', title: `${STORM} stations at once, one that is there goes on`, run: storm },
  { id: 'OCPP-61', title: `${FLOOD} messages of one station, the others go on`, run: flood },
  { id: 'OCPP-62', title: 'a station that reads nothing is cut off and may come back', run: slowReader },
];
