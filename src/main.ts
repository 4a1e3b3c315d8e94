#!/usr/bin/env node
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { QuestionLog } from './ask/question-log.ts';
import { readArguments } from './cli/arguments.ts';
import { printFault } from './cli/print-fault.ts';
import { exits, runQuestion } from './cli/run.ts';
import { type Config, describeFault, readConfig, readSettings, readState, type Settings } from './config.ts';
import type { ConfigRead } from './doctor/check-config.ts';
import { failed, fault } from './errors.ts';
import { sampleConfig } from './sample/sample-config.ts';
import { createAdapters } from './start/adapters.ts';
import { statePlace } from './state/state-place.ts';

const version: string = createRequire(import.meta.url)('../package.json').version;
const clock = () => Date.now();
const out = (text: string) => process.stdout.write(text);
const err = (text: string) => process.stderr.write(text);

const howToGoOn =
  'Put these right, and npm start again; npx trail doctor checks everything Trail needs. To see Trail meanwhile, start it without any SLACK_… setting: that is the playground, which needs no account.\n';

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
process.exitCode = await main(process.argv.slice(2));

/**
 * `trail start` runs the bot, `trail doctor` looks at what it needs, `trail asked` tells who asked what, anything else
 * is a question. Returns the exit code.
 */
async function main(given: readonly string[]): Promise<number> {
  try {
    if (given[0] === 'start' && given.length === 1) return await start();
    if (given[0] === 'doctor') return await doctor(given.slice(1));
    if (given[0] === 'asked') return await asked(given.slice(1));
    return await question(given);
  } catch (error) {
    err(
      `Trail failed by a fault of its own: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    return exits.failed;
  }
}

async function start(): Promise<number> {
  const set = await configure();
  if (set === null) {
    err(howToGoOn);
    return exits.misunderstood;
  }
  const stop = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stop.abort());
  const region = process.env.AWS_REGION ?? process.env.AWS_DEFAULT_REGION;
  const { settings, config } = set;
  const { slack } = settings;
  if (slack.mode === 'none') {
    const { play } = await import('./start/play.ts');
    return play({ settings, version, clock, out, err, stop: stop.signal });
  }
  const { serve } = await import('./start/serve.ts');
  return serve({ settings: { ...settings, slack }, config, version, region, clock, err, stop: stop.signal });
}

async function question(given: readonly string[]): Promise<number> {
  const line = readArguments(given);
  if (!line.ok) {
    err(printFault(line.fault));
    return exits.misunderstood;
  }
  const { logs, sample } = line.value;
  const config = sample ? sampleConfig : await configured();
  if (config === null) return exits.misunderstood;
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  const region = process.env.AWS_REGION ?? process.env.AWS_DEFAULT_REGION;
  const onBug = (error: unknown) => err(`${error instanceof Error ? error.stack : String(error)}\n`);
  const adapters = createAdapters({
    config,
    logs,
    sample,
    version,
    region,
    clock,
    onLookup: () => undefined,
    onBug,
  });
  const answer = (log?: QuestionLog) => runQuestion(line.value, adapters, terminal(config), stop.signal, log);
  const state = readState(process.env);
  try {
    if (sample || !state.ok || !state.value.chosen) return await answer();
    const { record } = await import('./cli/record.ts');
    return await record(answer, { place: statePlace(state.value), clock, err });
  } finally {
    await adapters.close();
  }
}

/** Looks at everything that Trail needs, and says what to do about each fault. */
async function doctor(given: readonly string[]): Promise<number> {
  const extra = given.find((word) => word !== '--json');
  if (extra !== undefined) {
    err(printFault(fault('doctor-flag', [extra], { example: 'doctor' })));
    return exits.misunderstood;
  }
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  const { examine } = await import('./doctor/examine.ts');
  const { findingsJson, printFindings } = await import('./doctor/print-findings.ts');
  const { findings, understood } = await examine({
    version,
    node: process.versions.node,
    env: process.env,
    read: await readConfiguration(),
    region: process.env.AWS_REGION ?? process.env.AWS_DEFAULT_REGION,
    clock,
    onBug: (error) => err(`${error instanceof Error ? error.stack : String(error)}\n`),
    signal: stop.signal,
  });
  out(given.includes('--json') ? findingsJson(findings) : printFindings(findings, terminal(sampleConfig)));
  if (!understood) return exits.misunderstood;
  return findings.every(({ state }) => state !== 'wrong') ? exits.complete : exits.incomplete;
}

/** Prints the bot's own audit trail. */
async function asked(given: readonly string[]): Promise<number> {
  const extra = given.find((word) => word !== '--json');
  if (extra !== undefined) {
    err(printFault(fault('word-unexpected', [extra], { example: 'asked --json' })));
    return exits.misunderstood;
  }
  const state = readState(process.env);
  if (!state.ok) {
    tell([describeFault(state.fault)]);
    return exits.misunderstood;
  }
  const { openStore } = await import('./state/open-store.ts');
  const { printAsked } = await import('./cli/asked.ts');
  const store = await openStore(statePlace(state.value));
  if (!store.ok) {
    err(printFault(store.fault.fault));
    return exits.failed;
  }
  try {
    await printAsked(store.value, 0, given.includes('--json'), terminal(sampleConfig));
    return exits.complete;
  } finally {
    await store.value.close();
  }
}

function terminal({ accounts }: Config) {
  const colour = process.stdout.isTTY && process.env.NO_COLOR === undefined;
  return {
    out,
    err,
    colour,
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    width: process.stdout.columns ?? (Number(process.env.COLUMNS) || 120),
    watched: process.stderr.isTTY,
    accountNames: new Map(accounts.flatMap(({ id, name }) => (id === null ? [] : [[id, name] as const]))),
  };
}

/** The environment and trail.yml as read, or null after every fault was told. */
async function configure(): Promise<{ settings: Settings; config: Config } | null> {
  const settings = readSettings(process.env);
  if (!settings.ok) tell(settings.fault.map((found) => describeFault(found)));
  const config = await configured();
  return settings.ok && config !== null ? { settings: settings.value, config } : null;
}

/** trail.yml as read, or null after every fault was told. */
async function configured(): Promise<Config | null> {
  const { config } = await readConfiguration();
  if (config.ok) return config.value;
  tell(config.fault);
  return null;
}

async function readConfiguration(): Promise<ConfigRead> {
  const asked = process.env.TRAIL_CONFIG?.trim() || null;
  const file = asked ?? 'trail.yml';
  const text = await readConfigFile(asked);
  if (text instanceof Error) {
    const why = `${file} can’t be read: ${text.message}. Correct TRAIL_CONFIG or the file.`;
    return { file, present: true, config: failed([why]) };
  }
  const config = readConfig(text);
  const told = config.ok ? config : failed(config.fault.map((found) => describeFault(found, file)));
  return { file, present: text !== null, config: told };
}

function tell(faults: readonly string[]): void {
  for (const fault of faults) err(`${fault}\n`);
}

/** The text of the file that was asked for, or of trail.yml; null where nobody asked and there is none. */
async function readConfigFile(asked: string | null): Promise<string | null | Error> {
  try {
    return await readFile(asked ?? 'trail.yml', 'utf8');
  } catch (error) {
    const absent = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (asked === null && absent) return null;
    return error instanceof Error ? error : new Error(String(error));
  }
}
