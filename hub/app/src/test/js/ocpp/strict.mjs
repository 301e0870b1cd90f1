// A station that keeps to the letter: the client of ocpp-rpc in strict mode, which checks both directions by schemas of its own.
import { createRequire } from 'node:module';
import { wrong } from './frames.mjs';
import { world } from './world.mjs';

const { RPCClient, createValidator } = createRequire(import.meta.url)('ocpp-rpc');

/** It names the schemas of 2.1 by other ids than those that it looks for. */
function schemas21() {
  const found = createRequire(import.meta.url)('ocpp-rpc/lib/schemas/ocpp2_1.json');
  return createValidator('ocpp2.1', found.map((s) => ({ ...s, $id: s.$id.replace(/Request$/, '.req').replace(/Response$/, '.conf') })));
}

const say = console.warn;
/** Its schema compiler remarks on the style of those schemas. */
console.warn = (...words) => { if (!String(words[0]).startsWith('strict mode: missing type')) say(...words); };

export class StrictStation {
  constructor(made, version) {
    Object.assign(this, made);
    this.version = version;
    this.wrong = [];
    this.asked = new Map();
    this.got = [];
    const protocol = `ocpp${version}`;
    this.client = new RPCClient({
      endpoint: world.ocpp, identity: made.id, protocols: [protocol], password: made.secret, callTimeoutMs: 30_000, reconnect: false,
      pingIntervalMs: 20_000, ...(version === '2.1' ? { strictMode: [protocol], strictModeValidators: [schemas21()] } : { strictMode: true }),
    });
    this.client.on('strictValidationFailure', (e) => this.wrong.push(`ocpp-rpc: ${e.error?.message ?? e.message} ${JSON.stringify(e.error?.details ?? {}).slice(0, 200)}`));
    this.client.on('message', ({ message, outbound }) => this.#saw(JSON.parse(String(message)), outbound));
    this.client.handle(({ method, params }) => {
      this.got.push([method, params]);
      const answer = this.answers?.[method] ?? { status: 'Accepted' };
      return typeof answer === 'function' ? answer(params) : answer;
    });
  }

  #saw(frame, outbound) {
    if (outbound) {
      if (frame[0] === 2) this.asked.set(frame[1], frame[2]);
      return;
    }
    const faults = wrong(this.version, frame, (id) => this.asked.get(id));
    if (faults.length) this.wrong.push(`${JSON.stringify(frame).slice(0, 200)}: ${faults.join('; ')}`);
  }

  async connect() {
    await this.client.connect();
    return this;
  }

  call(action, payload) {
    return this.client.call(action, payload);
  }

  cut() {
    this.client.close({ force: true }).catch(() => {});
  }
}
