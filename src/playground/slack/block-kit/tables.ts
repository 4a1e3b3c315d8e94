import { z } from 'zod';
import { richText } from './rich-text.ts';
import { text } from './text.ts';
import { charactersOf } from './walk.ts';

const rawText = z.strictObject({ type: z.literal('raw_text'), text: z.string().min(1) });
const rawNumber = z.strictObject({ type: z.literal('raw_number'), value: z.number(), text: z.string().min(1) });
const cell = z.discriminatedUnion('type', [rawText, rawNumber, richText]);
const columns = 20;

export const table = z
  .strictObject({
    type: z.literal('table'),
    block_id: text(255).optional(),
    rows: z.array(z.array(cell).min(1).max(columns)).min(1).max(100),
    column_settings: z
      .array(
        z
          .strictObject({ align: z.enum(['left', 'center', 'right']).optional(), is_wrapped: z.boolean().optional() })
          .nullable(),
      )
      .max(columns)
      .optional(),
  })
  .refine(({ rows }) => charactersOf(rows) <= 10_000, 'must hold at most 10000 characters in all cells together');

/** Its first row is the header, which takes raw text only; every row has as many cells. */
export const dataTable = z
  .strictObject({
    type: z.literal('data_table'),
    block_id: text(255).optional(),
    caption: text(3000),
    rows: z.array(z.array(cell).min(1).max(columns)).min(2).max(201),
    page_size: z.int().min(1).max(100).optional(),
    row_header_column_index: z.int().min(0).optional(),
  })
  .refine(({ rows }) => rows.every((row) => row.length === rows[0]?.length), 'rows must have the same number of cells')
  .refine(({ rows }) => rows[0]?.every((head) => head.type === 'raw_text'), 'the header row must be raw_text')
  .refine(({ rows, row_header_column_index: index = 0 }) => index < (rows[0]?.length ?? 0), 'no such column')
  .refine(({ rows }) => charactersOf(rows) <= 20_000, 'must hold at most 20000 characters in all cells together');
