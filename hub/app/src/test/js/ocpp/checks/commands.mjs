// What eMSPs and the administrator want, in each version's words: each call of the hub is looked at by the schemas.
import { ago, at, card, command, emsp, ensure, onlyCdr, same, sessions, sleep, token, until, uuid, world } from '../world.mjs';
import { callback } from '../callback.mjs';
import { at1, shown } from '../station.mjs';

const VERSIONS = ['1.6', '2.0.1', '2.1'];

async function ordered(name, body) {
  const here = callback();
  const answer = await emsp('POST', `${world.emsp.commands}/${name}`, { response_url: here.url, ...body });
  return { at_once: answer.result, ...here };
}

const place = (station) => ({ location_id: station.location, evse_uid: station.evses[0], connector_id: '1' });
const starts = (station) => (station.is16 ? 'RemoteStartTransaction' : 'RequestStartTransaction');
const stops = (station) => (station.is16 ? 'RemoteStopTransaction' : 'RequestStopTransaction');

async function begun(station, uid) {
  if (station.is16) {
    const { transactionId } = await station.start(1, uid, 1_000, ago(900));
    return transactionId;
  }
  const id = uuid();
  const asked = station.got('RequestStartTransaction').at(-1);
  await station.event('Started', id, 0, ago(900), 1_000, { ...at1, ...shown(uid), triggerReason: asked ? 'RemoteStart' : 'Authorized',
    info: { chargingState: 'Charging', ...(asked ? { remoteStartId: asked.remoteStartId } : {}) } });
  return id;
}

const ended = (station, id) => (station.is16 ? station.stop(id, 3_500, ago(5)) : station.event('Ended', id, 1, ago(5), 3_500));

async function startAndStop(stage) {
  for (const version of VERSIONS) {
    const station = await stage.booted(version);
    await station.status(1, 'Available');
    const uid = card();
    const start = await ordered('START_SESSION', { ...place(station), token: token(uid), authorization_reference: `REF-${uuid().slice(0, 8)}` });
    same(start.at_once, 'ACCEPTED', 'start');
    same((await start.result()).result, 'ACCEPTED', 'what came of the start');
    same(station.got(starts(station)).length, 1, 'calls of the hub');
    const id = await begun(station, uid);
    const [session] = await until(() => sessions(station.evses[0]), (all) => all.length === 1, 'the session');
    const stop = await ordered('STOP_SESSION', { session_id: session.id });
    same((await stop.result()).result, 'ACCEPTED', 'what came of the stop');
    const again = await ordered('STOP_SESSION', { session_id: session.id });
    ensure(['ACCEPTED', 'REJECTED', 'UNKNOWN_SESSION'].includes(again.at_once), `a second stop: ${again.at_once}`);
    ensure(String(station.got(stops(station))[0].transactionId) === String(id), 'another transaction is to stop');
    await ended(station, id);
    const cdr = await onlyCdr(station.evses[0], 2.5);
    same(cdr.auth_method, 'COMMAND', 'authorised by');
    await sleep(300);
    same([(await start.told()).length, (await stop.told()).length], [1, 1], 'results told');
  }
}

async function reserve(stage) {
  for (const version of VERSIONS) {
    const station = await stage.booted(version);
    await station.status(1, 'Available');
    const names = [`R-${uuid().slice(0, 20)}`, `R-${uuid().slice(0, 20)}`];
    const numbers = [];
    for (const name of names) {
      const made = await ordered('RESERVE_NOW', { ...place(station), token: token(card()), expiry_date: at(Date.now() + 1_800_000), reservation_id: name });
      same((await made.result()).result, 'ACCEPTED', 'reservation');
      const asked = station.got('ReserveNow').at(-1);
      numbers.push(station.is16 ? asked.reservationId : asked.id);
    }
    ensure(numbers.every((n) => Number.isInteger(n) && n > 0) && numbers[0] !== numbers[1], `numbers ${numbers}`);
    const gone = await ordered('CANCEL_RESERVATION', { reservation_id: names[0] });
    same((await gone.result()).result, 'ACCEPTED', 'cancelled');
    same(station.got('CancelReservation').map((c) => c.reservationId), [numbers[0]], 'cancelled at the station');
    const other = await ordered('CANCEL_RESERVATION', { reservation_id: 'nobody-made-this' });
    ensure(other.at_once !== 'ACCEPTED' || (await other.result()).result !== 'ACCEPTED', 'what nobody reserved was cancelled');
    station.on('ReserveNow', { status: 'Occupied' });
    const busy = await ordered('RESERVE_NOW', { ...place(station), token: token(card()), expiry_date: at(Date.now() + 1_800_000), reservation_id: 'R3' });
    same((await busy.result()).result, 'EVSE_OCCUPIED', 'at an EVSE that is occupied');
  }
}

async function unlock(stage) {
  for (const version of VERSIONS) {
    const station = await stage.booted(version);
    for (const [says, means] of [['Unlocked', 'ACCEPTED'], ['UnlockFailed', 'FAILED']]) {
      station.on('UnlockConnector', { status: says });
      same((await (await ordered('UNLOCK_CONNECTOR', place(station))).result()).result, means, says);
    }
  }
}

/** A limit by the eMSP, and its end. */
async function profile(stage) {
  for (const version of VERSIONS) {
    const station = await stage.booted(version);
    const uid = card();
    const id = await begun(station, uid);
    const [session] = await until(() => sessions(station.evses[0]), (all) => all.length === 1, 'the session');
    const here = callback();
    const set = await emsp('PUT', `${world.emsp.profiles}/${session.id}`, { response_url: here.url, charging_profile: {
      charging_rate_unit: 'A', min_charging_rate: 6.0, charging_profile_period: [{ start_period: 0, limit: 16.0 }, { start_period: 600, limit: 10.5 }] } });
    same(set.result, 'ACCEPTED', 'profile');
    same((await here.result()).result, 'ACCEPTED', 'what came of it');
    const asked = station.got('SetChargingProfile')[0];
    const told = station.is16 ? asked.csChargingProfiles : asked.chargingProfile;
    same([told.chargingProfilePurpose, String(told.transactionId)], ['TxProfile', String(id)], 'purpose and transaction');
    const schedule = station.is16 ? told.chargingSchedule : told.chargingSchedule[0];
    same([schedule.chargingRateUnit, schedule.chargingSchedulePeriod.map((p) => [p.startPeriod, p.limit])], ['A', [[0, 16], [600, 10.5]]], 'schedule');
    const over = callback();
    await emsp('DELETE', `${world.emsp.profiles}/${session.id}?response_url=${encodeURIComponent(over.url)}`);
    same((await over.result()).result, 'ACCEPTED', 'cleared');
    same(station.got('ClearChargingProfile').length, 1, 'clearing calls');
    await ended(station, id);
    await onlyCdr(station.evses[0], 2.5);
  }
}

async function goneWhileWaiting(stage) {
  const station = await stage.booted('1.6');
  await station.status(1, 'Available');
  station.on('RemoteStartTransaction', () => { setTimeout(() => station.cut(), 50); return undefined; });
  const start = await ordered('START_SESSION', { ...place(station), token: token(card()) });
  same(start.at_once, 'ACCEPTED', 'start');
  const came = (await start.result()).result;
  ensure(['FAILED', 'TIMEOUT', 'EVSE_INOPERATIVE'].includes(came), `what came of it: ${came}`);
  station.on('RemoteStartTransaction', { status: 'Accepted' });
  await station.connect();
  await station.heartbeat();
  await sleep(1_500);
  same(station.got('RemoteStartTransaction').length, 1, 'starts, the second long after');
  same((await start.told()).length, 1, 'results told');
}

async function mute(stage) {
  const station = await stage.booted('2.0.1');
  await station.status(1, 'Available');
  station.on('RequestStartTransaction', undefined);
  const start = await ordered('START_SESSION', { ...place(station), token: token(card()) });
  same(start.at_once, 'ACCEPTED', 'start');
  same((await start.result()).result, 'TIMEOUT', 'what came of it');
  await station.heartbeat();
}

/** By SOAP the hub calls the station, which takes the call and says nothing. */
async function muteBySoap(stage) {
  const [old, newer] = await Promise.all(['1.5S', '1.6S'].map((version) => stage.muteBySoap(version)));
  const start = await ordered('START_SESSION', { ...place(old), token: token(card()) });
  const [came, said] = await Promise.all([start.result(), command(newer.id, 'Reset', { type: 'Soft' })]);
  same([start.at_once, came.result, said.http], ['ACCEPTED', 'TIMEOUT', 504], 'what the eMSP and the administrator are told');
  same([old.calls.length, newer.calls.length, (await start.told()).length], [1, 1, 1], 'calls, and results');
}

async function says(stage) {
  const station = await stage.booted('1.6');
  await station.status(1, 'Available');
  for (const [answer, means] of [[{ status: 'Rejected' }, ['REJECTED', 'EVSE_OCCUPIED']], [['NotSupported', '', {}], ['NOT_SUPPORTED']],
    [['InternalError', '', {}], ['FAILED']], [{ status: 'Perhaps' }, ['FAILED']]]) {
    station.on('RemoteStartTransaction', answer);
    const start = await ordered('START_SESSION', { ...place(station), token: token(card()) });
    const came = (await start.result()).result;
    ensure(means.includes(came), `${JSON.stringify(answer)} means ${came}`);
  }
}

async function availability(stage) {
  for (const version of VERSIONS) {
    const station = await stage.booted(version);
    station.on('ChangeAvailability', { status: 'Scheduled' });
    const said = await command(station.id, 'ChangeAvailability', station.is16 ? { connectorId: 1, type: 'Inoperative' } : { operationalStatus: 'Inoperative', evse: { id: 1 } });
    same([said.http, said.body.status], [200, 'Scheduled'], 'the station\'s word');
  }
}

export default [
  { id: 'OCPP-46.mute', title: 'a station that never answers a start: TIMEOUT, told once', run: mute },
  { id: 'OCPP-46.mute.soap', title: 'the same by SOAP: TIMEOUT for an eMSP, 504 for the administrator', run: muteBySoap },
  { id: 'OCPP-46', title: 'start and stop from afar in all versions, one result each, and the CDR (OCPP-47)', run: startAndStop },
  { id: 'OCPP-46.words', title: 'what each answer of a station means to the eMSP', run: says },
  { id: 'OCPP-48', title: 'reservations in all versions, by number', run: reserve },
  { id: 'OCPP-49', title: 'unlocking in all versions', run: unlock },
  { id: 'OCPP-50', title: 'a station that leaves while a start waits: one result, and no start when it is back', run: goneWhileWaiting },
  { id: 'OCPP-51', title: 'a charging profile of an eMSP and its end, in all versions', run: profile },
  { id: 'OCPP-53', title: 'a change of availability that is scheduled', run: availability },
];
