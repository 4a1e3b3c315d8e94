import { fieldIsOneOf } from './field-text.ts';
import type { RecordSpan } from './scan-records.ts';
import { scannedFields } from './scanned-fields.ts';

const isCallCategory = fieldIsOneOf('eventCategory', ['Management', 'Data', 'NetworkActivity']);
const isOtherType = fieldIsOneOf('eventType', ['AwsCloudTrailInsight', 'AwsAggregatedEvent']);
const category = scannedFields.indexOf('eventCategory');
const insight = scannedFields.indexOf('insightDetails');
const digest = scannedFields.indexOf('digestStartTime');

/** Whether a record may tell of something else than one call, by its bytes: see recordKind. False: it surely does not. */
export function mayBeOther(record: RecordSpan): boolean {
  if (isCallCategory(record) === true) return false;
  const { from } = record;
  const isTelling = (from[category] ?? -1) >= 0 || (from[insight] ?? -1) >= 0 || (from[digest] ?? -1) >= 0;
  return isTelling || record.oddKeys || isOtherType(record) === true;
}
