import { connect, createServer, type Socket } from 'node:net';

export interface CutWire {
  port: number;
  /** Cuts the connection instead of passing on the server's next reply but so many, once. */
  cutAfter(replies: number): void;
  cuts(): number;
  stop(): Promise<void>;
}

/** A wire to a server on this machine that can be cut after the server has done the work and before its reply arrives. */
export async function cutWire(to: number): Promise<CutWire> {
  let left = Number.POSITIVE_INFINITY;
  let cuts = 0;
  const open = new Set<Socket>();
  const wire = createServer((near) => {
    const far = connect(to, '127.0.0.1');
    for (const end of [near, far]) {
      open.add(end);
      end.on('error', () => undefined);
      end.on('close', () => {
        open.delete(end);
        near.destroy();
        far.destroy();
      });
    }
    near.on('data', (bytes) => far.write(bytes));
    far.on('data', (bytes) => {
      left--;
      if (left !== 0) return void near.write(bytes);
      cuts++;
      near.destroy();
    });
  });
  await new Promise<void>((resolve) => wire.listen(0, '127.0.0.1', resolve));
  const address = wire.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    cutAfter: (replies) => {
      left = replies;
    },
    cuts: () => cuts,
    stop: () =>
      new Promise((resolve) => {
        wire.close(() => resolve());
        for (const end of open) end.destroy();
      }),
  };
}
