// Coming in: names, compression, fragments, guessed passwords, handshakes that never end.
import http from 'node:http';
import net from 'node:net';
import { Station } from '../station.mjs';
import { ensure, random, same, sleep, until, world } from '../world.mjs';

const address = new URL(world.ocpp);

/** A bare handshake, of which the socket is left to the check. */
function upgrade(path, headers) {
  return new Promise((done, failed) => {
    const request = http.request({
      host: address.hostname, port: address.port, path,
      headers: { connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-version': '13', 'sec-websocket-key': Buffer.from(random(8)).toString('base64'), ...headers },
    });
    request.on('upgrade', (response, socket, head) => done({ response, socket, head }));
    request.on('response', (response) => failed(new Error(`HTTP ${response.statusCode}`)));
    request.on('error', failed);
    request.end();
  });
}

const basic = (user, secret) => `Basic ${Buffer.from(`${user}:${secret}`).toString('base64')}`;

async function noVersionInCommon(stage) {
  const station = await stage.planned();
  for (const protocols of [{ 'sec-websocket-protocol': 'foo' }, { 'sec-websocket-protocol': 'ocpp1.2, ocpp1.5' }, {}]) {
    const { response, socket, head } = await upgrade(`/ocpp/${station.id}`, { authorization: basic(station.id, station.secret), ...protocols });
    same(response.headers['sec-websocket-protocol'], undefined, 'sub-protocol');
    const ended = new Promise((end) => { socket.on('close', end); socket.on('end', end); });
    const frame = head.length ? head : await new Promise((data) => socket.once('data', data));
    same(frame[0], 0x88, 'first byte: a close frame');
    socket.end();
    await Promise.race([ended, sleep(20_000).then(() => { throw new Error('the socket stays open'); })]);
  }
}

async function strangeNames(stage) {
  const tag = random();
  const piped = await stage.planned('1.6', { id: `RDAM${tag}|123 é` });
  const plain = await stage.planned('1.6', { id: `RDAM${tag}` });
  await piped.connect();
  await plain.connect();
  same((await piped.boot()).status, 'Accepted', 'boot of the one with a stroke');
  same((await plain.boot({ chargePointModel: 'Other' })).status, 'Accepted', 'boot of the other');
  await piped.heartbeat();
  await plain.heartbeat();
}

async function deflate(stage) {
  const station = await stage.planned('2.0.1');
  await station.connect({ perMessageDeflate: { serverNoContextTakeover: true, clientNoContextTakeover: true, threshold: 0 } });
  const agreed = station.socket._extensions?.['permessage-deflate']?.params;
  ensure(agreed?.server_no_context_takeover && agreed?.client_no_context_takeover, `agreed on ${JSON.stringify(agreed)}`);
  await station.boot();
  same((await station.call('DataTransfer', { vendorId: 'x', data: 'aaaa'.repeat(40_000) })).status, 'UnknownVendorId', 'a long message');
  const bare = await stage.planned('2.0.1');
  await bare.connect({ perMessageDeflate: false });
  same(bare.socket.extensions, '', 'extensions that nobody asked for');
  await bare.boot();
}

async function fragments(stage) {
  const station = await stage.booted();
  const text = Buffer.from(JSON.stringify([2, 'f-1', 'DataTransfer', { vendorId: 'kürzer' }]));
  station.asked.set('f-1', 'DataTransfer');
  for (let i = 0; i < text.length; i++) {
    station.socket.send(text.subarray(i, i + 1), { binary: false, fin: i === text.length - 1 });
  }
  const answer = await until(() => station.came.find((f) => f[1] === 'f-1'), Boolean, 'the answer to fragments');
  same(answer[2], { status: 'UnknownVendorId' }, 'answer');
}

async function guessing(stage) {
  const station = await stage.planned();
  const guess = async (i) => {
    const thief = stage.keep(new Station(station, '1.6'));
    const no = await thief.connect({ secret: `guess-${i}-0123456789`, localAddress: '127.0.0.1' }).then(() => null, (e) => e);
    ensure(no && (no.http === 401 || no.http === 429), `a guess was answered with ${no?.message ?? 'a socket'}`);
  };
  for (let i = 0; i < 11; i++) await guess(i);
  const began = performance.now();
  const slow = guess(12);
  await station.connect({ localAddress: '127.0.0.9' });
  same((await station.boot()).status, 'Accepted', 'boot of the station itself, from its own address');
  await slow;
  ensure(performance.now() - began > 1_000, 'the twelfth guess was as quick as the first');
}

async function neverEnding() {
  const half = net.connect(Number(address.port), address.hostname);
  const drip = net.connect(Number(address.port), address.hostname);
  const gone = [half, drip].map((s) => new Promise((end) => { s.on('close', end); s.on('error', end); s.on('end', end); s.resume(); }));
  half.write('GET /ocpp/nobody HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n');
  drip.write('GET /ocpp/');
  const dripping = setInterval(() => { if (drip.writable) drip.write('x'); }, 500);
  try {
    await Promise.race([Promise.all(gone), sleep(40_000).then(() => { throw new Error('still open after 40 s'); })]);
  } finally {
    clearInterval(dripping);
    half.destroy();
    drip.destroy();
  }
}

export default [
  { id: 'OCPP-63', title: 'handshakes that never end are ended', run: neverEnding },
  { id: 'OCPP-1', title: 'no version in common, or none said: the handshake is completed without one, then closed', run: noVersionInCommon },
  { id: 'OCPP-5', title: 'an identity with a stroke, a space and an umlaut is its own, not that of a shorter one', run: strangeNames },
  { id: 'OCPP-7', title: 'compression without context where it is offered, none where it is not', run: deflate },
  { id: 'OCPP-22', title: 'a message in fragments of a byte', run: fragments },
  { id: 'OCPP-64', title: 'guessing passwords gets slow, and does not lock the station out', run: guessing },
];
