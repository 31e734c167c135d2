import * as z from 'zod';
import { richText } from './rich-text-schema.js';
import { identifier } from './text-schemas.js';

const rawText = z.strictObject({ type: z.literal('raw_text'), text: z.string().min(1) });
const rawNumber = z.strictObject({ type: z.literal('raw_number'), value: z.number(), text: z.string().min(1) });
const cell = z.discriminatedUnion('type', [richText, rawText, rawNumber]);

/** `table`: up to 100 rows of up to 20 cells. */
export const table = z.strictObject({
  type: z.literal('table'),
  block_id: identifier,
  rows: z.array(z.array(cell).min(1).max(20)).min(1).max(100),
  column_settings: z
    .array(
      z
        .strictObject({ align: z.enum(['left', 'center', 'right']).optional(), is_wrapped: z.boolean().optional() })
        .nullable(),
    )
    .max(20)
    .optional(),
});

/** `data_table`: 2 to 201 rows with the header, all of one length of up to 20 cells, no rich text in the header. */
export const dataTable = z.strictObject({
  type: z.literal('data_table'),
  block_id: identifier,
  caption: z.string().min(1),
  rows: z
    .array(z.array(cell).min(1).max(20))
    .min(2)
    .max(201)
    .refine((rows) => rows.every((row) => row.length === rows[0]?.length), 'must have rows of the same length')
    .refine((rows) => rows[0]?.every((cell) => cell.type !== 'rich_text'), 'must not have rich_text in the header row'),
  page_size: z.int().min(1).max(100).optional(),
  row_header_column_index: z.int().min(0).max(19).optional(),
});
