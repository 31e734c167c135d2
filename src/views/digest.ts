import type { Post } from '../domain/flood.js';
import { context, type Message } from './message.js';
import { bold, line, richText, text, time } from './rich-text.js';
import { counted, cut, escapeMrkdwn, oneLine } from './text.js';

const PIPELINES_NAMED = 20;

/** One message for many failures within a minute; each stands in its thread. @param since When the flood began. */
export function digestView(since: Date, posts: readonly Pick<Post, 'pipelineName'>[]): Message {
  const names = countsOf(posts.map(({ pipelineName }) => pipelineName));
  const more = names.length - PIPELINES_NAMED;
  const named = names.slice(0, PIPELINES_NAMED).map(([name, count]) => (count > 1 ? `${name} (${count})` : name));
  const listed = more > 0 ? [...named, `${counted(more, 'other pipeline')}`] : named;
  const count = counted(posts.length, 'more failure');
  return {
    text: escapeMrkdwn(`Many pipelines are failing: ${count} in this thread.`),
    blocks: [
      richText([
        line(
          text('❌ '),
          bold('Many pipelines are failing'),
          text(`: ${count} since `),
          time(since),
          text(', in this thread'),
        ),
      ]),
      ...(listed.length ? [richText([line(text(cut(listed.map(oneLine).join(', '), 2500)))])] : []),
      context('More than 5 failures within a minute share one message.'),
    ],
  };
}

/** How often each occurs, in the order of their first. */
function countsOf(names: string[]): [name: string, count: number][] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts];
}
