import { useEffect, useRef } from 'react';

/** How near to its end a list must be to follow what comes (pixels). */
const near = 120;

/** A list that scrolls to what comes last: to its end, or to its beginning where it is higher than the list. */
export function useFollowing() {
  const list = useRef<HTMLDivElement>(null);
  const follows = useRef(true);
  const target = useRef(0);

  useEffect(() => {
    const content = list.current?.firstElementChild;
    if (content == null) return;
    const observer = new ResizeObserver(() => {
      if (list.current === null || !follows.current) return;
      target.current = Math.min(
        list.current.scrollHeight - list.current.clientHeight,
        topOfLast(list.current, content),
      );
      list.current.scrollTop = target.current;
    });
    observer.observe(content);
    return () => observer.disconnect();
  }, []);

  const onScroll = () => {
    if (list.current === null) return;
    const { scrollTop, scrollHeight, clientHeight } = list.current;
    const isOurs = Math.abs(scrollTop - target.current) < 2;
    follows.current = isOurs || scrollHeight - scrollTop - clientHeight < near;
  };
  return { list, onScroll };
}

/** Where the last message begins, with what was typed before it. */
function topOfLast(list: Element, content: Element): number {
  const last = content.lastElementChild;
  if (last?.matches('article') !== true) return Number.POSITIVE_INFINITY;
  const before = last.previousElementSibling;
  const first = before?.matches('.asked') === true ? before : last;
  return first.getBoundingClientRect().top - list.getBoundingClientRect().top + list.scrollTop;
}
