import { NEXT_PAGE } from '../src/views/page-buttons.js';
import { type Button, buttonOf, type SlackUser } from './slack-user.js';
import { PIPELINE, type World } from './world.js';

/** What a floor needs for the same click on **Next page** of page 1. */
export interface FirstClick {
  next: Button;
  /** AWS's token of page 2. */
  nextToken: string;
  /** Page 2 as the bot posts it. */
  page: string;
}

export async function firstClick(world: World, user: SlackUser): Promise<FirstClick> {
  const next = buttonOf((await user.run(PIPELINE)).body, NEXT_PAGE);
  const { body: page } = await user.click(next);
  const input = world.aws.calls.at(-1)?.input as { nextToken?: string } | undefined;
  if (!input?.nextToken) throw new Error('The click asked AWS without a token');
  return { next, nextToken: input.nextToken, page };
}
