/**
 * What several generators yield, as it comes, each with the place of its generator. Each is asked for its next value
 * before the last one is handed on, so that it works while the reader does. When the reader stops, or one fails, the
 * signal the generators were given aborts, and this returns when all of them have.
 */
export async function* sideBySide<T>(
  outer: AbortSignal,
  begin: (signal: AbortSignal) => AsyncGenerator<T, void, undefined>[],
): AsyncGenerator<{ index: number; value: T }, void, undefined> {
  const over = new AbortController();
  const generators = begin(AbortSignal.any([outer, over.signal]));
  const pending = new Map<number, Promise<{ index: number; result: IteratorResult<T, void> }>>();
  const ask = (generator: AsyncGenerator<T, void, undefined>, index: number) => {
    const asked = generator.next().then((result) => ({ index, result }));
    asked.catch(() => undefined);
    pending.set(index, asked);
  };
  try {
    generators.forEach(ask);
    while (pending.size > 0) {
      const { index, result } = await Promise.race(pending.values());
      pending.delete(index);
      if (result.done) continue;
      const generator = generators[index];
      if (generator !== undefined) ask(generator, index);
      yield { index, value: result.value };
    }
  } finally {
    over.abort();
    await Promise.allSettled(generators.map((generator) => generator.return()));
  }
}
