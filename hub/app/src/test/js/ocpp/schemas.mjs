// Prints what the schemas of typed-ocpp say of each message, without their texts: {version: {message: {field: {kind, most, words, of, required}}}}.
const LIBRARY = './node_modules/typed-ocpp/dist';
const FOLDERS = { '1.6': 'ocpp16', '2.0.1': 'ocpp20', '2.1': 'ocpp21' };

function field(schema, types) {
  const s = schema.$ref ? types[schema.$ref.split('/').pop()] : schema;
  if (s.enum) return { kind: 'text', words: s.enum };
  switch (s.type) {
    case 'string': return { kind: s.format === 'date-time' ? 'time' : 'text', most: s.maxLength };
    case 'integer': return { kind: 'whole' };
    case 'number': return { kind: 'number' };
    case 'boolean': return { kind: 'flag' };
    case 'array': return { kind: 'list', of: field(s.items, types) };
    case 'object': return { kind: 'object', of: fields(s, types) };
    default: return { kind: 'any' };
  }
}

function fields(schema, types) {
  const all = {};
  for (const [name, inner] of Object.entries(schema.properties ?? {})) {
    if (name !== 'customData') all[name] = { ...field(inner, types), required: (schema.required ?? []).includes(name) };
  }
  return all;
}

const said = {};
for (const [version, folder] of Object.entries(FOLDERS)) {
  const schemas = await import(`${LIBRARY}/${folder}/schemas.js`);
  said[version] = Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, fields(schema, schema.definitions ?? {})]));
}
console.log(JSON.stringify(said));
