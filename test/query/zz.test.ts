import { test } from '@jest/globals';
import fc from 'fast-check';
import { readQuery } from '../../src/query/read-query.ts';
import { context } from './context.ts';
test('t', () => {
  const word = fc.constantFrom('who','what','by', 'in', 'account', 'service', 'on', 'event', 'ip', 'key', 'since', 'until', 'is', 'limit', 'public','DeleteBucket', 'describe', 'slack', 'channels', 'create', 'access', 'jdoe', 'yesterday', '3pm','us-east-1', 'prod','sinc:7d','x:y');
  const texts = fc.sample(fc.array(word, { maxLength: 9 }).map((w) => w.join(' ')), 150);
  for (const t of ['who X','who DeletBucket','who x y']) readQuery(t, context);
  const times: [number,string][] = [];
  for (const t of texts) { const a = process.cpuUsage().user; readQuery(t, context); times.push([(process.cpuUsage().user - a)/1000, t]); }
  times.sort((a,b)=>b[0]-a[0]); console.log(times.slice(0,12).map(x=>x.join(' ')).join('\n'), 'mean', times.reduce((s,x)=>s+x[0],0)/times.length);
});
