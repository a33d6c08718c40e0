// What a vehicle of a fleet has published about its health, in the form of a diagnosis (docs/health.md): it is known while
// the vehicle is offline, too. The payloads are those of the topics dtc and freeze_frame in docs/uplink.md.

const KINDS = { codes: 'stored', pending: 'pending', permanent: 'permanent' };

const rows = (list) => (Array.isArray(list) ? list.filter((row) => typeof row?.code === 'string') : []);

function codesOf(sent) {
  const codes = new Map();
  for (const [member, kind] of Object.entries(KINDS)) {
    for (const { code, description } of rows(sent[member])) {
      const known = codes.get(code) ?? { code, ecu: '', explanation: String(description ?? ''), kinds: [] };
      if (!known.kinds.includes(kind)) known.kinds.push(kind);
      codes.set(code, known);
    }
  }
  return [...codes.values()];
}

const frameOf = (frame) => ({
  number: 0,
  ecu: '',
  code: String(frame.code ?? ''),
  values: Object.entries(frame.v ?? {}).map(([name, value]) => ({ name, description: name, value, unit: frame.u?.[name] ?? null })),
});

/** The diagnosis from the published trouble codes and the freeze frame; null if no codes were published. */
export function published(sent, frame) {
  if (!sent) return null;
  return {
    published: true,
    time: Number(sent.t) || 0,
    mil: typeof sent.mil === 'boolean' ? sent.mil : undefined,
    codes: codesOf(sent),
    missing: Object.fromEntries(Object.entries(KINDS).filter(([member]) => !Array.isArray(sent[member])).map(([, kind]) => [kind, ''])),
    freeze_frames: frame ? [frameOf(frame)] : [],
  };
}

/** Whether published codes are others than those that were read, in the services that the vehicle publishes. */
export function differs(sent, read) {
  const kinds = Object.values(KINDS).filter((kind) => !(kind in sent.missing));
  const keys = ({ codes }) => [...new Set(codes.flatMap((c) => c.kinds.filter((kind) => kinds.includes(kind))
    .map((kind) => `${kind} ${String(c.code).split('-')[0]}`)))].sort().join();
  return keys(sent) !== keys(read);
}
