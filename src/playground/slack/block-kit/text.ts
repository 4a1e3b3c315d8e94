import { z } from 'zod';

/** Text of 1 to so many characters. */
export const text = (maxLength: number) => z.string().min(1).max(maxLength);

export const plainText = (maxLength = 3000) =>
  z.strictObject({ type: z.literal('plain_text'), text: text(maxLength), emoji: z.boolean().optional() });

export const mrkdwn = (maxLength = 3000) =>
  z.strictObject({ type: z.literal('mrkdwn'), text: text(maxLength), verbatim: z.boolean().optional() });

export const anyText = (maxLength = 3000) => z.discriminatedUnion('type', [plainText(maxLength), mrkdwn(maxLength)]);

const optionFields = { value: text(150).optional(), description: plainText(75).optional(), url: text(3000).optional() };

export const plainOption = z.strictObject({ text: plainText(75), ...optionFields });
export const option = z.strictObject({ text: anyText(75), ...optionFields });

export const confirm = z.strictObject({
  title: plainText(100).optional(),
  text: anyText(300),
  confirm: plainText(30).optional(),
  deny: plainText(30).optional(),
  style: z.enum(['primary', 'danger']).optional(),
});

const pictureSource = {
  image_url: text(3000).optional(),
  slack_file: z.union([z.strictObject({ id: text(255) }), z.strictObject({ url: text(3000) })]).optional(),
};

/** The fields of a picture, which needs exactly one source. */
export const pictureFields = { type: z.literal('image'), alt_text: text(2000), ...pictureSource };

export const oneSource = (image: { image_url?: unknown; slack_file?: unknown }): boolean =>
  (image.image_url === undefined) !== (image.slack_file === undefined);
