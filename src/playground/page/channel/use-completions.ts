import { useEffect, useState } from 'react';
import type { Completion } from '../../api.ts';
import { request } from '../state/request.ts';

interface Offered {
  /** The text they were made for. */
  text: string;
  from: number;
  options: Completion[];
}

const nothing: Offered = { text: '', from: 0, options: [] };

/** What may come after a text, and which of it is active; `picked` gives the text with an option taken. */
export function useCompletions(text: string) {
  const [offered, setOffered] = useState(nothing);
  const [active, setActive] = useState(-1);
  const [closed, setClosed] = useState('');

  useEffect(() => {
    if (!/^[/@]|\s@/.test(text)) {
      setOffered(nothing);
      return;
    }
    let wanted = true;
    request('complete', { text }).then(
      (found) => {
        if (!wanted) return;
        setOffered({ text, ...found });
        setActive(-1);
      },
      () => setOffered(nothing),
    );
    return () => {
      wanted = false;
    };
  }, [text]);

  const options = offered.text === text && closed !== text ? offered.options : [];
  return {
    options,
    active,
    setActive,
    close: () => setClosed(text),
    picked: (index: number) => text.slice(0, offered.from) + (options[index]?.insert ?? text.slice(offered.from)),
  };
}
