/**
 * Undoes what Slack does to text that people type: `&amp;` `&lt;` `&gt;`, and links it makes of addresses
 * (`<mailto:a@b.c|a@b.c>`, `<http://x.y|x.y>`). Mentions such as `<@U1|name>` stay as they are.
 */
export function fromSlack(text: string): string {
  return text.replace(/<(?![@#!])([^<>|]*)(?:\|([^<>]*))?>|&(amp|lt|gt);/g, (whole, target, label, sign) => {
    if (sign !== undefined) return signs[String(sign)] ?? whole;
    if (!/^(?:https?|mailto|tel|ftp):/i.test(target)) return whole;
    return fromSlack(label ?? target.replace(/^(?:mailto|tel):/i, ''));
  });
}

const signs: Record<string, string> = { amp: '&', lt: '<', gt: '>' };
