// The hub under test, what is known of it, and stations entered there.
import { isDeepStrictEqual } from 'node:util';
import { randomBytes, randomUUID } from 'node:crypto';

/** {hub, ocpp, admin, cards: [uid], emsp: {country, party, token, commands, profiles}, callback, told} of the hub's own tests. */
export const world = JSON.parse(process.env.HUB_CHECKS ?? '{}');

const PATIENCE_MS = 45_000;
const LOOK_MS = 50;

export const sleep = (ms) => new Promise((done) => setTimeout(done, ms));
export const uuid = () => randomUUID();
export const random = (bytes = 4) => randomBytes(bytes).toString('hex').toUpperCase();
/** Of 20 characters, as stations' passwords may be. */
export const password = () => `Pw${random(9)}`;
export const ago = (seconds) => at(Date.now() - seconds * 1000);
export const at = (ms) => new Date(ms).toISOString().replace(/\.\d+Z/, 'Z');

export function ensure(truth, what) {
  if (!truth) throw new Error(what);
}

const plain = (value) => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)));

/** In whatever order fields stand. */
export function same(seen, wanted, what) {
  if (!isDeepStrictEqual(plain(seen), plain(wanted))) {
    throw new Error(`${what}: ${JSON.stringify(seen)}, expected ${JSON.stringify(wanted)}`);
  }
}

/** Looks until it fits; fails with what was seen last. */
export async function until(look, fits, what, patience = PATIENCE_MS) {
  const end = Date.now() + patience;
  for (;;) {
    const seen = await look();
    if (fits(seen)) return seen;
    if (Date.now() > end) throw new Error(`${what} did not come; last seen: ${JSON.stringify(seen)?.slice(0, 400)}`);
    await sleep(LOOK_MS);
  }
}

export async function admin(method, path, body) {
  const answer = await fetch(`${world.hub}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${world.admin}`, 'content-type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
    signal: AbortSignal.timeout(60_000),
  });
  const text = await answer.text();
  return { http: answer.status, body: text ? JSON.parse(text) : null };
}

export async function done(method, path, body) {
  const answer = await admin(method, path, body);
  ensure(answer.http < 300, `${method} ${path}: HTTP ${answer.http} ${JSON.stringify(answer.body)}`);
  return answer.body;
}

export const list = async (path) => (await done('GET', `${path}${path.includes('?') ? '&' : '?'}limit=1000`)).items;

/** Enters a station with that many EVSEs of one connector each; `ocpp`: by SOAP, in which version. */
export async function enter({ id, tag = random(), connectors = 2, secret = password(), approved = true, profile = 1, ocpp } = {}) {
  const made = { id: id ?? `JS-${tag}`, tag, secret, evses: [], location: `JSL-${tag}` };
  const now = ago(3600);
  for (let i = 1; i <= connectors; i++) {
    made.evses.push(`${tag}-${i}`);
  }
  await done('POST', '/stations', {
    station_id: made.id, party: 'DE*HUB', approved, security_profile: profile, ocpp, ...(profile === 0 ? {} : { password: secret }),
    location: {
      country_code: 'DE', party_id: 'HUB', id: made.location, publish: true, address: 'Quay 12', city: 'Hamburg', country: 'DEU',
      time_zone: 'Europe/Berlin', coordinates: { latitude: '53.540000', longitude: '9.990000' }, last_updated: now,
      evses: made.evses.map((uid, i) => ({
        uid, evse_id: `DE*HUB*E${tag}*${i + 1}`, status: 'UNKNOWN', last_updated: now,
        connectors: [{ id: '1', standard: 'IEC_62196_T2', format: 'SOCKET', power_type: 'AC_3_PHASE', max_voltage: 230,
          max_amperage: 32, last_updated: now }],
      })),
    },
  });
  return made;
}

/** A command to a station by the administrator. */
export const command = (id, action, payload = {}) => admin('POST', `/stations/${encodeURIComponent(id)}/commands`, { action, payload });

export const stationNow = (id) => done('GET', `/stations/${encodeURIComponent(id)}`);
/** Newest first. */
export const transactions = async (id) => (await stationNow(id)).transactions;

export const cdrs = (evse) => list(`/cdrs?evse=${evse}`);
export const sessions = (evse) => list(`/sessions?evse=${evse}`);

/** The only CDR there; a second one is a failure at once. */
export async function onlyCdr(evse, kwh) {
  const found = await until(() => cdrs(evse), (all) => all.length > 0, `the CDR at ${evse}`);
  same(found.length, 1, `CDRs at ${evse}`);
  if (kwh !== undefined) same(Number(found[0].total_energy), kwh, 'energy of the CDR');
  return found[0];
}

/** Waits until the hub says why a transaction has no CDR. */
export async function held(id, evse, reason) {
  const tx = await until(async () => (await transactions(id))[0], (t) => t?.held, 'a reason for holding it');
  ensure(reason.test(tx.held), `held for ${tx.held}, expected ${reason}`);
  same((await cdrs(evse)).length, 0, 'CDRs of what is held');
  return tx;
}

let nextCard = 0;
/** A card of the eMSP that it lets charge; never the same twice. */
export function card() {
  ensure(nextCard < world.cards.length, 'there are no cards left');
  return world.cards[nextCard++];
}

const PARTIES = () => ({
  authorization: `Token ${Buffer.from(world.emsp.token).toString('base64')}`, 'content-type': 'application/json',
  'x-request-id': uuid(), 'x-correlation-id': uuid(), 'ocpi-from-country-code': world.emsp.country,
  'ocpi-from-party-id': world.emsp.party, 'ocpi-to-country-code': 'DE', 'ocpi-to-party-id': 'HUB',
});

/** A request of the eMSP; gives the data of OCPI's answer. */
export async function emsp(method, url, body) {
  const answer = await fetch(url, {
    method, headers: PARTIES(), body: body === undefined ? undefined : JSON.stringify(body), signal: AbortSignal.timeout(60_000),
  });
  const said = await answer.json();
  same([answer.status, said.status_code], [200, 1000], `${method} ${url}: ${JSON.stringify(said)}`);
  return said.data;
}

export const token = (uid) => ({
  country_code: world.emsp.country, party_id: world.emsp.party, uid, type: 'RFID', contract_id: `${world.emsp.country}${world.emsp.party}C${uid.slice(-8)}`,
  issuer: 'Movia', valid: true, whitelist: 'ALWAYS', last_updated: ago(3600),
});
