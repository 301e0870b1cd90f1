// A little of what many stations at once do to others; `./hubctl bench ocpp` does it in full.
import { enter, ensure, same, sleep, stationNow, until } from '../world.mjs';
import { Station } from '../station.mjs';

const STORM = 80;
const FLOOD = 800;

/**
 * Heartbeats of a station beside what goes on; gives the slowest in ms, but for one in ten: the machine itself may stand still for
 * a while. Who has to wait for all of what goes on has no ten.
 */
async function beside(station, going) {
  const waits = [];
  let over = false;
  const beats = (async () => {
    while (!over) {
      const began = performance.now();
      await station.heartbeat();
      waits.push(performance.now() - began);
      await sleep(20);
    }
  })();
  try {
    await going();
  } finally {
    over = true;
    await beats;
  }
  waits.sort((one, other) => one - other);
  return waits[waits.length - 1 - Math.floor(waits.length / 10)];
}

async function storm(stage) {
  const witness = await stage.booted('1.6');
  const stations = [];
  for (let i = 0; i < STORM; i += 8) {
    stations.push(...await Promise.all(Array.from({ length: 8 }, async () => stage.keep(new Station(await enter({ connectors: 1 }), '1.6')))));
  }
  const slowest = await beside(witness, () => Promise.all(stations.map(async (s) => {
    await s.connect();
    same((await s.boot()).status, 'Accepted', 'boot');
    await s.status(1, 'Available');
  })));
  ensure(slowest < 5_000, `a station that was there waited for ${Math.round(slowest)} ms`);
}

async function flood(stage) {
  const witness = await stage.booted('1.6');
  const loud = await stage.booted('1.6');
  const slowest = await beside(witness, async () => {
    const all = Array.from({ length: FLOOD }, (_, i) => loud.ask('StatusNotification', { connectorId: 1, errorCode: 'NoError', status: i % 2 ? 'Available' : 'Charging' }));
    await Promise.all(all);
  });
  ensure(slowest < 3_000, `another station waited for ${Math.round(slowest)} ms`);
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
