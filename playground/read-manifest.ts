import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import * as z from 'zod';
import type { CommandDeclaration } from './slack/core.js';

const manifest = z.object({
  features: z.object({
    slash_commands: z.array(
      z.object({
        command: z.string(),
        description: z.string(),
        usage_hint: z.string().default(''),
        should_escape: z.boolean().default(false),
      }),
    ),
  }),
});

export async function readCommands(): Promise<CommandDeclaration[]> {
  const text = await readFile(new URL('../manifest.yml', import.meta.url), 'utf8');
  const { features } = manifest.parse(parse(text));
  return features.slash_commands.map(({ command, description, usage_hint, should_escape }) => ({
    command,
    description,
    usageHint: usage_hint,
    shouldEscape: should_escape,
  }));
}
