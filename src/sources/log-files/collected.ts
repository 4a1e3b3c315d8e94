import { type Room, smallContent } from './room.ts';

/** Gathers what is unzipped piece by piece, in one buffer and no more than there is room for. */
export class Collected {
  readonly #room: Room;
  readonly #pieces: Uint8Array[] = [];
  /** All of it once it is large: as much memory as there may be content, of which only what is written is used. */
  #large: Buffer | null = null;
  #size = 0;

  constructor(room: Room) {
    this.#room = room;
  }

  /** False where there is no room for all of the piece. */
  add(piece: Uint8Array): boolean {
    const fitting = piece.subarray(0, this.#room.left - this.#size);
    if (this.#large === null && this.#size + fitting.length > smallContent) this.#grow();
    if (this.#large === null) this.#pieces.push(fitting);
    else this.#large.set(fitting, this.#size);
    this.#size += fitting.length;
    return fitting.length === piece.length;
  }

  /** What was gathered; it takes its room. */
  take(): Buffer {
    this.#room.left -= this.#size;
    return this.#large?.subarray(0, this.#size) ?? Buffer.concat(this.#pieces, this.#size);
  }

  #grow(): void {
    const large = this.#room.allocate(this.#room.left);
    let size = 0;
    for (const piece of this.#pieces.splice(0)) {
      large.set(piece, size);
      size += piece.length;
    }
    this.#large = large;
  }
}
