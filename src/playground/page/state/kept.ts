import { useCallback, useState } from 'react';

/** A value that outlives a reload: in this tab, or for every tab of this browser. */
export function useKept(key: string, initial: string, everywhere = false): [string, (value: string) => void] {
  const [value, setValue] = useState(() => storageOf(everywhere).getItem(`trail.${key}`) ?? initial);
  const keep = useCallback(
    (next: string) => {
      storageOf(everywhere).setItem(`trail.${key}`, next);
      setValue(next);
    },
    [key, everywhere],
  );
  return [value, keep];
}

function storageOf(everywhere: boolean): Storage {
  return everywhere ? localStorage : sessionStorage;
}
