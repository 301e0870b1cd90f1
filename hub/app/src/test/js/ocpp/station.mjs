// A station that says whatever a check wants, on a bare WebSocket; every frame of the hub is looked at.
import WebSocket from 'ws';
import { wrong } from './frames.mjs';
import { ago, ensure, uuid, world } from './world.mjs';

/** Of a flood the last answer comes after all others. */
const ANSWER_MS = 90_000;
/** What a station answers when a check has said nothing else. */
const YES = { status: 'Accepted' };

export class Station {
  constructor(made, version) {
    Object.assign(this, made);
    this.version = version;
    this.is16 = version === '1.6';
    this.came = [];
    this.asked = new Map();
    this.waiting = new Map();
    this.answers = new Map();
    this.wrong = [];
    this.closed = null;
  }

  url(id = this.id) {
    return `${world.ocpp}/${encodeURIComponent(id)}`;
  }

  async connect({ secret = this.secret, user = this.id, id = this.id, protocols = [`ocpp${this.version}`], ...more } = {}) {
    const before = this.socket;
    const socket = new WebSocket(this.url(id), protocols, {
      perMessageDeflate: false, handshakeTimeout: 30_000, ...more,
      headers: secret === null ? {} : { authorization: `Basic ${Buffer.concat([Buffer.from(`${user}:`), Buffer.from(secret)]).toString('base64')}` },
    });
    await new Promise((open, failed) => {
      socket.on('open', open);
      socket.on('error', failed);
      socket.on('unexpected-response', (_, response) => failed(Object.assign(new Error(`HTTP ${response.statusCode}`), { http: response.statusCode })));
    });
    this.socket = socket;
    this.before = before;
    this.closed = null;
    socket.on('error', () => {});
    socket.on('close', (code) => { if (this.socket === socket) this.closed = code; });
    socket.on('message', (data, binary) => this.#came(socket, binary ? '' : data.toString()));
    return this;
  }

  #came(socket, text) {
    let frame;
    try {
      frame = JSON.parse(text);
    } catch {
      this.wrong.push(`no JSON: ${text.slice(0, 80)}`);
      return;
    }
    this.came.push(frame);
    const faults = wrong(this.version, frame, (id) => this.asked.get(id));
    if (faults.length && !(frame[0] === 4 && frame[1] === '-1')) this.wrong.push(`${text.slice(0, 200)}: ${faults.join('; ')}`);
    if (frame[0] === 2) {
      const answer = this.answers.has(frame[2]) ? this.answers.get(frame[2]) : YES;
      const said = typeof answer === 'function' ? answer(frame[3], frame) : answer;
      if (said !== undefined) socket.send(JSON.stringify(Array.isArray(said) ? [4, frame[1], ...said] : [3, frame[1], said]));
      return;
    }
    const waiting = this.waiting.get(frame[1]);
    this.waiting.delete(frame[1]);
    waiting?.(frame);
  }

  /** To the hub's calls of that action: a payload, [code, description, details] of an error, or undefined: nothing. */
  on(action, answer) {
    this.answers.set(action, answer);
    return this;
  }

  /** Payloads of the hub's calls of that action. */
  got(action) {
    return this.came.filter((f) => f[0] === 2 && f[2] === action).map((f) => f[3]);
  }

  send(text) {
    this.socket.send(typeof text === 'string' ? text : JSON.stringify(text));
  }

  /** Sends a call; the promise is of its answering frame. */
  ask(action, payload, id = uuid()) {
    this.asked.set(id, action);
    const answer = new Promise((came, late) => {
      const timer = setTimeout(() => { this.waiting.delete(id); late(new Error(`${action} was not answered`)); }, ANSWER_MS);
      this.waiting.set(id, (frame) => { clearTimeout(timer); came(frame); });
    });
    answer.catch(() => {});
    this.send([2, id, action, payload]);
    return answer;
  }

  /** The payload of its CALLRESULT. */
  async call(action, payload, id) {
    const frame = await this.ask(action, payload, id);
    ensure(frame[0] === 3, `${action} was answered with ${JSON.stringify(frame)}`);
    return frame[2];
  }

  async boot(more = {}) {
    const said = await this.call('BootNotification', this.is16
      ? { chargePointVendor: 'Maker', chargePointModel: 'Post', ...more }
      : { reason: 'PowerUp', chargingStation: { vendorName: 'Maker', model: 'Post' }, ...more });
    return said;
  }

  heartbeat() {
    return this.call('Heartbeat', {});
  }

  status(connector, status, when = ago(0)) {
    return this.call('StatusNotification', this.is16
      ? { connectorId: connector, errorCode: 'NoError', status, timestamp: when }
      : { evseId: connector, connectorId: 1, connectorStatus: status, timestamp: when });
  }

  // --- 1.6

  start(connector, idTag, meterStart, timestamp, id) {
    return this.call('StartTransaction', { connectorId: connector, idTag, meterStart, timestamp }, id);
  }

  stop(transactionId, meterStop, timestamp, more = {}) {
    return this.call('StopTransaction', { transactionId, meterStop, timestamp, ...more });
  }

  meter(connectorId, transactionId, value, timestamp, sampled = {}) {
    return this.call('MeterValues', {
      connectorId, ...(transactionId === undefined ? {} : { transactionId }),
      meterValue: [{ timestamp, sampledValue: [{ value: String(value), ...sampled }] }],
    });
  }

  // --- 2.x

  event(eventType, transactionId, seqNo, timestamp, wh, more = {}) {
    const { info = {}, ...rest } = more;
    return this.call('TransactionEvent', {
      eventType, timestamp, triggerReason: eventType === 'Started' ? 'Authorized' : eventType === 'Ended' ? 'StopAuthorized' : 'MeterValuePeriodic',
      seqNo, transactionInfo: { transactionId, ...info },
      ...(wh === null ? {} : { meterValue: [{ timestamp, sampledValue: [{ value: wh }] }] }), ...rest,
    });
  }

  /** Without a word. */
  cut() {
    this.socket?.terminate();
  }
}

export const shown = (uid) => ({ idToken: { idToken: uid, type: 'ISO14443' } });
export const at1 = { evse: { id: 1, connectorId: 1 } };
