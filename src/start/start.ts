import { exits } from '../cli/terminal.ts';
import { configure } from './configuration.ts';
import type { Outside } from './outside.ts';

const howToGoOn =
  'Put these right, and npm start again; npx trail doctor checks everything Trail needs. To see Trail meanwhile, start it without any SLACK_… setting: that is the playground, which needs no account.\n';

/** `trail start`: the bot where Slack's settings are present, the playground where none is. Returns the exit code. */
export async function start(outside: Outside): Promise<number> {
  const { env, version, clock, out, err } = outside;
  const set = await configure(outside);
  if (set === null) {
    err(howToGoOn);
    return exits.misunderstood;
  }
  const stop = outside.stopAt('SIGTERM', 'SIGINT');
  // Whoever runs long may take the time to read the source maps, so that every trace in its log names the source.
  process.setSourceMapsEnabled(true);
  const { settings, config } = set;
  const { slack } = settings;
  if (slack.mode === 'none') {
    const { play } = await import('./play.ts');
    return play({ settings, version, clock, out, err, stop });
  }
  const { serve } = await import('./serve.ts');
  const region = env.AWS_REGION || env.AWS_DEFAULT_REGION;
  return serve({ settings: { ...settings, slack }, config, version, region, clock, err, stop });
}
