/** Waits for something that is about to be so, as it looks every few milliseconds; fails where it takes too long. */
export async function until(holds: () => boolean | Promise<boolean>, within = 10_000): Promise<void> {
  const end = Date.now() + within;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error('What was awaited did not happen');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
