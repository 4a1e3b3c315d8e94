import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { z } from 'zod';

/** The bot's scopes by manifest.yml. */
interface ManifestScopes {
  needed: string[];
  /** Those that may be declined when Trail is installed. */
  optional: string[];
}

const manifest = z.object({
  oauth_config: z.object({
    scopes: z.object({ bot: z.array(z.string()), bot_optional: z.array(z.string()).default([]) }),
  }),
});

/** Reads the manifest that comes with Trail. */
export async function readManifestScopes(): Promise<ManifestScopes> {
  const text = await readFile(new URL('../../manifest.yml', import.meta.url), 'utf8');
  const { bot, bot_optional } = manifest.parse(parse(text)).oauth_config.scopes;
  return { needed: bot, optional: bot_optional };
}
