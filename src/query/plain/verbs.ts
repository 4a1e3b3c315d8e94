import { type VerbKind, verbFamilies } from '../../catalogue/verbs.ts';

export interface Verb {
  name: string;
  kind: VerbKind;
  /** The first words of the events it may mean, likeliest first. */
  calls: readonly string[];
}

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
  verbFamilies.flatMap(([kind, verbs, calls]) =>
    verbs.split(' ').flatMap((name) => {
      const verb = { name, kind, calls: calls === '' ? [] : [...new Set([name, ...calls.split(' ')])] };
      return formsOf(name).map((form) => [form, verb] as const);
    }),
  ),
);

/** A verb by its base form; one that no family holds means the events that begin with it. */
export function verbNamed(name: string): Verb {
  return verbForms.get(name) ?? { name, kind: 'event', calls: [name] };
}
