import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { isatty } from 'node:tty';
import { explain, fault } from '../../errors.ts';
import type { Miss } from '../../plan/coverage.ts';
import type { Fetch } from '../../plan/plan.ts';
import { raced, SearchStopped } from '../source.ts';
import { codeOf } from './code-of.ts';
import { type Held, holdStream } from './hold-stream.ts';
import { type Holding, holdingFolder, holdingOne } from './holding.ts';
import { listFolders } from './list-folders.ts';
import { reasonOf } from './missed-files.ts';
import { faultOfKind } from './read-folder.ts';

/** Standard input; null where it is a terminal, so that nobody would ever end it. */
export type Input = () => Readable | null;

/** Finds out what there is to read for some fetches. Throws SearchStopped where nothing can be. */
type OpenPlace = (fetches: readonly Fetch[], signal: AbortSignal) => Promise<Holding>;

/** As many bytes as a file may unzip to. */
const mostHeld = 2 ** 30;

/**
 * Opens a folder, a file, or a stream: standard input, or a pipe by its path. A folder is listed anew for each question;
 * a stream is read when it is first asked for, and kept for those that search again.
 *
 * @param root absolute or relative to the working directory; `-` stands for the input, where there is one
 */
export function placeOpener(root: string, input: Input | undefined): OpenPlace {
  let held: Promise<Held> | null = null;
  const hold = async (stream: () => Readable | null, name: string, signal: AbortSignal) => {
    held ??= holdInput(stream(), signal);
    return holdingOne({ path: root, fault: null, held: await raced(held, signal) }, name);
  };
  if (root === '-' && input !== undefined) return (_fetches, signal) => hold(input, 'Standard input', signal);

  const path = resolve(root);
  return async (fetches, signal) => {
    const found = await orStop(stat(path), root);
    if (found.isDirectory()) return holdingFolder(path, await orStop(listFolders(path, fetches, signal), root));
    if (found.isFile()) return holdingOne({ path, fault: null, held: null }, root);
    if (found.isSocket()) return holdingOne({ path, fault: faultOfKind(found), held: null }, root);
    const isTerminal = found.isCharacterDevice() && (await orStop(isTerminalAt(path), root));
    return hold(() => (isTerminal ? null : createReadStream(path)), root, signal);
  };
}

/** Why a place can't be searched at all, by what the file system threw. */
export function missOfPlace(root: string, error: unknown): Miss {
  const code = codeOf(error);
  const isMissing = code === 'ENOENT' || code === 'ENOTDIR';
  if (isMissing) return { reason: 'not-configured', message: explain(fault('place-missing', [root])) };
  return { reason: reasonOf(code), message: explain(fault('folder-unreadable', [root, code])) };
}

async function holdInput(stream: Readable | null, signal: AbortSignal): Promise<Held> {
  if (stream !== null) return holdStream(stream, mostHeld, signal);
  throw new SearchStopped({ reason: 'not-configured', message: explain(fault('input-terminal', [])) });
}

function orStop<T>(promise: Promise<T>, root: string): Promise<T> {
  return promise.catch((error: unknown) => {
    throw new SearchStopped(missOfPlace(root, error), { cause: error });
  });
}

async function isTerminalAt(path: string): Promise<boolean> {
  const device = await open(path, 'r');
  try {
    return isatty(device.fd);
  } finally {
    await device.close();
  }
}
