import { randomUUID } from 'node:crypto';
import { isFields } from './json.ts';
import type { Destination, Message, Messages } from './messages.ts';
import { validateMessage } from './validate-message.ts';

const maxUses = 5;
const lifetime = 30 * 60 * 1000;

/** One post to a response_url, taken or refused. */
export interface ResponsePost {
  /** Epoch milliseconds. */
  time: number;
  body: unknown;
  status: number;
  /** Why it was refused; null where it was taken. */
  error: string | null;
  /** Slack's explanation of the refusal. */
  messages: string[];
  /** The message it made or changed, as it is now; null where refused. */
  message: Message | null;
}

interface ResponseUrl {
  opened: number;
  destination: Destination;
  /** Who is answered, and sees it where it is ephemeral. */
  user: string;
  /** The message that replace_original and delete_original mean. */
  original: Message | null;
  posts: ResponsePost[];
}

/** The response_urls handed out: five uses within 30 minutes each. */
export class Responses {
  readonly #messages: Messages;
  readonly #now: () => number;
  readonly #urls = new Map<string, ResponseUrl>();
  readonly #watchers = new Set<() => void>();

  constructor(messages: Messages, now: () => number) {
    this.#messages = messages;
    this.#now = now;
  }

  /** Opens one, and returns its ID. For an action, `original` is the message it was taken in. */
  open(user: string, destination: Destination, original: Message | null = null): string {
    const id = randomUUID();
    this.#urls.set(id, { opened: this.#now(), destination, user, original, posts: [] });
    return id;
  }

  /** Everything posted to one so far, refused posts included. */
  posts(id: string): ResponsePost[] {
    return this.#urls.get(id)?.posts ?? [];
  }

  /** Takes a post as Slack does. */
  take(id: string, body: unknown): ResponsePost {
    const url = this.#urls.get(id);
    const post: ResponsePost = { time: this.#now(), body, status: 200, error: null, messages: [], message: null };
    if (url === undefined) return { ...post, status: 404, error: 'no_such_url' };
    const refusal = this.#refusal(url, body);
    url.posts.push(refusal === undefined ? { ...post, message: this.#apply(url, id, body) } : { ...post, ...refusal });
    for (const watcher of this.#watchers) watcher();
    return url.posts.at(-1) ?? post;
  }

  /**
   * Takes what the ack of a command carried, which Slack shows like a post but does not count as a use.
   * Undefined where the ack was empty.
   */
  acknowledge(id: string, body: unknown): Pick<ResponsePost, 'error' | 'message'> | undefined {
    const url = this.#urls.get(id);
    const content = typeof body === 'string' && body !== '' ? { text: body } : body;
    if (url === undefined || !isFields(content) || Object.keys(content).length === 0) return undefined;
    const refusal = validateMessage(content);
    if (refusal !== undefined) return { error: refusal.error, message: null };
    return { error: null, message: this.#apply(url, 'ack', content) };
  }

  /** Waits until the posts satisfy `until`; throws with what came where that takes too long. */
  async wait(id: string, until: (posts: ResponsePost[]) => boolean, timeout: number): Promise<ResponsePost[]> {
    if (until(this.posts(id))) return this.posts(id);
    return new Promise((resolve, reject) => {
      const finish = (settle: () => void) => {
        this.#watchers.delete(look);
        clearTimeout(timer);
        settle();
      };
      const look = () => {
        if (until(this.posts(id))) finish(() => resolve(this.posts(id)));
      };
      const tooLate = () => {
        const came = JSON.stringify(this.posts(id).map(({ status, error, body }) => ({ status, error, body })));
        reject(new Error(`Not answered as awaited within ${timeout} ms; came: ${came.slice(0, 4000)}`));
      };
      const timer = setTimeout(() => finish(tooLate), timeout);
      this.#watchers.add(look);
    });
  }

  #refusal(url: ResponseUrl, body: unknown): Pick<ResponsePost, 'status' | 'error' | 'messages'> | undefined {
    const used = url.posts.filter((post) => post.error === null).length;
    if (this.#now() - url.opened > lifetime) return { status: 404, error: 'expired_url', messages: [] };
    if (used >= maxUses) return { status: 404, error: 'used_url', messages: [] };
    if (!isFields(body)) return { status: 400, error: 'invalid_payload', messages: [] };
    const refusal = isSet(body.delete_original) ? undefined : validateMessage(body);
    return refusal === undefined ? undefined : { status: 200, ...refusal };
  }

  #apply(url: ResponseUrl, id: string, body: unknown): Message | null {
    if (!isFields(body)) return null;
    if (isSet(body.delete_original)) {
      if (url.original !== null) this.#messages.delete(url.original);
      return url.original;
    }
    if (isSet(body.replace_original) && url.original !== null && !url.original.deleted) {
      return this.#messages.update(url.original, body, id);
    }
    const seen = body.response_type === 'in_channel' ? null : url.user;
    const message = this.#messages.post(body, { ...url.destination, user: seen }, id);
    url.original = message;
    return message;
  }
}

/** Slack takes the text "true" as well. */
function isSet(flag: unknown): boolean {
  return flag === true || flag === 'true';
}
