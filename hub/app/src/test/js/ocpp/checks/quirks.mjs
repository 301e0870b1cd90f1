// Stations as they were met in the field (facts §5, §6, §11): never a session lost or doubled, never a wrong bill without a
// reason for holding it back.
import { ago, at, card, cdrs, command, ensure, held, list, onlyCdr, same, sessions, sleep, stationNow, transactions, until, uuid } from '../world.mjs';
import { at1, shown } from '../station.mjs';

const byOcppId = async (station, id) => (await transactions(station.id)).find((t) => t.transaction_id === String(id));

async function resentStart(stage) {
  const station = await stage.booted('1.6');
  const payload = { connectorId: 1, idTag: card(), meterStart: 1_000, timestamp: ago(900) };
  const answers = await Promise.all([1, 2, 3].map(() => station.call('StartTransaction', payload)));
  same(new Set(answers.map((a) => a.transactionId)).size, 1, 'transactions of one start');
  ensure(answers.every((a) => a.idTagInfo.status === 'Accepted'), 'a repeat is refused');
  station.ask('StartTransaction', payload);
  station.cut();
  await station.connect();
  same((await station.call('StartTransaction', payload)).transactionId, answers[0].transactionId, 'after a lost answer');
  await station.stop(answers[0].transactionId, 3_000, ago(10));
  await onlyCdr(station.evses[0], 2);
  same((await sessions(station.evses[0])).length, 1, 'sessions');
}

async function noId(stage) {
  for (const id of [-1, 0]) {
    const station = await stage.booted('1.6');
    await station.start(1, card(), 1_000, ago(900));
    await station.meter(1, id, 2_000, ago(600));
    await station.stop(id, 4_000, ago(10));
    const cdr = await onlyCdr(station.evses[0], 3);
    ensure(cdr.charging_periods.length >= 1, 'no period');
  }
}

async function staleId(stage) {
  const station = await stage.booted('1.6');
  const first = await station.start(1, card(), 1_000, ago(3600));
  await station.stop(first.transactionId, 2_000, ago(3000));
  await onlyCdr(station.evses[0], 1);
  const second = await station.start(1, card(), 2_000, ago(900));
  await station.meter(1, first.transactionId, 2_500, ago(800));
  await station.stop(first.transactionId, 9_000, ago(700));
  ensure(!(await byOcppId(station, second.transactionId)).ended_at, 'the running one was ended under the id of the one before');
  await station.stop(second.transactionId, 6_000, ago(10));
  const all = await until(() => cdrs(station.evses[0]), (found) => found.length === 2, 'the second CDR');
  same(all.map((c) => Number(c.total_energy)).sort(), [1, 4], 'energies');
}

async function hugeId(stage) {
  const station = await stage.booted('1.6');
  const { transactionId } = await station.start(1, card(), 1_000, ago(900));
  for (const id of ['9223372036854775807', '9.2e18', '1.5', '"7"', 'null']) {
    for (const [action, rest] of [['MeterValues', `"connectorId":1,"meterValue":[{"timestamp":"${ago(500)}","sampledValue":[{"value":"2000"}]}]`],
      ['StopTransaction', `"meterStop":9000,"timestamp":"${ago(400)}"`]]) {
      const call = uuid();
      station.asked.set(call, action);
      const answer = new Promise((came) => station.waiting.set(call, came));
      station.send(`[2,"${call}","${action}",{"transactionId":${id},${rest}}]`);
      const frame = await Promise.race([answer, sleep(20_000).then(() => [0])]);
      same(frame[0], 3, `${action} with transactionId ${id}: ${JSON.stringify(frame)}`);
    }
  }
  const after = await byOcppId(station, transactionId);
  if (after.ended_at) {
    ensure(after.held || (await cdrs(station.evses[0])).every((c) => Number(c.total_energy) === 8), 'ended by an id that is none, with a wrong bill');
  } else {
    await station.stop(transactionId, 3_000, ago(10));
    await onlyCdr(station.evses[0], 2);
  }
}

async function impossibleTimes(stage) {
  for (const [from, to] of [['1970-01-01T00:00:10Z', '1970-01-01T00:00:40Z'], ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00Z'],
    ['2099-05-05T10:00:00Z', '2099-05-05T10:30:00Z'], ['1970-01-01T00:00:10Z', ago(0)], [ago(60), '1970-01-01T00:00:10Z']]) {
    const station = await stage.booted('1.6');
    const { transactionId } = await station.start(1, card(), 1_000, from);
    await station.stop(transactionId, 2_500, to);
    const cdr = await onlyCdr(station.evses[0], 1.5);
    const [began, over] = [Date.parse(cdr.start_date_time), Date.parse(cdr.end_date_time)];
    ensure(began > Date.now() - 3_600_000 && over < Date.now() + 7_200_000 && over >= began, `${from} to ${to} is billed as ${cdr.start_date_time} to ${cdr.end_date_time}`);
    ensure((await transactions(station.id))[0].flags.includes('CLOCK'), 'nobody is told that the clock was wrong');
  }
}

async function localTime(stage) {
  const station = await stage.booted('1.6');
  const ahead = 7_200_000;
  const { transactionId } = await station.start(1, card(), 1_000, at(Date.now() - 30_000 + ahead));
  await station.stop(transactionId, 2_500, at(Date.now() + ahead));
  const cdr = await onlyCdr(station.evses[0], 1.5);
  ensure(Date.parse(cdr.end_date_time) < Date.now() + 120_000, `the bill is from the future: ${cdr.end_date_time}`);
  ensure((await transactions(station.id))[0].flags.includes('CLOCK'), 'nobody is told that the clock was wrong');
}

async function kilowatthoursAsWatthours(stage) {
  const station = await stage.booted('1.6');
  const { transactionId } = await station.start(1, card(), 10_000, ago(3600));
  for (const [kwh, seconds] of [[11, 2400], [13.5, 1200]]) await station.meter(1, transactionId, kwh, ago(seconds), { unit: 'Wh' });
  await station.stop(transactionId, 15_000, ago(60));
  const cdr = await onlyCdr(station.evses[0], 5);
  ensure(cdr.charging_periods.flatMap((p) => p.dimensions).every((d) => Number(d.volume) >= 0), 'less than nothing in a period');
}

async function noLastReading(stage) {
  for (const meterStop of [-1, 0]) {
    const station = await stage.booted('1.6');
    const { transactionId } = await station.start(1, card(), 10_000, ago(3600));
    await station.meter(1, transactionId, 14_000, ago(600));
    await station.stop(transactionId, meterStop, ago(60));
    await held(station.id, station.evses[0], /^METER_/);
  }
}

async function fractions(stage) {
  const station = await stage.booted('1.6');
  const { transactionId } = await station.start(1, card(), 1_000.25, ago(900));
  ensure(transactionId > 0, 'no number');
  await station.stop(transactionId, 3_500.75, ago(10));
  await onlyCdr(station.evses[0], 2.5005);
}

async function meterResets(stage) {
  const station = await stage.booted('1.6');
  for (const kwh of [2, 3]) {
    const { transactionId } = await station.start(1, card(), 0, ago(kwh * 1_000));
    await station.stop(transactionId, kwh * 1_000, ago(kwh * 1_000 - 900));
  }
  const all = await until(() => cdrs(station.evses[0]), (found) => found.length === 2, 'two CDRs');
  same(all.map((c) => Number(c.total_energy)).sort(), [2, 3], 'of a meter that begins at 0 each time');
  const { transactionId } = await station.start(2, card(), 5_000, ago(900));
  await station.boot();
  await station.stop(transactionId, 700, ago(10));
  await held(station.id, station.evses[1], /^METER_BACKWARDS$/);
}

async function faultedWithoutError(stage) {
  const station = await stage.booted('1.6');
  await station.status(1, 'Faulted');
  await until(() => stationNow(station.id), (s) => s.evses[0].status === 'OUT_OF_ORDER', 'the fault');
  await station.status(1, 'Available');
  await until(() => stationNow(station.id), (s) => s.evses[0].status === 'AVAILABLE', 'its end');
}

async function backWithStale(stage) {
  const station = await stage.booted('1.6');
  const first = await station.start(1, card(), 1_000, ago(3600));
  await station.meter(1, first.transactionId, 3_000, ago(1800));
  station.cut();
  await station.connect();
  await station.boot();
  await station.status(1, 'Preparing');
  const second = await station.start(1, card(), 3_200, ago(900));
  await until(() => byOcppId(station, first.transactionId), (t) => t?.ended_at, 'the end of the one that was forgotten');
  await station.stop(second.transactionId, 4_200, ago(10));
  const all = await until(() => cdrs(station.evses[0]), (found) => found.length === 2, 'two CDRs');
  same(all.map((c) => Number(c.total_energy)).sort(), [1, 2], 'energies');
  await station.meter(1, first.transactionId, 9_999, ago(5));
  await sleep(500);
  same((await cdrs(station.evses[0])).length, 2, 'CDRs after a word about the dead one');
}

async function zombie(stage) {
  const station = await stage.booted('1.6');
  const { transactionId } = await station.start(1, card(), 1_000, ago(3600));
  await station.stop(transactionId, 2_000, ago(1800));
  await onlyCdr(station.evses[0], 1);
  for (let i = 0; i < 5; i++) await station.meter(1, transactionId, 2_000 + i, ago(1000 - i));
  await station.stop(transactionId, 7_000, ago(5));
  await station.status(1, 'Charging');
  await sleep(700);
  const cdr = await onlyCdr(station.evses[0], 1);
  ensure(!cdr.credit, 'taken back');
  same((await sessions(station.evses[0])).length, 1, 'sessions');
}

async function zeroTwice(stage) {
  for (const version of ['2.0.1', '2.1']) {
    const station = await stage.booted(version);
    const id = uuid();
    await station.event('Started', id, 0, ago(900), 1_000, { ...at1, ...shown(card()) });
    await station.event('Ended', id, 0, ago(10), 4_000);
    await onlyCdr(station.evses[0], 3);
  }
}

async function oneSecond(stage) {
  for (const version of ['2.0.1', '2.1']) {
    const station = await stage.booted(version);
    const now = ago(60);
    const id = uuid();
    await station.event('Started', id, 0, now, 1_000, { ...at1, ...shown(card()) });
    await station.event('Updated', id, 1, now, 2_000);
    await station.event('Ended', id, 2, now, 4_000);
    await onlyCdr(station.evses[0], 3);
    // And readings that are stamped a second before and behind the parts that they come with.
    const other = uuid();
    const reading = (seconds, value) => ({ meterValue: [{ timestamp: ago(seconds), sampledValue: [{ value }] }] });
    await station.event('Started', other, 0, ago(900), null, { evse: { id: 2, connectorId: 1 }, ...shown(card()), ...reading(902, 1_000) });
    await station.event('Updated', other, 1, ago(400), 2_000);
    await station.event('Ended', other, 2, ago(100), null, reading(98, 5_000));
    await onlyCdr(station.evses[1], 4);
  }
}

async function gap(stage) {
  const station = await stage.booted('2.0.1');
  const id = uuid();
  await station.event('Started', id, 0, ago(900), 1_000, { ...at1, ...shown(card()) });
  await station.event('Updated', id, 2, ago(500), 2_000);
  await station.event('Ended', id, 4, ago(10), 4_000);
  await onlyCdr(station.evses[0], 3);
  same((await byOcppId(station, id)).completeness, 'GAPS', 'completeness');
}

async function runningCounter(stage) {
  const station = await stage.booted('2.1');
  for (const [first, kwh] of [[41, 1], [44, 2]]) {
    const id = uuid();
    await station.event('Started', id, first, ago(3600 / kwh), 1_000, { ...at1, ...shown(card()) });
    await station.event('Updated', id, first + 1, ago(3600 / kwh - 300), 1_500);
    await station.event('Ended', id, first + 2, ago(3600 / kwh - 600), 1_000 + kwh * 1_000);
  }
  const all = await until(() => cdrs(station.evses[0]), (found) => found.length === 2, 'two CDRs');
  same(all.map((c) => Number(c.total_energy)).sort(), [1, 2], 'energies');
}

async function freeBeforeStop(stage) {
  const station = await stage.booted('1.6');
  const { transactionId } = await station.start(1, card(), 1_000, ago(3600));
  await station.status(1, 'Charging', ago(3500));
  station.cut();
  await station.connect();
  await station.status(1, 'Finishing');
  await station.status(1, 'Available');
  await station.status(2, 'Preparing');
  await sleep(500);
  same((await cdrs(station.evses[0])).length, 0, 'CDRs before the stop that waits at the station');
  await station.stop(transactionId, 4_000, ago(600));
  const cdr = await onlyCdr(station.evses[0], 3);
  ensure(Math.abs(Date.parse(cdr.end_date_time) - (Date.now() - 600_000)) < 60_000, `ended at ${cdr.end_date_time}`);
}

async function twoStops(stage) {
  const station = await stage.booted('1.6');
  const { transactionId } = await station.start(1, card(), 1_000, ago(900));
  await Promise.all([station.stop(transactionId, 3_000, ago(10)), station.stop(transactionId, 3_000, ago(10)), station.stop(transactionId, 3_900, ago(9))]);
  await sleep(700);
  await onlyCdr(station.evses[0], 2);
}

async function nowhere(stage) {
  const station = await stage.booted('1.6');
  const { transactionId } = await station.start(0, card(), 1_000, ago(900));
  ensure(transactionId > 0, 'no number');
  await station.stop(transactionId, 2_000, ago(10));
  const tx = await until(() => byOcppId(station, transactionId), (t) => t?.held, 'a reason for holding it');
  ensure(/EVSE/.test(tx.held), `held for ${tx.held}`);
  const beyond = await station.start(9, card(), 1_000, ago(800));
  await station.stop(beyond.transactionId, 2_000, ago(10));
  const other = await until(() => byOcppId(station, beyond.transactionId), (t) => t?.held, 'a reason for the connector that nobody entered');
  ensure(/EVSE/.test(other.held), `held for ${other.held}`);
}

async function oneCardTwice(stage) {
  const station = await stage.booted('1.6');
  const uid = card();
  const when = ago(900);
  const both = [await station.start(1, uid, 1_000, when), await station.start(2, uid, 1_000, when)];
  ensure(both[0].transactionId !== both[1].transactionId, 'one number for two');
  await station.stop(both[1].transactionId, 2_000, ago(20));
  await station.stop(both[0].transactionId, 4_000, ago(10));
  await onlyCdr(station.evses[0], 3);
  await onlyCdr(station.evses[1], 1);
}

async function deauthorized(stage) {
  const station = await stage.booted('1.6');
  const { transactionId } = await station.start(1, card(), 1_000, ago(60));
  await station.stop(transactionId, 1_000, ago(50), { reason: 'DeAuthorized' });
  await until(() => sessions(station.evses[0]), (all) => all.length === 1 && all[0].status === 'INVALID', 'the session that is none');
  same((await cdrs(station.evses[0])).length, 0, 'CDRs of nothing');
}

async function anotherTag(stage) {
  const station = await stage.booted('1.6');
  const { transactionId } = await station.start(1, card(), 1_000, ago(900));
  await station.stop(transactionId, 2_000, ago(10), { idTag: '04DEADBEEF0000', reason: 'PowerLoss' });
  await onlyCdr(station.evses[0], 1);
}

async function restartInChaos(stage) {
  // Boot, state and the whole queue in one breath, as some stations do when the power is back.
  const station = await stage.planned('1.6');
  await station.connect();
  const idTag = card();
  const boot = station.ask('BootNotification', { chargePointVendor: 'V', chargePointModel: 'M' });
  const status = station.ask('StatusNotification', { connectorId: 1, errorCode: 'NoError', status: 'Available', timestamp: ago(0) });
  const start = station.ask('StartTransaction', { connectorId: 1, idTag, meterStart: 100, timestamp: ago(7200) });
  const meter = station.ask('MeterValues', { connectorId: 1, transactionId: -1, meterValue: [{ timestamp: ago(5400), sampledValue: [{ value: '2100' }] }] });
  const stop = station.ask('StopTransaction', { transactionId: -1, idTag, meterStop: 4_100, timestamp: ago(3600) });
  const frames = await Promise.all([boot, status, start, meter, stop]);
  same(frames.map((f) => f[0]), [3, 3, 3, 3, 3], 'answers');
  const cdr = await onlyCdr(station.evses[0], 4);
  ensure(Math.abs(Date.parse(cdr.start_date_time) - Date.now() + 7_200_000) < 60_000, 'not its own times');
}

export default [
  { id: 'QUIRK-gap', title: 'parts that never come hold the bill back for a while only', run: gap },
  { id: 'QUIRK-stale-boot', title: 'back from a reboot to Preparing, an old transaction open: both are billed once', run: backWithStale },
  { id: 'QUIRK-resent-start', title: 'a start resent with a new id, side by side and after a lost answer', run: resentStart },
  { id: 'QUIRK-no-id', title: 'transactionId -1 and 0', run: noId },
  { id: 'QUIRK-stale-id', title: 'the transactionId of the one before', run: staleId },
  { id: 'QUIRK-huge-id', title: 'transactionId 9.2e18, 1.5, text and null are answered and end nothing else', run: hugeId },
  { id: 'QUIRK-times', title: 'times of 1970, 0001 and 2099', run: impossibleTimes },
  { id: 'QUIRK-local-time', title: 'local time sent as UTC', run: localTime },
  { id: 'QUIRK-kwh', title: 'kWh called Wh', run: kilowatthoursAsWatthours },
  { id: 'QUIRK-meter-stop', title: 'a last reading of -1 or 0 is held', run: noLastReading },
  { id: 'QUIRK-fractions', title: 'readings with fractions', run: fractions },
  { id: 'QUIRK-meter-reset', title: 'a meter that begins anew with each session, or with a boot', run: meterResets },
  { id: 'QUIRK-faulted', title: 'Faulted with NoError', run: faultedWithoutError },
  { id: 'QUIRK-zombie', title: 'a transaction that is over and is still spoken of', run: zombie },
  { id: 'QUIRK-zero-twice', title: 'seqNo 0 for Started and for Ended', run: zeroTwice },
  { id: 'QUIRK-one-second', title: 'all parts in one second, and readings a second off their parts', run: oneSecond },
  { id: 'QUIRK-counter', title: 'a seqNo that runs on from transaction to transaction', run: runningCounter },
  { id: 'QUIRK-free-first', title: 'Available before the stop that was queued', run: freeBeforeStop },
  { id: 'QUIRK-two-stops', title: 'two different stops of one transaction: the first counts', run: twoStops },
  { id: 'QUIRK-nowhere', title: 'a transaction at connector 0, and at one that nobody entered', run: nowhere },
  { id: 'QUIRK-one-card', title: 'one card at two connectors in the same second', run: oneCardTwice },
  { id: 'QUIRK-nothing', title: 'DeAuthorized without energy: a session that is none, and no bill', run: deauthorized },
  { id: 'QUIRK-other-tag', title: 'ended by another tag', run: anotherTag },
  { id: 'QUIRK-burst', title: 'boot, state and the whole queue in one breath, without a transactionId', run: restartInChaos },
];
