// What stations are told of costs and tariffs beside the answers to their own messages. Each frame is looked at by the schemas.
import { admin, ago, card, done, random, same, until, uuid } from '../world.mjs';
import { at1, shown } from '../station.mjs';

const NAMES = { 'TariffCostCtrlr.Enabled{Cost}': 'true', 'TariffCostCtrlr.Currency': 'EUR' };

async function entered(price, more = []) {
  const id = `JST-${random()}`;
  await done('POST', '/tariffs', { id, currency: 'EUR', last_updated: ago(60),
    elements: [{ price_components: [{ type: 'ENERGY', price, vat: 25, step_size: 1 }, ...more] }] });
  return id;
}

/** All of the station's connectors name that tariff. */
async function priced(stage, version, tariff) {
  const station = await stage.booted(version);
  for (const evse of station.evses) {
    await done('PATCH', `/locations/${station.location}/evses/${evse}/connectors/1`, { tariff_ids: [tariff] });
  }
  return station;
}

async function shows(station) {
  station.on('GetVariables', (asked) => ({ getVariableResult: asked.getVariableData.map((one) => ({ ...one, attributeStatus: 'Accepted',
    attributeValue: NAMES[`${one.component.name}.${one.variable.name}${one.variable.instance ? `{${one.variable.instance}}` : ''}`] ?? 'false' })) }));
  station.on('GetConfiguration', { configurationKey: [{ key: 'CustomDisplayCostAndPrice', readonly: true, value: 'true' }] });
  station.on('CostUpdated', {});
  await done('POST', `/stations/${station.id}/configuration/read`, { names: station.is16 ? ['CustomDisplayCostAndPrice'] : Object.keys(NAMES) });
}

const told = (station, name) => until(() => station.got('DataTransfer').filter((p) => p.messageId === name), (all) => all.length > 0, name)
  .then(([said]) => JSON.parse(said.data));

const running = (version) => async function run(stage) {
  const station = await priced(stage, version, await entered(0.4));
  await shows(station);
  const id = uuid();
  await station.event('Started', id, 0, ago(900), 1_000, { ...at1, ...shown(card()) });
  await station.event('Updated', id, 1, ago(300), 3_000);
  if (version === '2.0.1') {
    await until(() => station.got('CostUpdated'), (all) => all.length > 0, 'CostUpdated');
    same(station.got('CostUpdated'), [{ totalCost: 1, transactionId: id }], 'costs');
  }
  await station.event('Ended', id, 2, ago(5), 5_000);
};

async function older(stage) {
  const station = await priced(stage, '1.6', await entered(0.4, [{ type: 'FLAT', price: 1, vat: 25, step_size: 1 }]));
  await shows(station);
  const uid = card();
  await station.call('Authorize', { idTag: uid });
  same(await told(station, 'SetUserPrice'), { idToken: uid, priceText: '0.50 EUR/kWh + 1.25 EUR' }, 'the price');
  const when = ago(900);
  const { transactionId } = await station.start(1, uid, 1_000, when);
  const said = await told(station, 'RunningCost');
  same([said.transactionId, said.timestamp, said.meterValue, said.cost, said.chargingPrice],
    [transactionId, when, 1_000, 1.25, { kWhPrice: 0.5, flatFee: 1.25 }], 'the running cost');
  await station.stop(transactionId, 3_000, ago(5));
  same((await told(station, 'FinalCost')).cost, 2.25, 'the final cost');
}

async function driver(stage) {
  const station = await priced(stage, '2.1', await entered(0.4));
  const usual = await entered(0.6);
  await done('PUT', `/stations/${station.id}/tariff`, { tariff_id: usual });
  const [{ tariff: { tariffId } }] = station.got('SetDefaultTariff');
  const said = await station.call('Authorize', shown(card()));
  same(said.tariff.energy.prices[0].priceKwh, 0.4, 'the driver\'s tariff');
  const id = uuid();
  await station.event('Started', id, 0, ago(900), 1_000, { ...at1, ...shown(card()), info: { tariffId } });
  const [change] = await until(() => station.got('ChangeTransactionTariff'), (all) => all.length > 0, 'ChangeTransactionTariff');
  same(change, { transactionId: id, tariff: said.tariff }, 'the change');
  await station.event('Ended', id, 1, ago(5), 2_000);
  station.on('ClearTariffs', { clearTariffsResult: [{ tariffId, status: 'Accepted' }] });
  await done('DELETE', `/tariffs/${usual}`);
  same(await until(() => station.got('ClearTariffs'), (all) => all.length > 0, 'ClearTariffs'), [{ tariffIds: [tariffId] }], 'what is cleared');
}

async function limits(stage) {
  const station = await stage.booted('2.1');
  const answer = await admin('POST', `/stations/${station.id}/commands`, { action: 'RequestStartTransaction',
    payload: { remoteStartId: 5, evseId: 1, idToken: { idToken: 'X', type: 'Central' } }, transaction_limit: { max_energy: 20_000, max_soc: 80 } });
  same(answer.http, 200, 'the start');
  const id = uuid();
  const said = await station.event('Started', id, 0, ago(60), 1_000, { ...at1, ...shown(card()), info: { remoteStartId: 5 } });
  same(said.transactionLimit, { maxEnergy: 20_000, maxSoC: 80 }, 'the limit');
  await station.event('Ended', id, 1, ago(5), 1_500);
}

export default [
  { id: 'COSTS-2.0.1', title: 'a running cost is told to a station that shows it', run: running('2.0.1') },
  { id: 'COSTS-2.1', title: 'the same of 2.1, with its answers', run: running('2.1') },
  { id: 'COSTS-1.6', title: 'price, running and final cost in the extension for 1.6', run: older },
  { id: 'COSTS-driver', title: 'a driver\'s own tariff where it isn\'t the station\'s default', run: driver },
  { id: 'COSTS-limits', title: 'a start that goes only so far', run: limits },
];
