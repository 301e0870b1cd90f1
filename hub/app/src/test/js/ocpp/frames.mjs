// What is wrong with a frame of the hub, by the schemas that come with typed-ocpp.
import { OCPP16, OCPP20, OCPP21 } from 'typed-ocpp';

const SCHEMAS = { '1.6': OCPP16, '2.0.1': OCPP20, '2.1': OCPP21 };
const CALL = 2, RESULT = 3, ERROR = 4, RESULT_ERROR = 5, SEND = 6;

const BOTH = ['NotImplemented', 'NotSupported', 'InternalError', 'ProtocolError', 'SecurityError', 'GenericError',
  'PropertyConstraintViolation', 'TypeConstraintViolation'];
/** 1.6 spells two of them wrongly, and its stations know them so (facts §1). */
const CODES_1_6 = [...BOTH, 'FormationViolation', 'OccurenceConstraintViolation'];
const CODES_2 = [...BOTH, 'FormatViolation', 'OccurrenceConstraintViolation', 'MessageTypeNotSupported', 'RpcFrameworkError'];

export const codes = (version) => (version === '1.6' ? CODES_1_6 : CODES_2);

/** The library takes fields that it doesn't know away: a frame that has changed by being looked at had some. */
function read(frame, valid, errors) {
  const copy = structuredClone(frame);
  if (!valid(copy)) return (errors() ?? ['is not as its schema says']).map((e) => e.message ?? String(e));
  return JSON.stringify(copy) === JSON.stringify(frame) ? [] : ['has a field that its schema does not have'];
}

/** Why a CALL is wrong; [] for a right one. */
export function wrongCall(version, frame) {
  const lib = SCHEMAS[version];
  return read(frame, (f) => lib.validateCall(f), () => lib.validateCall.errors);
}

/** Why a CALLRESULT to that action is wrong. */
export function wrongResult(version, frame, action) {
  const lib = SCHEMAS[version];
  return read(frame, (f) => lib.checkCallResult(f, [CALL, frame[1], action, {}]), () => lib.checkCallResult.errors);
}

function wrongError(version, frame) {
  const wrong = [];
  if (frame.length !== 5) wrong.push(`a CALLERROR of ${frame.length} elements`);
  if (!codes(version).includes(frame[2])) wrong.push(`there is no error code ${frame[2]} in ${version}`);
  if (typeof frame[3] !== 'string' || frame[3].length > 255) wrong.push('an error description of at most 255 characters is needed');
  if (Object.prototype.toString.call(frame[4]) !== '[object Object]') wrong.push('error details are an object');
  return wrong;
}

/** Why a frame of the hub is wrong. `asked` gives the action of the station's own call with that id, if it sent one. */
export function wrong(version, frame, asked) {
  if (!Array.isArray(frame) || typeof frame[1] !== 'string') return ['is no frame with an id'];
  switch (frame[0]) {
    case CALL:
      return [...(frame[1].length > 36 ? ['a message id of more than 36 characters'] : []), ...wrongCall(version, frame)];
    case RESULT: {
      const action = asked(frame[1]);
      if (frame.length !== 3) return [`a CALLRESULT of ${frame.length} elements`];
      return action ? wrongResult(version, frame, action) : ['a CALLRESULT to nothing that was asked'];
    }
    case ERROR:
      return wrongError(version, frame);
    case RESULT_ERROR:
    case SEND:
      return version === '2.1' ? [] : [`a message of type ${frame[0]} in ${version}`];
    default:
      return [`a message of type ${frame[0]}`];
  }
}
