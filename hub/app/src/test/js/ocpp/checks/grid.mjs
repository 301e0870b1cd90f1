// What only 2.1 has: limits that change, default tariffs, streams, the state of certificates. Each frame is looked at by the schemas.
import { ago, card, done, emsp, ensure, onlyCdr, random, same, sessions, until, uuid, world } from '../world.mjs';
import { callback } from '../callback.mjs';
import { at1, shown } from '../station.mjs';

const SEND = 6;

async function begun(station, wh) {
  const id = uuid();
  await station.event('Started', id, 0, ago(900), wh, { ...at1, ...shown(card()), info: { chargingState: 'Charging' } });
  const [session] = await until(() => sessions(station.evses[0]), (all) => all.length === 1, 'the session');
  return { id, session };
}

async function limited(session, start, limit) {
  const here = callback();
  await emsp('PUT', `${world.emsp.profiles}/${session.id}`, { response_url: here.url, charging_profile: {
    start_date_time: start, duration: 3_600, charging_rate_unit: 'A', charging_profile_period: [{ start_period: 0, limit }] } });
  same((await here.result()).result, 'ACCEPTED', `a limit of ${limit}`);
}

async function dynamic(stage) {
  const station = await stage.booted('2.1');
  station.on('GetVariables', (asked) => ({ getVariableResult: asked.getVariableData.map((one) => ({
    ...one, ...(one.variable.name === 'SupportsDynamicProfiles' ? { attributeStatus: 'Accepted', attributeValue: 'true' } : { attributeStatus: 'UnknownVariable' }) })) }));
  const { id, session } = await begun(station, 1_000);
  const start = ago(0);
  await limited(session, start, 16.5);
  await limited(session, start, 10);
  const set = station.got('SetChargingProfile');
  same(set.map((s) => [s.chargingProfile.chargingProfileKind, s.chargingProfile.transactionId]), [['Dynamic', id]], 'profiles');
  const profile = set[0].chargingProfile.id;
  same(station.got('UpdateDynamicSchedule'), [{ chargingProfileId: profile, scheduleUpdate: { limit: 10 } }], 'updates');
  same(await station.call('PullDynamicScheduleUpdate', { chargingProfileId: profile }), { status: 'Accepted', scheduleUpdate: { limit: 10 } }, 'pull');
  same((await station.call('PullDynamicScheduleUpdate', { chargingProfileId: 1 })).status, 'Rejected', 'pull of another profile');
  await station.event('Ended', id, 1, ago(5), 3_500);
  await onlyCdr(station.evses[0], 2.5);
}

/** Kinds of prices that OCPP can say, with every condition that it has. */
async function tariff(stage) {
  const station = await stage.booted('2.1');
  station.on('ClearTariffs', { clearTariffsResult: [{ status: 'Accepted' }] });
  const id = `T-${random()}`;
  await done('POST', '/tariffs', { country_code: 'DE', party_id: 'HUB', id, currency: 'EUR', type: 'REGULAR', last_updated: ago(60),
    elements: [
      { price_components: [{ type: 'ENERGY', price: 0.25, vat: 19, step_size: 1 }, { type: 'FLAT', price: 1, vat: 19, step_size: 1 }],
        restrictions: { start_time: '22:00', end_time: '06:00', day_of_week: ['MONDAY', 'SUNDAY'], start_date: '2026-01-01', end_date: '2030-01-01' } },
      { price_components: [{ type: 'ENERGY', price: 0.4, vat: 19, step_size: 1 }], restrictions: { min_kwh: 20, max_kwh: 40, min_power: 3.7 } },
      { price_components: [{ type: 'ENERGY', price: 0.5, vat: 19, step_size: 1 }, { type: 'TIME', price: 3, vat: 19, step_size: 1 },
        { type: 'PARKING_TIME', price: 6, vat: 19, step_size: 1 }] },
    ] });
  await done('PUT', `/stations/${station.id}/tariff`, { tariff_id: id });
  const [said] = station.got('SetDefaultTariff');
  same([said.evseId, said.tariff.currency], [0, 'EUR'], 'tariff');
  const night = { startTimeOfDay: '22:00', endTimeOfDay: '06:00', validFromDate: '2026-01-01', validToDate: '2030-01-01', dayOfWeek: ['Monday', 'Sunday'] };
  const taxRates = [{ type: 'VAT', tax: 19 }];
  same(said.tariff.energy, { prices: [{ priceKwh: 0.25, conditions: night }, { priceKwh: 0.4, conditions: { minEnergy: 20_000, maxEnergy: 40_000, minPower: 3_700 } },
    { priceKwh: 0.5 }], taxRates }, 'prices of energy');
  same([said.tariff.fixedFee, said.tariff.chargingTime, said.tariff.idleTime],
    [{ prices: [{ priceFixed: 1, conditions: night }], taxRates }, { prices: [{ priceMinute: 0.05 }], taxRates }, { prices: [{ priceMinute: 0.1 }], taxRates }], 'other prices');
  await done('GET', `/stations/${station.id}/tariff`);
  await done('DELETE', `/stations/${station.id}/tariff`);
  same([station.got('GetTariffs').length, station.got('ClearTariffs').length], [1, 1], 'calls');
}

/** What comes late counts from when it was measured: the newest reading of the two ways is the meter's. */
async function stream(stage) {
  const station = await stage.booted('2.1');
  const energy = { component: { name: 'FiscalMetering', evse: { id: 1 } }, variable: { name: 'EnergyImportRegister' } };
  await station.call('NotifyMonitoringReport', { requestId: 1, seqNo: 0, generatedAt: ago(60), monitor: [{ ...energy,
    variableMonitoring: [{ id: 7, transaction: true, value: 30, type: 'Periodic', severity: 8, eventNotificationType: 'CustomMonitor' }] }] });
  same((await station.call('OpenPeriodicEventStream', { constantStreamData: { id: 3, variableMonitoringId: 7, params: { interval: 30, values: 2 } } })).status,
    'Accepted', 'stream');
  const { id } = await begun(station, 1_000);
  const streamed = (base, data) => station.send([SEND, uuid(), 'NotifyPeriodicEventStream', { id: 3, pending: 0, basetime: base, data }]);
  await station.event('Updated', id, 1, ago(500), 2_500);
  streamed(ago(600), [{ t: 0, v: '2000' }, { t: 300, v: '4000' }]);
  streamed(ago(580), [{ t: 0, v: '2200' }]);
  await station.call('ClosePeriodicEventStream', { id: 3 });
  await station.event('Ended', id, 2, ago(5), null);
  await onlyCdr(station.evses[0], 3);
}

async function certificates(stage) {
  const station = await stage.booted('2.1');
  const hash = { hashAlgorithm: 'SHA256', issuerNameHash: 'ab'.repeat(32), issuerKeyHash: 'cd'.repeat(32), serialNumber: '1f' };
  const said = await station.call('GetCertificateChainStatus', { certificateStatusRequests: [
    { source: 'OCSP', urls: ['http://169.254.169.254/'], certificateHashData: hash }, { source: 'CRL', urls: ['http://127.0.0.1:1/'], certificateHashData: hash }] });
  same(said.certificateStatus.map((s) => [s.source, s.status, s.certificateHashData]), [['OCSP', 'Failed', hash], ['CRL', 'Failed', hash]], 'states');
  ensure(said.certificateStatus.every((s) => Date.parse(s.nextUpdate) > Date.now()), 'when to ask again');
}

export default [
  { id: 'GRID-limits', title: 'a limit that an eMSP changes goes out without a new profile, and may be asked for', run: dynamic },
  { id: 'GRID-tariff', title: 'an own tariff becomes the default of a station', run: tariff },
  { id: 'GRID-stream', title: 'what a meter streamed is billed', run: stream },
  { id: 'GRID-certificates', title: 'what nobody can be asked about is said so', run: certificates },
];
