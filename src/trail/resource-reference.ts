import { parseArn } from './resources.ts';

/**
 * A text that names a resource, taken apart: an ARN or a part of one, `s3://bucket/key`, the address of a queue, an
 * object or an image, or a plain name. What it does not tell is null.
 */
export interface Reference {
  text: string;
  /** How it was written. */
  form: 'name' | 'ARN' | 'partial ARN' | 'URL';
  partition: string | null;
  /** As in ARNs: `s3`, `lambda`. */
  service: string | null;
  region: string | null;
  account: string | null;
  /** As in ARNs, in small letters: `function`, `role`; `bucket`, `object`, `queue`, `topic` where ARNs have no word for it. */
  kind: string | null;
  /** What stands before the name: `function:`, `role/`; empty where nothing does. */
  prefix: string;
  /** What it is called: `biller`, `prod/db`; of an object the bucket and key. */
  name: string;
  /** The name behind its path, `ops/admin`; the name alone where it has none. */
  path: string;
  /** Whether the path may be left out, as in the ARNs of sessions. */
  isPathOptional: boolean;
  /** The version, alias or revision that it names: nothing else of that name will do. */
  version: string | null;
  /** The name with what AWS added to it, as to secrets and stacks: two that differ there are two things. */
  suffixed: string | null;
  /** Ends by which it may be asked for though others have them too: the file name of an object. */
  ends: readonly string[];
  /** What it is in: the bucket of an object, the table of an index. */
  around: { kind: string; prefix: string; name: string } | null;
  /** Whether everything is meant that begins so, as all objects under `s3://bucket/folder/`. */
  isFolder: boolean;
  /** Whether AWS takes it in any case. */
  isAnyCase: boolean;
}

const nothing = {
  partition: null,
  service: null,
  region: null,
  account: null,
  kind: null,
  prefix: '',
  isPathOptional: false,
  version: null,
  suffixed: null,
  ends: [],
  around: null,
  isFolder: false,
  isAnyCase: false,
} as const;

/** Reads what may name a resource. Never fails: what has no shape of its own is a plain name. */
export function readReference(text: string): Reference {
  return readArn(text) ?? readUrl(text) ?? readPartialArn(text) ?? plainReference(text);
}

/** A name, whatever it looks like. */
export function plainReference(text: string): Reference {
  return { ...nothing, text, form: 'name', name: text, path: text };
}

/** Everything that it, or what it is in, may be called: by whom it is told in which form is no matter. */
export function callingsOf(reference: Reference): Set<string> {
  const { text, prefix, name, path, version, suffixed, ends, around } = reference;
  const own = [name, path, suffixed ?? name];
  const callings = new Set([text, ...own, ...own.map((one) => prefix + one), ...ends]);
  if (version !== null) for (const one of [name, prefix + name]) callings.add(`${one}:${version}`);
  if (around !== null) for (const one of [around.name, around.prefix + around.name]) callings.add(one);
  callings.delete('');
  return callings;
}

function readArn(text: string): Reference | null {
  const arn = parseArn(text);
  if (arn === null || arn.resource === '') return null;
  const { partition, service, region, account, resource } = arn;
  const place = { partition: orNull(partition), region: orNull(region), account: orNull(account) };
  return { ...nothing, text, form: 'ARN', service, ...place, ...partsOf(service, account, resource) };
}

const orNull = (text: string) => (text === '' || text === '*' ? null : text);

type Parts = Pick<Reference, 'name' | 'path'> & Partial<Reference>;

/** How the end of an ARN is built, by service and the word it begins with. */
type Build =
  /** A version, alias or revision stands behind the name: `function:biller:prod`. */
  | 'version'
  /** All of it is the name, slashes included: `parameter/prod/db`. */
  | 'whole'
  /** A path stands before the name: `role/ops/admin`, `service/cluster/web`. */
  | 'path'
  /** What stands behind the name is in it: `table/orders/index/by-date`. */
  | 'inside'
  /** AWS adds an ID behind the name: `stack/web/<UUID>`, `loadbalancer/app/web/<ID>`. */
  | 'id'
  | 'secret'
  | 'log-group';

const builds: ReadonlyMap<string, Build> = new Map([
  ['lambda function', 'version'],
  ['lambda layer', 'version'],
  ['ecs task-definition', 'version'],
  ['batch job-definition', 'version'],
  ['states statemachine', 'version'],
  ['ssm parameter', 'whole'],
  ['ecr repository', 'whole'],
  ['ecr-public repository', 'whole'],
  ['iam role', 'path'],
  ['iam user', 'path'],
  ['iam group', 'path'],
  ['iam policy', 'path'],
  ['iam instance-profile', 'path'],
  ['iam server-certificate', 'path'],
  ['iam mfa', 'path'],
  ['ecs service', 'path'],
  ['ecs task', 'path'],
  ['ecs container-instance', 'path'],
  ['events rule', 'path'],
  ['dynamodb table', 'inside'],
  ['kinesis stream', 'inside'],
  ['es domain', 'inside'],
  ['apigateway restapis', 'inside'],
  ['apigateway apis', 'inside'],
  ['states execution', 'inside'],
  ['cloudformation stack', 'id'],
  ['cloudformation stackset', 'id'],
  ['cloudformation changeset', 'id'],
  ['elasticloadbalancing loadbalancer', 'id'],
  ['elasticloadbalancing targetgroup', 'id'],
  ['wafv2 regional', 'id'],
  ['wafv2 global', 'id'],
  ['eks nodegroup', 'id'],
  ['codebuild build', 'id'],
  ['secretsmanager secret', 'secret'],
  ['logs log-group', 'log-group'],
]);

/** Services whose ARNs end in a name without a word before it, and what that name is of. */
const wordless: ReadonlyMap<string, string> = new Map([
  ['sqs', 'queue'],
  ['sns', 'topic'],
  ['codecommit', 'repository'],
  ['codepipeline', 'pipeline'],
  ['execute-api', 'restapis'],
]);

/** Of databases, names are kept in small letters however they are written. */
const anyCaseServices: ReadonlySet<string> = new Set(['rds', 'redshift', 'elasticache']);

/** Whether the names of a service's resources mean the same in any case. */
export function isAnyCaseService(service: string): boolean {
  return anyCaseServices.has(service);
}

function partsOf(service: string, account: string, written: string): Parts {
  if (service === 's3' && account === '') return objectParts(written);
  const resource = written.replace(/^\//, '');
  const only = wordless.get(service);
  if (only !== undefined && !/^(?:endpoint|app)\//.test(resource))
    return insideParts({ prefix: '', kind: only, rest: resource });
  const [, prefix = '', rest = resource] = /^([^:/]*[:/])(.+)$/s.exec(resource) ?? [];
  const kind = prefix === '' ? null : prefix.slice(0, -1).toLowerCase();
  const build = builds.get(`${service} ${kind}`);
  const parts = build === undefined || kind === null ? otherParts(rest) : buildParts[build]({ prefix, kind, rest });
  return { kind, prefix, isAnyCase: isAnyCaseService(service), ...parts };
}

interface Written {
  prefix: string;
  kind: string;
  rest: string;
}

const buildParts: Record<Build, (written: Written) => Parts> = {
  version({ rest }) {
    const [name, version] = splitAt(rest, rest.indexOf(':'));
    return { name, path: name, version };
  },
  whole: ({ rest }) => ({ name: rest, path: rest, ends: [`/${rest}`] }),
  path: ({ rest }) => ({ name: rest.slice(rest.lastIndexOf('/') + 1), path: rest, isPathOptional: true }),
  inside: insideParts,
  id({ rest }) {
    const segments = rest.split(/[:/]/);
    const name = segments.at(-2);
    return name === undefined ? { name: rest, path: rest } : { name, path: name, suffixed: rest, ends: endsOf(rest) };
  },
  secret({ rest }) {
    const [, name] = /^(.+)-[A-Za-z0-9]{6}$/s.exec(rest) ?? [];
    return name === undefined ? { name: rest, path: rest } : { name, path: name, suffixed: rest };
  },
  'log-group'({ rest, ...group }) {
    const [name = '', stream = ''] = rest.replace(/:\*$/, '').split(':log-stream:');
    if (stream === '') return { name, path: name };
    return {
      kind: 'log-stream',
      prefix: '',
      name: stream,
      path: `${name}:log-stream:${stream}`,
      around: { ...group, name },
    };
  },
};

/** Of other services: the name is what stands last, or, where that is an ID of AWS's, before it. */
function otherParts(rest: string): Parts {
  const [, name] = /^([^:/]+)[:/][0-9a-f-]{16,36}$/i.exec(rest) ?? [];
  const last = rest.slice(Math.max(rest.lastIndexOf('/'), rest.lastIndexOf(':')) + 1);
  return { name: last === '' ? rest : last, path: rest, ends: [...endsOf(rest), name ?? ''] };
}

/** `orders`; `orders/index/by-date`, `alerts:<subscription>`. */
function insideParts({ prefix, kind, rest }: Written): Parts {
  const [name, inner] = splitAt(rest, rest.search(/[:/]/));
  if (inner === null) return { kind, name: rest, path: rest };
  const around = { kind: kind === 'execution' ? 'statemachine' : kind, prefix, name };
  return { kind, name: rest, path: rest, ends: endsOf(rest), around };
}

function splitAt(text: string, at: number): [string, string | null] {
  return at < 0 ? [text, null] : [text.slice(0, at), text.slice(at + 1)];
}

/** What stands behind each `/` or `:`, of the last few. */
function endsOf(text: string): string[] {
  const places = [...text.matchAll(/[:/]/g)].slice(-maxEnds);
  return places.map(({ index }) => text.slice(index + 1));
}

const maxEnds = 40;

/** A bucket, or an object in it; `*` behind a key stands for whatever begins so. */
function objectParts(resource: string): Parts {
  const [bucket, rest] = splitAt(resource, resource.indexOf('/'));
  const key = rest?.replace(/\*$/, '') ?? '';
  if (rest === null || rest === '') return { kind: 'bucket', name: bucket, path: bucket };
  const path = `${bucket}/${key}`;
  const around = { kind: 'bucket', prefix: '', name: bucket };
  return {
    kind: 'object',
    name: path,
    path,
    ends: [key, ...endsOf(key)],
    around,
    isFolder: key !== rest || key.endsWith('/'),
  };
}

function readUrl(text: string): Reference | null {
  if (text.startsWith('s3://') && text.length > 5) return objectReference(text, text.slice(5));
  const [, host = '', path = ''] = /^https?:\/\/([^/?#\s]+)\/?([^?#]*)/.exec(text) ?? [];
  return readImage(text) ?? (host === '' ? null : (readQueueUrl(text, host, path) ?? readObjectUrl(text, host, path)));
}

const objectReference = (text: string, address: string): Reference => ({
  ...nothing,
  text,
  form: 'URL',
  service: 's3',
  ...objectParts(address),
});

/** Path and virtual-hosted style, dual-stack, websites and Regions included. */
function readObjectUrl(text: string, host: string, path: string): Reference | null {
  const [, bucket = '', end = ''] = objectHost.exec(host) ?? [];
  const key = decoded(path);
  if (end === '' || (bucket === '' && key === '')) return null;
  const partition = end.endsWith('.cn') ? 'aws-cn' : null;
  return { ...objectReference(text, bucket === '' ? key : `${bucket}/${key}`), partition };
}

const objectHost =
  /^(?:(.+)\.)?s3(?:-website|\.dualstack|-fips)*(?:[.-][a-z0-9-]+)?\.(amazonaws\.com(?:\.cn)?|api\.aws)(?::\d+)?$/;

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** The legacy address queue.amazonaws.com is of us-east-1. Behind a proxy, a queue's path alone tells. */
function readQueueUrl(text: string, host: string, path: string): Reference | null {
  const [, account, name] = queuePath.exec(path) ?? [];
  if (account === undefined || name === undefined) return null;
  const [, region] = /(?:^|\.)sqs(?:-fips)?\.([a-z0-9-]+)\./.exec(host) ?? /^([a-z0-9-]+)\.queue\./.exec(host) ?? [];
  return {
    ...queueReference(text, account, name),
    region: region ?? (host.startsWith('queue.amazonaws.com') ? 'us-east-1' : null),
    partition: host.endsWith('.cn') ? 'aws-cn' : null,
  };
}

const queuePath = /^\/?(\d{12})\/([\w-]+(?:\.fifo)?)\/?$/;

/** A queue by the path of its address alone, `/111122223333/orders`; null for any other text. */
export function readQueuePath(text: string): Reference | null {
  const [, account, name] = queuePath.exec(text) ?? [];
  return account === undefined || name === undefined ? null : queueReference(text, account, name);
}

function queueReference(text: string, account: string, name: string): Reference {
  return { ...nothing, text, form: 'URL', service: 'sqs', kind: 'queue', name, path: name, account };
}

/** `111122223333.dkr.ecr.us-east-1.amazonaws.com/team/web:1.2` */
function readImage(text: string): Reference | null {
  const [, account, region, name, version] = image.exec(text) ?? [];
  if (account === undefined || region === undefined || name === undefined) return null;
  const repository = { service: 'ecr', kind: 'repository', prefix: 'repository/', name, path: name };
  return { ...nothing, text, form: 'URL', ...repository, version: version ?? null, account, region };
}

const image =
  /^(?:https?:\/\/)?(\d{12})\.dkr[.-]ecr(?:-fips)?\.([a-z0-9-]+)\.(?:amazonaws\.com(?:\.cn)?|on\.aws)\/([^:@?#]+)(?:[:@]([^?#]+))?/;

/** The words that ARNs have before a name, and whose they are; null where several services have one. */
const services: ReadonlyMap<string, string | null> = new Map([
  ['function', 'lambda'],
  ['layer', 'lambda'],
  ['secret', 'secretsmanager'],
  ['role', 'iam'],
  ['user', 'iam'],
  ['group', 'iam'],
  ['policy', 'iam'],
  ['instance-profile', 'iam'],
  ['table', 'dynamodb'],
  ['db', 'rds'],
  ['log-group', 'logs'],
  ['task-definition', 'ecs'],
  ['parameter', 'ssm'],
  ['repository', 'ecr'],
  ['stack', 'cloudformation'],
  ['loadbalancer', 'elasticloadbalancing'],
  ['targetgroup', 'elasticloadbalancing'],
  ['rule', 'events'],
  ['statemachine', 'states'],
  ['trail', 'cloudtrail'],
  ['alias', 'kms'],
  ['cluster', null],
  ['service', null],
  ['task', null],
  ['snapshot', null],
  ['stream', null],
  ['domain', null],
]);

/** `111122223333:function:biller`, `us-east-1:111122223333:orders`, `function:biller`, `role/admin`. */
function readPartialArn(text: string): Reference | null {
  const [, region = null, account = null, resource = text] =
    /^(?:([a-z]{2}(?:-[a-z]+)+-\d):)?(\d{12}):(.+)$/s.exec(text) ?? [];
  const [, word = ''] = /^([A-Za-z-]+)[:/]./.exec(resource) ?? [];
  const service = services.get(word.toLowerCase());
  if (service === undefined && account === null) return null;
  const parts = service === undefined ? { name: resource, path: resource } : partsOf(service ?? '', '-', resource);
  return { ...nothing, text, form: 'partial ARN', service: service ?? null, ...parts, region, account };
}
