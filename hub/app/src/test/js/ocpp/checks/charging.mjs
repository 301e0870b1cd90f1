// Transactions as they should be, by a client that is strict about every byte; and the less usual ways of telling them.
import { ago, at, card, cdrs, command, ensure, onlyCdr, same, sessions, transactions, until, uuid } from '../world.mjs';
import { at1, shown } from '../station.mjs';

async function strict16(stage) {
  const station = await (await stage.strict('1.6')).connect();
  // Its firmware is new to the hub, which asks what it can.
  station.answers = { GetConfiguration: { configurationKey: [{ key: 'SupportedFeatureProfiles', readonly: true, value: 'Core' }], unknownKey: ['CustomDisplayCostAndPrice'] } };
  same((await station.call('BootNotification', { chargePointVendor: 'Maker', chargePointModel: 'Post', chargePointSerialNumber: 'S-1', firmwareVersion: '1.0' })).status, 'Accepted', 'boot');
  for (const c of [0, 1, 2]) await station.call('StatusNotification', { connectorId: c, errorCode: 'NoError', status: 'Available', timestamp: ago(0) });
  const idTag = card();
  same((await station.call('Authorize', { idTag })).idTagInfo.status, 'Accepted', 'card');
  same((await station.call('Authorize', { idTag: '04FFFFFFFFFFFF' })).idTagInfo.status, 'Invalid', 'a card of nobody');
  await station.call('StatusNotification', { connectorId: 1, errorCode: 'NoError', status: 'Preparing', timestamp: ago(0) });
  const started = await station.call('StartTransaction', { connectorId: 1, idTag, meterStart: 1_000, timestamp: ago(1800) });
  same(started.idTagInfo.status, 'Accepted', 'start');
  const { transactionId } = started;
  await station.call('MeterValues', { connectorId: 1, transactionId, meterValue: [{ timestamp: ago(900), sampledValue: [
    { value: '3.5', unit: 'kWh', measurand: 'Energy.Active.Import.Register' }, { value: '11000', measurand: 'Power.Active.Import', unit: 'W' },
    { value: '16.0', measurand: 'Current.Import', phase: 'L1', unit: 'A' }, { value: '21', measurand: 'Temperature', unit: 'Celsius' }] }] });
  await station.call('StopTransaction', { transactionId, idTag, meterStop: 7_000, timestamp: ago(60), reason: 'EVDisconnected' });
  for (const [action, payload] of [['Heartbeat', {}], ['DataTransfer', { vendorId: 'x' }], ['FirmwareStatusNotification', { status: 'Idle' }],
    ['DiagnosticsStatusNotification', { status: 'Idle' }], ['MeterValues', { connectorId: 0, meterValue: [{ timestamp: ago(0), sampledValue: [{ value: '1' }] }] }]]) {
    await station.call(action, payload);
  }
  station.answers = { GetConfiguration: { configurationKey: [{ key: 'HeartbeatInterval', readonly: false, value: '300' }] }, ChangeConfiguration: { status: 'RebootRequired' },
    GetLocalListVersion: { listVersion: 0 }, UpdateFirmware: {}, GetDiagnostics: { fileName: 'd.zip' }, GetCompositeSchedule: { status: 'Rejected' }, UnlockConnector: { status: 'Unlocked' } };
  for (const [action, payload] of [['GetConfiguration', { key: ['HeartbeatInterval'] }], ['ChangeConfiguration', { key: 'HeartbeatInterval', value: '60' }],
    ['GetLocalListVersion', {}], ['ClearCache', {}], ['Reset', { type: 'Soft' }], ['TriggerMessage', { requestedMessage: 'Heartbeat' }], ['UnlockConnector', { connectorId: 1 }],
    ['ChangeAvailability', { connectorId: 0, type: 'Operative' }], ['GetCompositeSchedule', { connectorId: 1, duration: 60 }],
    ['UpdateFirmware', { location: 'https://127.0.0.1/fw', retrieveDate: at(Date.now() + 60_000) }], ['GetDiagnostics', { location: 'https://127.0.0.1/up' }]]) {
    const said = await command(station.id, action, payload);
    same(said.http, 200, `${action}: ${JSON.stringify(said.body)}`);
  }
  await onlyCdr(station.evses[0], 6);
}

const strict2 = (version) => async (stage) => {
  const station = await (await stage.strict(version)).connect();
  same((await station.call('BootNotification', { reason: 'PowerUp', chargingStation: { vendorName: 'Maker', model: 'Post', serialNumber: 'S-1' } })).status, 'Accepted', 'boot');
  for (const e of [1, 2]) await station.call('StatusNotification', { timestamp: ago(0), connectorStatus: 'Available', evseId: e, connectorId: 1 });
  await station.call('NotifyEvent', { generatedAt: ago(0), seqNo: 0, eventData: [{ eventId: 1, timestamp: ago(0), trigger: 'Delta', actualValue: 'Occupied',
    eventNotificationType: 'HardWiredNotification', component: { name: 'Connector', evse: { id: 2, connectorId: 1 } }, variable: { name: 'AvailabilityState' } }] });
  const idToken = { idToken: card(), type: 'ISO14443' };
  same((await station.call('Authorize', { idToken })).idTokenInfo.status, 'Accepted', 'card');
  same((await station.call('Authorize', { idToken: { idToken: '04FFFFFFFFFFFF', type: 'ISO14443' } })).idTokenInfo.status, 'Unknown', 'a card of nobody');
  const transactionId = uuid();
  const tell = (eventType, seqNo, seconds, triggerReason, wh, more = {}) => station.call('TransactionEvent', { eventType, timestamp: ago(seconds), triggerReason, seqNo,
    transactionInfo: { transactionId, ...(eventType === 'Ended' ? { stoppedReason: 'EVDisconnected' } : { chargingState: 'Charging' }) },
    meterValue: [{ timestamp: ago(seconds), sampledValue: [{ value: wh, measurand: 'Energy.Active.Import.Register', unitOfMeasure: { unit: 'kWh' } }, { value: 16, measurand: 'Current.Import', phase: 'L1' }] }], ...more });
  const first = await tell('Started', 0, 1800, 'Authorized', 1, { idToken, evse: { id: 1, connectorId: 1 } });
  same(first.idTokenInfo.status, 'Accepted', 'start');
  await tell('Updated', 1, 900, 'MeterValuePeriodic', 3.5);
  await tell('Ended', 2, 60, 'EVDeparted', 7);
  for (const [action, payload] of [['Heartbeat', {}], ['DataTransfer', { vendorId: 'x' }], ['FirmwareStatusNotification', { status: 'Idle' }],
    ['LogStatusNotification', { status: 'Idle' }], ['SecurityEventNotification', { type: 'StartupOfTheDevice', timestamp: ago(0) }],
    ['NotifyReport', { requestId: 1, generatedAt: ago(0), seqNo: 0 }], ['NotifyChargingLimit', { chargingLimit: { chargingLimitSource: 'EMS' } }],
    ['ReservationStatusUpdate', { reservationId: 1, reservationUpdateStatus: 'Expired' }],
    ['MeterValues', { evseId: 0, meterValue: [{ timestamp: ago(0), sampledValue: [{ value: 1 }] }] }]]) {
    await station.call(action, payload);
  }
  station.answers = { GetVariables: { getVariableResult: [{ attributeStatus: 'Accepted', attributeValue: '300', component: { name: 'OCPPCommCtrlr' }, variable: { name: 'HeartbeatInterval' } }] },
    SetVariables: { setVariableResult: [{ attributeStatus: 'Accepted', component: { name: 'OCPPCommCtrlr' }, variable: { name: 'HeartbeatInterval' } }] },
    GetLocalListVersion: { versionNumber: 0 }, UnlockConnector: { status: 'Unlocked' }, GetTransactionStatus: { messagesInQueue: false } };
  const variable = { component: { name: 'OCPPCommCtrlr' }, variable: { name: 'HeartbeatInterval' } };
  for (const [action, payload] of [['GetVariables', { getVariableData: [variable] }], ['SetVariables', { setVariableData: [{ attributeValue: '60', ...variable }] }],
    ['GetLocalListVersion', {}], ['ClearCache', {}], ['Reset', { type: 'OnIdle' }], ['TriggerMessage', { requestedMessage: 'Heartbeat' }], ['GetTransactionStatus', {}],
    ['ChangeAvailability', { operationalStatus: 'Operative' }], ['GetBaseReport', { requestId: 7, reportBase: 'FullInventory' }],
    ['GetLog', { logType: 'DiagnosticsLog', requestId: 8, log: { remoteLocation: 'https://127.0.0.1/up' } }]]) {
    const said = await command(station.id, action, payload);
    same(said.http, 200, `${action}: ${JSON.stringify(said.body)}`);
  }
  await onlyCdr(station.evses[0], 6);
};

async function strayReadings(stage) {
  const station = await stage.booted('1.6');
  const idTag = card();
  await station.meter(1, undefined, 10_000, ago(0));
  await station.meter(1, 999_999_999, 10_000, ago(0));
  await station.meter(0, undefined, 999_999, ago(0));
  const { transactionId } = await station.start(1, idTag, 10_000, ago(1800));
  await station.meter(1, undefined, 12_000, ago(1200));
  await station.call('MeterValues', { connectorId: 1, transactionId, meterValue: [{ timestamp: ago(1000), sampledValue: [] }] });
  await station.meter(1, transactionId, 9_000, ago(900));
  await station.stop(transactionId, 15_000, ago(120));
  await station.meter(1, transactionId, 99_000, ago(60));
  await station.meter(1, transactionId, 99_000, ago(0));
  const cdr = await onlyCdr(station.evses[0], 5);
  ensure(cdr.charging_periods.every((p) => p.dimensions.every((d) => Number(d.volume) >= 0)), 'a period with less than nothing');
}

async function offline(stage) {
  for (const version of ['2.0.1', '2.1']) {
    const station = await stage.booted(version);
    const id = uuid();
    const more = { offline: true };
    const [from, to] = [ago(7200), ago(3600)];
    const started = await station.event('Started', id, 0, from, 20_000, { ...at1, ...shown(card()), ...more });
    same(started.idTokenInfo.status, 'Accepted', 'the card');
    await station.event('Updated', id, 1, ago(5400), 24_000, more);
    await station.event('Ended', id, 2, to, 29_000, { ...more, info: { stoppedReason: 'EVDisconnected' } });
    const cdr = await onlyCdr(station.evses[0], 9);
    const apart = (one, other) => Math.abs(Date.parse(one) - Date.parse(other));
    ensure(apart(cdr.start_date_time, from) < 1_000 && apart(cdr.end_date_time, to) < 1_000, 'its own times do not count');
  }
}

async function goesOnAfterBoot(stage) {
  const station = await stage.booted('2.1');
  const id = uuid();
  await station.event('Started', id, 0, ago(600), 1_000, { ...at1, ...shown(card()) });
  await station.event('Updated', id, 1, ago(400), 2_000);
  station.cut();
  await station.connect();
  await station.boot({ reason: 'PowerUp' });
  await station.event('Updated', id, 2, ago(200), 3_000, { triggerReason: 'TxResumed' });
  await station.event('Ended', id, 3, ago(10), 4_000);
  await onlyCdr(station.evses[0], 3);
  same((await sessions(station.evses[0])).length, 1, 'sessions');
}

async function missingStop(stage) {
  const station = await stage.booted('1.6');
  const first = await station.start(1, card(), 1_000, ago(3600));
  await station.meter(1, first.transactionId, 4_000, ago(1800));
  const second = await station.start(1, card(), 6_000, ago(600));
  ensure(first.transactionId !== second.transactionId, 'both have one id');
  const closed = await until(async () => (await transactions(station.id)).find((t) => t.transaction_id === String(first.transactionId)), (t) => t?.ended_at, 'the end that nobody told');
  same(closed.completeness, 'NO_STOP', 'completeness');
  const bill = await onlyCdr(station.evses[0], 3);
  await station.stop(second.transactionId, 8_000, ago(60));
  await until(() => cdrs(station.evses[0]), (all) => all.length === 2, 'the second CDR');
  // The real end comes after all: what was billed is taken back, the right one follows, and once more changes nothing.
  await station.stop(first.transactionId, 5_500, ago(700));
  await station.stop(first.transactionId, 5_500, ago(700));
  const all = await until(() => cdrs(station.evses[0]), (found) => found.length === 4, 'credit and correction');
  const credits = all.filter((c) => c.credit);
  same(credits.map((c) => c.credit_reference_id), [bill.id], 'what is taken back');
  const right = all.filter((c) => !c.credit && c.id !== bill.id).map((c) => Number(c.total_energy)).sort();
  same(right, [2, 4.5], 'energy of the others');
}

export default [
  { id: 'OCPP-35', title: 'a start where one is open ends that by its last reading; the real end corrects it once', run: missingStop },
  { id: 'STRICT-1.6', title: 'a whole day of a strict station of 1.6, every frame of the hub by the schemas', run: strict16 },
  { id: 'STRICT-2.0.1', title: 'the same of 2.0.1', run: strict2('2.0.1') },
  { id: 'STRICT-2.1', title: 'the same of 2.1', run: strict2('2.1') },
  { id: 'OCPP-33', title: 'readings before, behind and beside a transaction', run: strayReadings },
  { id: 'OCPP-43', title: 'a transaction that was offline, told at once', run: offline },
  { id: 'OCPP-45', title: 'a transaction that goes on after a boot', run: goesOnAfterBoot },
];
