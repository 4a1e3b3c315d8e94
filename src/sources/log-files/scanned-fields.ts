/** A record's own fields whose values are found while it is scanned, without parsing it. */
export const scannedFields = [
  'eventName',
  'eventTime',
  'awsRegion',
  'eventID',
  'eventSource',
  'sourceIPAddress',
  'recipientAccountId',
  'userIdentity',
  'errorCode',
  'errorMessage',
  'readOnly',
  'eventType',
  'additionalEventData',
  'responseElements',
  'serviceEventDetails',
  'sessionCredentialFromConsole',
  'userAgent',
  'insightDetails',
  'eventVersion',
  'eventCategory',
  'sharedEventID',
  'digestStartTime',
  'Records',
] as const;
export type ScannedField = (typeof scannedFields)[number];

export const recordsField = scannedFields.indexOf('Records');

interface Candidate {
  /** The last four letters as one number: they tell names of one length apart. */
  ending: number;
  letters: Buffer;
  field: number;
}

/** By the length of the name. */
const candidates: Candidate[][] = [];
for (const [field, name] of scannedFields.entries()) {
  const letters = Buffer.from(name);
  const candidate = { ending: letters.readInt32LE(letters.length - 4), letters, field };
  candidates[name.length] = [...(candidates[name.length] ?? []), candidate];
}

/** The number of the scanned field whose name stands there, or -1. */
export function fieldAt(view: DataView, from: number, to: number): number {
  const likely = candidates[to - from];
  if (likely === undefined || to > view.byteLength) return -1;
  const last = view.getInt32(to - 4, true);
  for (const { ending, letters, field } of likely) if (ending === last && stands(letters, view, from)) return field;
  return -1;
}

function stands(letters: Buffer, view: DataView, from: number): boolean {
  for (let at = 0; at < letters.length - 4; at++) if (view.getUint8(from + at) !== letters[at]) return false;
  return true;
}
