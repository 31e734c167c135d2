import { describe, expect, test } from '@jest/globals';
import type { KnownBlock } from '@slack/types';
import * as fc from 'fast-check';
import { checkBlocks, checkView, renderedText } from '../../playground/index.js';
import { listPage } from '../../src/use-cases/list-page.js';
import { attemptsView } from '../../src/views/attempts.js';
import { listCommand, pageCommandFile } from '../../src/views/cli-command.js';
import { readPageSubject } from '../../src/views/modal.js';
import { doneView, MORE_REFRESH, moreView } from '../../src/views/more.js';
import { loadingPageView } from '../../src/views/page-loading.js';
import { executionId, listing, page, position } from '../arbitraries.js';
import { forAll, forAllAwaited } from '../for-all.js';

const RESPONSE_URL = `https://hooks.slack.com/actions/T024BE7LD/1234567890123/${'a'.repeat(24)}`;

describe('the window of More…', () => {
  test('of any page is within Slack’s limits, and knows its page and where to put it', () => {
    forAll(
      fc.property(listing, position, (what, where) => {
        const about = { listing: what, position: where, responseUrl: RESPONSE_URL };
        for (const view of [moreView(about, 'eu-west-1'), doneView(about, MORE_REFRESH)]) {
          expect(checkView(view)).toEqual([]);
          const back = readPageSubject(view.private_metadata);
          expect(back).toMatchObject({ listing: what, responseUrl: RESPONSE_URL });
          expect(back?.position).toMatchObject({ pageNumber: where.pageNumber, seen: where.seen, skip: where.skip });
          expect(back?.position.token).toBe(where.token);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('that something else made is about no page', () => {
    for (const metadata of [undefined, '', 'a b c d', '1aaaaaa x y https://hooks.slack.com/']) {
      expect(readPageSubject(metadata)).toBeUndefined();
    }
  });
});

describe('the AWS CLI command', () => {
  const plain = { pipelineName: 'my-pipeline', pageSize: 10, failedOnly: false };

  test('is short without a token, and a file with one', () => {
    const where = { skip: 0, pageNumber: 3, seen: 20, counted: 20, previous: [], runsBefore: [], token: 'abc' };
    expect(listCommand(plain, 'eu-west-1')).toBe(
      'aws codepipeline list-action-executions --pipeline-name my-pipeline --region eu-west-1 --page-size 10',
    );
    const file = pageCommandFile({ ...plain, maxItems: 25 }, 'eu-west-1', where);
    expect(file?.name).toBe('my-pipeline-page-3.sh');
    expect(file?.content).toMatch(/--max-items 5 --starting-token [\w=]+\n$/);
    expect(pageCommandFile(plain, 'eu-west-1', { ...where, token: undefined } as never)).toBeUndefined();
  });
});

test('what stands there while any page loads is within Slack’s limits', () => {
  forAll(
    fc.property(listing, position, (what, where) => {
      const { text, blocks } = loadingPageView(what, where);
      expect(checkBlocks(blocks, 'response_url', '/blocks')).toEqual([]);
      expect(renderedText(blocks)).toContain(`Loading page ${where.pageNumber}…`);
      expect(text).toContain('Loading page');
    }),
    { numRuns: 40 },
  );
});

test('a page of any attempts is within Slack’s limits, an attempt a line', async () => {
  await forAllAwaited(
    fc.asyncProperty(page, listing, position, executionId, executionId, async (given, what, where, run, action) => {
      const listed = await listPage(async () => given, what, where);
      const address = { pipelineExecutionId: run, actionExecutionId: action };
      const view = attemptsView({ listing: what, address }, listed, new Date('2026-11-23T12:00:00Z'));
      expect(checkView(view)).toEqual([]);
      const [lines] = view.blocks as KnownBlock[];
      const shown = lines?.type === 'rich_text' ? lines.elements.length : 0;
      expect(shown).toBe(listed.rows.length);
    }),
    { numRuns: 30, endOnFailure: true },
  );
});
