// Messages that are no transaction: order, strays, boots, what OCPP doesn't know.
import { ago, command, done, ensure, same, sleep, until } from '../world.mjs';

const VERSIONS = ['1.6', '2.0.1', '2.1'];

async function pipelined(stage) {
  for (const version of VERSIONS) {
    const station = await stage.booted(version);
    const ids = ['a', 'b', 'c', 'd', 'e'].map((c) => `${c}-${version}`);
    await Promise.all(ids.map((id, i) => station.ask(i % 2 ? 'DataTransfer' : 'Heartbeat', i % 2 ? { vendorId: 'x' } : {}, id)));
    same(station.came.slice(-5).map((f) => f[1]), ids, 'order of the answers');
  }
}

async function bootAndStatusAtOnce(stage) {
  for (const version of VERSIONS) {
    const station = await (await stage.planned(version)).connect();
    const boot = station.ask('BootNotification', version === '1.6' ? { chargePointVendor: 'V', chargePointModel: 'M' }
      : { reason: 'PowerUp', chargingStation: { vendorName: 'V', model: 'M' } });
    const status = station.ask('StatusNotification', version === '1.6' ? { connectorId: 1, errorCode: 'NoError', status: 'Available' }
      : { evseId: 1, connectorId: 1, connectorStatus: 'Available', timestamp: ago(0) });
    same((await boot)[2].status, 'Accepted', 'boot');
    same((await status)[2], {}, 'status right behind it');
  }
}

async function strays(stage) {
  for (const version of VERSIONS) {
    const station = await stage.booted(version);
    let late;
    station.on('ClearCache', (_, frame) => { late = frame[1]; return { status: 'Accepted' }; });
    same((await command(station.id, 'ClearCache')).http, 200, 'first command');
    for (const frame of [[3, late, { status: 'Rejected' }], [3, 'nobody', { status: 'Accepted' }], [4, late, 'GenericError', '', {}], [3, late, 7]]) {
      station.send(frame);
    }
    station.on('ClearCache', { status: 'Rejected' });
    const again = await command(station.id, 'ClearCache');
    same([again.http, again.body.status], [200, 'Rejected'], 'second command');
  }
}

async function sendAndResultError(stage) {
  const station = await stage.booted('2.1');
  station.send([6, 's-1', 'NotifyPeriodicEventStream', { id: 1, pending: 0, basetime: ago(0), data: [{ t: 0, v: '1' }] }]);
  await station.heartbeat();
  await sleep(200);
  same(station.came.filter((f) => f[1] === 's-1'), [], 'answers to what is never answered');
  station.on('ClearCache', (_, frame) => { station.send([5, frame[1], 'FormatViolation', 'what?', {}]); return undefined; });
  const failed = await command(station.id, 'ClearCache');
  same(failed.http, 502, 'a command of which the station could not read its own answer');
  station.on('ClearCache', { status: 'Accepted' });
  same((await command(station.id, 'ClearCache')).http, 200, 'the next command');
}

async function bootAnswer(stage) {
  for (const version of VERSIONS) {
    const station = await (await stage.planned(version)).connect();
    const asked = Date.now();
    const said = await station.boot();
    const answered = Date.now();
    same(said.status, 'Accepted', 'status');
    ensure(said.interval > 0, `interval ${said.interval}`);
    ensure(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(said.currentTime), `time ${said.currentTime}`);
    const time = Date.parse(said.currentTime);
    ensure(asked - 3_000 < time && time < answered + 3_000, 'the time is wrong');
  }
}

async function pending(stage) {
  for (const version of ['2.0.1', '2.1']) {
    const station = await (await stage.planned(version, { approved: false })).connect();
    const said = await station.boot();
    same(said.status, 'Pending', 'boot');
    const early = await station.ask('StatusNotification', { evseId: 1, connectorId: 1, connectorStatus: 'Available', timestamp: ago(0) });
    same([early[0], early[2]], [4, 'SecurityError'], 'what comes before it is accepted');
    same((await command(station.id, 'TriggerMessage', { requestedMessage: 'BootNotification' })).http, 200, 'the hub may ask for a boot');
    await done('POST', `/stations/${station.id}/approve`);
    same((await station.boot()).status, 'Accepted', 'boot after the approval');
    await station.status(1, 'Available');
  }
  const old = await (await stage.planned('1.6', { approved: false })).connect();
  same((await old.boot()).status, 'Pending', 'boot of 1.6');
  await old.heartbeat();
}

async function unknownFields(stage) {
  const old = await stage.booted('1.6');
  await old.call('StatusNotification', { connectorId: 1, errorCode: 'NoError', status: 'Available', vendorTemperature: 7, x: { y: [1] } });
  await old.call('Heartbeat', { strange: true });
  await old.call('Heartbeat', null);
  const later = await stage.booted('2.0.1');
  await later.call('StatusNotification', { evseId: 1, connectorId: 1, connectorStatus: 'Available', timestamp: ago(0), customData: { vendorId: 'x', deep: { a: 1 } }, x: 1 });
  const history = await until(
    async () => (await done('GET', `/history?stream=station/${(await done('GET', `/stations/${later.id}`)).hub_id}&limit=1000`)).items,
    (items) => items.length > 0, 'the history of the station');
  ensure(history.some((e) => e.type === 'station.booted'), 'the boot is not in the history');
}

async function vendors(stage) {
  for (const version of VERSIONS) {
    const station = await stage.booted(version);
    same((await station.call('DataTransfer', { vendorId: 'org.nobody', messageId: 'm', data: version === '1.6' ? 'x' : { a: 1 } })).status,
      'UnknownVendorId', 'an unknown vendor');
  }
}

async function oldSocketsClose(stage) {
  const station = await stage.booted('1.6');
  const old = station.socket;
  await station.connect();
  await station.heartbeat();
  await sleep(300);
  old.terminate();
  await sleep(300);
  await station.heartbeat();
  same((await command(station.id, 'ClearCache')).http, 200, 'a command after the old socket went');
  ensure((await done('GET', `/stations/${station.id}`)).connected, 'the station counts as gone');
  same(station.got('ClearCache').length, 1, 'calls on the new socket');
}

export default [
  { id: 'OCPP-15', title: 'five calls in a row: five answers in that order', run: pipelined },
  { id: 'OCPP-15.boot', title: 'a status right behind the boot, before its answer', run: bootAndStatusAtOnce },
  { id: 'OCPP-17', title: 'late, doubled and invented answers belong to nothing', run: strays },
  { id: 'OCPP-20', title: 'SEND is never answered; CALLRESULTERROR makes the command fail', run: sendAndResultError },
  { id: 'OCPP-23', title: 'an accepted boot has an interval and the time, in UTC and whole seconds', run: bootAnswer },
  { id: 'OCPP-25', title: 'while pending only boots count, and the hub may ask for one', run: pending },
  { id: 'OCPP-38', title: 'fields that OCPP does not know hurt nobody', run: unknownFields },
  { id: 'OCPP-55', title: 'DataTransfer of an unknown vendor', run: vendors },
  { id: 'OCPP-10', title: 'the old socket\'s close does nothing to the new one', run: oldSocketsClose },
];
