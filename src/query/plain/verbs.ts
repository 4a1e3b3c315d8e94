/** How a verb asks: for one event by its noun, for what changed, for what was read, for any use, for anything at all. */
export type VerbKind = 'deed' | 'change' | 'read' | 'touch' | 'do' | 'make';

export interface Verb {
  name: string;
  kind: VerbKind;
  /** The first words of the events it may mean, likeliest first. */
  calls: readonly string[];
}

/** Verbs that people use, those of a line alike; the first words of event names that each of them may mean. */
const families: readonly (readonly [kind: VerbKind, verbs: string, calls: string])[] = [
  ['deed', 'delete remove destroy drop erase wipe purge', 'delete remove terminate deregister'],
  ['deed', 'create add provision build', 'create add put register allocate request'],
  ['deed', 'launch boot', 'run start launch'],
  ['deed', 'terminate kill', 'terminate delete'],
  ['deed', 'stop halt pause', 'stop disable'],
  ['deed', 'disable deactivate suspend', 'disable deactivate stop'],
  ['deed', 'start resume', 'start enable'],
  ['deed', 'enable activate', 'enable activate start'],
  ['deed', 'open', 'open authorize'],
  ['deed', 'close', 'close revoke'],
  ['deed', 'update modify', 'update modify put set change'],
  ['deed', 'replace', 'replace put update'],
  ['deed', 'publish', 'publish'],
  ['deed', 'share', 'share'],
  ['deed', 'rotate', 'rotate'],
  ['deed', 'assume', 'assume'],
  ['deed', 'upload', 'upload put'],
  ['deed', 'send', 'send'],
  ['deed', 'reset', 'reset'],
  ['deed', 'deploy', 'deploy create update'],
  ['deed', 'grant', 'grant put'],
  ['change', 'change edit alter set configure reconfigure tweak', 'put update modify set change edit'],
  ['read', 'list enumerate', 'list describe get'],
  ['read', 'describe inspect', 'describe get list'],
  ['read', 'get fetch read view download see retrieve', 'get describe list view'],
  ['touch', 'touch access use handle', 'access'],
  ['do', 'do happen occur', ''],
  ['make', 'make produce', 'create'],
  ['make', 'call run execute invoke perform issue trigger cause', 'run invoke execute'],
];

/** Forms that no rule gives. */
const irregular: ReadonlyMap<string, string> = new Map([
  ['do', 'does did doing done'],
  ['make', 'makes made making'],
  ['run', 'runs ran running'],
  ['get', 'gets got getting gotten'],
  ['read', 'reads reading'],
  ['see', 'sees saw seeing seen'],
  ['set', 'sets setting'],
  ['reset', 'resets resetting'],
  ['shut', 'shuts shutting'],
  ['spin', 'spins spun spinning'],
  ['bring', 'brings brought bringing'],
  ['tear', 'tears tore tearing torn'],
  ['build', 'builds built building'],
  ['send', 'sends sent sending'],
  ['delete', 'deletes deleted deleting deletion deletions'],
  ['create', 'creates created creating creation creations'],
  ['terminate', 'terminates terminated terminating termination terminations'],
  ['rotate', 'rotates rotated rotating rotation rotations'],
  ['modify', 'modifies modified modifying modification modifications'],
  ['update', 'updates updated updating'],
  ['assume', 'assumes assumed assuming assumption'],
]);

/** Verbs in two parts, which may stand apart (`turned the trail off`), and the verb they come to. */
export const partedVerbs: readonly (readonly [verbs: string, part: string, means: string])[] = [
  ['turn switch', 'off', 'disable'],
  ['turn switch', 'on', 'enable'],
  ['shut', 'down', 'stop'],
  ['spin bring', 'up', 'launch'],
  ['set', 'up', 'create'],
  ['tear', 'down', 'delete'],
  ['make', 'public', 'publish'],
  ['open', 'up', 'open'],
];

/** Every form of a verb, of which the rules of English give most. */
export function formsOf(verb: string): string[] {
  const given = irregular.get(verb);
  if (given !== undefined) return [verb, ...given.split(' ').filter((form) => form !== '')];
  const stem = verb.endsWith('e') ? verb.slice(0, -1) : doubled(verb);
  if (/[^aeiou]y$/.test(verb)) return [verb, `${verb.slice(0, -1)}ies`, `${verb.slice(0, -1)}ied`, `${verb}ing`];
  const third = /(?:s|x|z|ch|sh)$/.test(verb) ? `${verb}es` : `${verb}s`;
  return [verb, third, `${stem}ed`, `${stem}ing`];
}

function doubled(verb: string): string {
  const mayDouble = /^(?:[^aeiou]*[aeiou][bdgmnprt]|.*(?:permit|submit|admit|commit|transfer))$/.test(verb);
  return mayDouble ? `${verb}${verb.at(-1)}` : verb;
}

/** The verb a form belongs to, by form. */
export const verbForms: ReadonlyMap<string, Verb> = new Map(
  families.flatMap(([kind, verbs, calls]) =>
    verbs.split(' ').flatMap((name) => {
      const verb = { name, kind, calls: calls === '' ? [] : [...new Set([name, ...calls.split(' ')])] };
      return formsOf(name).map((form) => [form, verb] as const);
    }),
  ),
);

/** A verb by its base form; one that no family holds means the events that begin with it. */
export function verbNamed(name: string): Verb {
  return verbForms.get(name) ?? { name, kind: 'deed', calls: [name] };
}
