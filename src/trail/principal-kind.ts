import type { Principal } from './event.ts';

interface Rule<T> {
  when: (given: T) => boolean;
  is: boolean;
  because: string;
}

/** Names that software gives its sessions. The first rule that holds decides. */
const machineNames: readonly Rule<string>[] = [
  { when: (name) => name.includes('@'), is: false, because: 'an e-mail address is somebody, digits or not' },
  { when: (name) => /^i-(?:[0-9a-f]{8}|[0-9a-f]{17})$/.test(name), is: true, because: 'EC2 names them by instance' },
  { when: (name) => /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/i.test(name), is: true, because: 'it holds a UUID' },
  {
    when: (name) => /^(?:botocore-session|aws-sdk|aws-go-sdk|awscli-session|aws-cli|assume-role-session)/i.test(name),
    is: true,
    because: 'SDKs and the AWS CLI name sessions so when nobody does',
  },
  { when: (name) => /\d{9,}/.test(name), is: true, because: 'it holds an epoch stamp or a serial number' },
  {
    when: (name) => /(?<![a-z0-9])(?=[a-f]*\d)[0-9a-f]{12,}(?![a-z0-9])/i.test(name),
    is: true,
    because: 'it holds a long hexadecimal ID, as ECS tasks and builds have',
  },
  { when: (name) => /^ip-\d+-\d+-\d+-\d+/.test(name), is: true, because: 'it is a host name' },
];

/** Whether a session name was made up by software: an instance ID, a UUID, an epoch stamp, an SDK's default. */
export function isMachineSession(name: string): boolean {
  return decide(machineNames, name) ?? false;
}

/** Words in names of users and sessions that belong to software. */
const tool =
  /(?:^|[-_.\s])(?:bot|svc|service|ci|cd|cicd|deploy|deployer|deployment|automation|auto|build|builder|jenkins|gitlab|github|githubactions|circleci|terraform|tf|ansible|pulumi|cdk|packer|lambda|ecs|eks|ec2|ssm|backup|monitor|monitoring|scanner|pipeline|runner|agent|cron|job|worker|daemon|app|api|system|sync|role|session|chatbot|trail|cli|prod|staging|dev)(?:[-_.\s\d]|$)/i;

/** Whether a person is at the other end. The first rule that holds decides; records never say it outright. */
const humanRules: readonly Rule<Principal>[] = [
  { when: isService, is: false, because: 'an AWS service calls, for itself or on behalf of somebody' },
  { when: isRoot, is: true, because: 'root is for people; a machine that uses it is worth seeing' },
  { when: ({ mfa }) => mfa === true, is: true, because: 'machines hold no MFA device' },
  {
    when: (caller) => caller.console || caller.credentials === 'console',
    is: true,
    because: 'the console is for people',
  },
  {
    when: ({ type, name }) => type === 'WebIdentityUser' && /^(?:repo|system|project_path|organization):/.test(name),
    is: false,
    because: 'CI systems and Kubernetes give such subjects to their jobs',
  },
  {
    when: ({ type }) => ['IdentityCenterUser', 'SAMLUser', 'WebIdentityUser', 'Directory'].includes(type),
    is: true,
    because: 'directories and identity providers hold people',
  },
  { when: ({ type, person }) => type === 'Unknown' && person !== null, is: true, because: 'people type passwords' },
  {
    when: ({ role }) => role !== null && permissionSet(role) !== null,
    is: true,
    because: 'Identity Center signs in people',
  },
  { when: ({ role }) => /^AWSServiceRoleFor/.test(role ?? ''), is: false, because: 'only its service can assume it' },
  { when: ({ type }) => type === 'AWSAccount' || type === 'Unknown', is: false, because: 'the record names nobody' },
  { when: ({ name }) => isMachineSession(name), is: false, because: 'software made the name up' },
  { when: ({ name }) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(name), is: true, because: 'it is an e-mail address' },
  { when: ({ name }) => tool.test(name), is: false, because: 'the name speaks of a tool' },
  {
    when: ({ type }) => type === 'IAMUser',
    is: true,
    because: 'IAM users are people unless their name says otherwise',
  },
  {
    when: ({ name }) => /^\p{L}+(?:[.'’ -]\p{L}+){0,3}\d{0,3}$/u.test(name),
    is: true,
    because: 'it is made like the name of a person',
  },
];

/** Whether a principal is most likely a person: root, a console user, Identity Center, a session named like somebody. */
export function isHuman(principal: Principal): boolean {
  return decide(humanRules, principal) ?? false;
}

/** Whether an AWS service made the call, for itself or on behalf of somebody (`invokedBy`). */
export function isService({ credentials, invokedBy }: Principal): boolean {
  return credentials === 'aws service' || invokedBy !== null;
}

/** Whether the root user called, or a session assumed as root. Its name tells nothing: anybody may call a session root. */
export function isRoot({ type, credentials }: Principal): boolean {
  return type === 'Root' || credentials === 'root';
}

/** Whether somebody else goes by the name of the root user, and so must not be told by that name alone. */
export function isNamesakeOfRoot(principal: Principal): boolean {
  return principal.name.trim().toLowerCase() === 'root' && !isRoot(principal);
}

/** Whether other calls may tell more of a caller than the record of this one does. */
export function isIncomplete({ type, name, role, account, id, person }: Principal): boolean {
  if (type === 'AWSService') return false;
  const roleless = role === null && (type === 'AssumedRole' || type === 'Role');
  return person !== null || type === 'Unknown' || account === null || roleless || name === id;
}

/** A principal's role as people know it: for Identity Center the permission set, else the role name; null without one. */
export function displayRole({ role }: Principal): string | null {
  return role === null ? null : shownRole(role);
}

/** A role's name as people know it: the permission set of Identity Center, else as it stands. */
export function shownRole(role: string): string {
  return permissionSet(role) ?? role;
}

/** `Admin` of the role AWSReservedSSO_Admin_0123456789abcdef, which Identity Center makes of a permission set. */
function permissionSet(role: string): string | null {
  return /^AWSReservedSSO_(.+)_[0-9a-f]{16}$/.exec(role)?.[1] ?? null;
}

function decide<T>(rules: readonly Rule<T>[], given: T): boolean | null {
  return rules.find((rule) => rule.when(given))?.is ?? null;
}

/** The name that calls are counted under: a session that a machine named is its role's use. */
export function toldName({ name, role }: Pick<Principal, 'name' | 'role'>): string {
  return role !== null && isMachineSession(name) ? role : name;
}
