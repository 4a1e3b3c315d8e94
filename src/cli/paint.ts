/** The few styles of a terminal that answers use; plain text where colour was not asked for. */
export interface Paint {
  bold: (text: string) => string;
  dim: (text: string) => string;
  red: (text: string) => string;
  yellow: (text: string) => string;
}

const style = (colour: boolean, on: number, off: number) => (text: string) =>
  colour ? `\u001b[${on}m${text}\u001b[${off}m` : text;

export function createPaint(colour: boolean): Paint {
  return {
    bold: style(colour, 1, 22),
    dim: style(colour, 2, 22),
    red: style(colour, 31, 39),
    yellow: style(colour, 33, 39),
  };
}
