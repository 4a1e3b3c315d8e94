/** Keys whose values may be secrets, at any depth of a record. */
const secret =
  /secret|password|passwd|token|credential|private.?key|authorization|signature|api.?key|userdata|environment|connectionstring/i;

/** Paging and idempotency: worthless to a thief, and needed to tell repeated calls apart. */
const pagingToken = /^[^a-z0-9]*(?:next|client)[^a-z0-9]*token$/i;

/**
 * Ends of keys that say something about a secret without being it. `secretId` names the secret that was read,
 * `minimumPasswordLength` is a policy, `SignatureVersion` a number: an audit needs them.
 */
const describing =
  /(?:Ids?|IDs?|Arns?|ARNs?|Identifiers?|Names?|Types?|Mode|Versions?|Stages|Status|Expression|Required|Length|Age|Prevention|Count|Days|Seconds|TTL|Expiry|Expiration)$|[_-](?:id|arn|name|type|mode|version)s?$/;

/** The fields of issued credentials that identify rather than open: kept wherever credentials are masked. */
const identifying = /^(?:access[_-]?key[_-]?id|expir(?:y|ation)(?:time|date)?|expires(?:at|on|in)?)$/i;

/** Keys recur by the million and there are few of them. The bound is against records that invent keys. */
const known = new Map<string, boolean>();
const maxKnown = 5000;

/** Whether what stands under this key must not be shown. */
export function isSecretKey(key: string): boolean {
  const found = known.get(key);
  if (found !== undefined) return found;
  const answer = secret.test(key) && !pagingToken.test(key) && !describing.test(key);
  if (known.size >= maxKnown) known.clear();
  if (key.length <= 128) known.set(key, answer);
  return answer;
}

/** Whether a field inside a secret identifies it: access key IDs and expiry times. */
export function isIdentifyingKey(key: string): boolean {
  return identifying.test(key);
}

/** Whether a `{name, value}` pair with this name holds a secret. Tags named Environment are none. */
export function isSecretLabel(label: string): boolean {
  return isSecretKey(label) && !/^environment$/i.test(label);
}
