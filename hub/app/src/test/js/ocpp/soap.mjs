// A station that speaks by SOAP as far as a boot, and takes the hub's calls without a word.
import http from 'node:http';
import { ensure, uuid, world } from './world.mjs';

const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

export class MuteSoapStation {
  constructor(made, version) {
    Object.assign(this, made);
    this.old = version === '1.5S';
    this.wrong = [];
    this.calls = [];
  }

  async open() {
    this.server = http.createServer((request) => {
      let text = '';
      request.on('data', (part) => { text += part; });
      request.on('end', () => this.calls.push(text));
    });
    await new Promise((open) => { this.server.listen(0, '127.0.0.1', open); });
    return this;
  }

  async boot() {
    const year = this.old ? '2012/06' : '2015/10';
    const url = `${world.hub}/ocpp/soap/${this.old ? '1.5' : '1.6'}`;
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/soap+xml; charset=utf-8' },
      body: `<e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope" xmlns:a="http://www.w3.org/2005/08/addressing" xmlns:c="urn://Ocpp/Cs/${year}/">
        <e:Header><c:chargeBoxIdentity>${escaped(this.id)}</c:chargeBoxIdentity><a:Action>/BootNotification</a:Action><a:MessageID>${uuid()}</a:MessageID>
        <a:From><a:Address>http://127.0.0.1:${this.server.address().port}/</a:Address></a:From><a:To>${url}</a:To></e:Header>
        <e:Body><c:bootNotificationRequest><c:chargePointVendor>Maker</c:chargePointVendor><c:chargePointModel>Post</c:chargePointModel>
        </c:bootNotificationRequest></e:Body></e:Envelope>`,
    });
    const said = await answer.text();
    ensure(answer.status === 200 && said.includes('Accepted'), `the boot was answered with ${answer.status} ${said.slice(0, 200)}`);
    return this;
  }

  cut() {
    this.server?.closeAllConnections();
    this.server?.close();
  }
}
