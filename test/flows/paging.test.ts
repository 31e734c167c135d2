import { CodePipelineClient, paginateListActionExecutions } from '@aws-sdk/client-codepipeline';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { encodeListing, encodePosition } from '../../src/cursor/page-cursor.js';
import { START } from '../../src/domain/listing.js';
import { buttonsOf, click, clicked, inPages, labelsOf, rowsOf, runsOf, seen, type } from './gestures.js';
import { modalsOf } from './modal.js';
import { endWorld, requestUrlOf, startWorld, type World } from './start-world.js';

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => endWorld(world));

/** Every row of a pipeline, as the SDK pages through it. */
async function rowsFromAws(pipelineName: string, pageSize = 10): Promise<string[]> {
  const client = new CodePipelineClient({
    endpoint: world.aws.url,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'AKIDLOCAL', secretAccessKey: 'local' },
  });
  const rows: string[] = [];
  for await (const page of paginateListActionExecutions({ client, pageSize }, { pipelineName })) {
    for (const row of page.actionExecutionDetails ?? []) {
      rows.push(`${row.pipelineExecutionId}/${row.actionExecutionId}`);
    }
  }
  return rows;
}

const listCalls = () => world.aws.calls.filter(({ operation }) => operation === 'ListActionExecutions');

describe('a page', () => {
  test('is answered in the acknowledgement, to the one who asked, by one call', async () => {
    const delivery = await world.slack.runCommand({ text: 'checkout-service' });
    const page = await delivery.nextAnswer();
    expect(delivery.outcome).toBe('acknowledged');
    expect(page.visibleTo).toBe(world.slack.people.me);
    expect(rowsOf(page)).toHaveLength(10);
    expect(labelsOf(page)).toEqual(['Next page', 'More…']);
    expect(listCalls()).toHaveLength(1);
    expect(listCalls()[0]?.input).toEqual({ pipelineName: 'checkout-service', maxResults: 10 });
    expect(world.slack.requests.filter(({ method }) => method === 'response_url')).toEqual([]);
  });

  test('after page, forward to the last and every row once; each click is one call', async () => {
    const expected = await rowsFromAws('svc-search');
    const before = listCalls().length;
    let page = await type(world.slack, 'svc-search');
    const rows = rowsOf(page);
    let pages = 1;
    for (; labelsOf(page).includes('Next page'); pages += 1) {
      page = await clicked(world.slack, page, 'Next page');
      rows.push(...rowsOf(page));
    }
    expect(rows).toEqual(inPages(expected, 10));
    expect(pages).toBe(Math.ceil(expected.length / 10));
    expect(listCalls().length - before).toBe(pages);
    expect(seen(page)).toContain('last page');
    expect(labelsOf(page)).toEqual(['Previous', 'More…']);
  });

  test('replaces the one before it, and Previous leads where it says', async () => {
    const first = await type(world.slack, 'checkout-service');
    const second = await clicked(world.slack, first, 'Next page');
    expect(second.ts).toBe(first.ts);
    expect(world.slack.messagesSeenBy().filter(({ visibleTo }) => visibleTo)).toHaveLength(1);
    const third = await clicked(world.slack, second, 'Next page');
    expect(seen(third)).toContain('Actions 21–30');
    const back = await clicked(world.slack, third, 'Previous');
    expect(rowsOf(back)).toEqual(rowsOf(second));
    expect(seen(back)).toContain('Actions 11–20');
  });

  test('shows each run once, and says of a cut one where its other actions are', async () => {
    const first = await type(world.slack, 'checkout-service');
    const second = await clicked(world.slack, first, 'Next page');
    const [cut] = runsOf(first).slice(-1);
    expect(runsOf(second)[0]).toBe(cut);
    expect(seen(first)).toContain('its first actions are on page 2');
    expect(seen(second)).toContain('the rest is on page 1');
  });

  test('forty pages in still goes one back', async () => {
    let page = await type(world.slack, 'checkout-service --page-size 1');
    for (let clicks = 0; clicks < 40; clicks += 1) page = await clicked(world.slack, page, 'Next page');
    const before = rowsOf(page);
    page = await clicked(world.slack, page, 'Next page');
    page = await clicked(world.slack, page, 'Previous');
    expect(rowsOf(page)).toEqual(before);
    expect(seen(page)).toContain('page 41');
  });

  test('of 100 rows fits one message', async () => {
    const page = await type(world.slack, 'checkout-service --page-size 100');
    expect(rowsOf(page)).toHaveLength(100);
  });
});

describe('paging keeps no state', () => {
  test('two processes answer alternate clicks, and a third that was started between two of them', async () => {
    const expected = await rowsFromAws('checkout-service');
    const second = await world.anotherBot();
    const page1 = await type(world.slack, 'checkout-service');
    world.slack.setRequestUrl(requestUrlOf(second));
    const page2 = await clicked(world.slack, page1, 'Next page');
    await world.bot.stop();
    await second.stop();
    world.slack.setRequestUrl(requestUrlOf(await world.anotherBot()));
    const page3 = await clicked(world.slack, page2, 'Next page');
    expect([page1, page2, page3].flatMap(rowsOf)).toEqual(inPages(expected.slice(0, 30), 10));
    expect(rowsOf(await clicked(world.slack, page3, 'Previous'))).toEqual(inPages(expected.slice(10, 20), 10));
  });

  test('a name of 100 characters, both filters and an opaque token of 2,048 characters page forward', async () => {
    const { account, faults } = world.aws;
    const longest = account.pipelines().find(({ name }) => name.length === 100)?.name ?? '';
    const [execution] = (await rowsFromAws(longest)).map((row) => row.split('/')[0]);
    const printable = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)).join('');
    let count = 0;
    faults.tokenStyle = () => {
      count += 1;
      return `${String(count).padStart(5, '0')}${printable.repeat(22)}`.slice(0, 2048);
    };
    const filter = `--filter pipelineExecutionId=${execution},latestInPipelineExecution={pipelineExecutionId=${execution},startTimeRange=All}`;
    const page1 = await type(world.slack, `${longest} ${filter} --page-size 1 --region eu-west-1`);
    const page2 = await clicked(world.slack, page1, 'Next page');
    const page3 = await clicked(world.slack, page2, 'Next page');
    expect(new Set([page1, page2, page3].flatMap(rowsOf)).size).toBe(3);
    const calls = listCalls().slice(-2);
    expect(calls.map(({ input }) => (input as { nextToken: string }).nextToken.length)).toEqual([2048, 2048]);
    const modals = modalsOf(world);
    await modals.more(page3);
    await modals.pressed('First page');
    expect(rowsOf(world.slack.lastMessageSeenBy() ?? page3)).toEqual(rowsOf(page1));
  });

  test('a damaged button says that the page is too old and starts again', async () => {
    const page = await type(world.slack, 'checkout-service');
    const [next] = buttonsOf(page);
    const blocks = JSON.parse(
      JSON.stringify(page.blocks).replace(String(next?.value), `${next?.value.slice(0, -4)}zzzz`),
    );
    const stale = await clicked(world.slack, { ...page, blocks }, 'Next page');
    expect(stale.text).toContain('This page is too old, start again');
    expect(rowsOf(await clicked(world.slack, stale, 'Start again'))).toEqual(rowsOf(page));
  });

  test('a button of another version says so too, and starts again with the picker', async () => {
    const page = await type(world.slack, 'checkout-service');
    const [next] = buttonsOf(page);
    const blocks = JSON.parse(
      JSON.stringify(page.blocks).replaceAll(String(next?.blockId), `9${next?.blockId.slice(1)}`),
    );
    const stale = await clicked(world.slack, { ...page, blocks }, 'Next page');
    expect(stale.text).toContain('This page is too old, start again');
    expect(seen(await clicked(world.slack, stale, 'Start again'))).toContain('Pick a pipeline');
  });

  test('a button that was forged for a name outside the rules is refused', async () => {
    const page = await type(world.slack, 'checkout-service');
    const [next] = buttonsOf(page);
    const blockId = encodeListing({ pipelineName: '../../etc', pageSize: 10, failedOnly: false });
    const strings = encodePosition('next-page', blockId, START);
    const blocks = JSON.parse(
      JSON.stringify(page.blocks)
        .replaceAll(String(next?.blockId), blockId)
        .replace(String(next?.value), String(strings?.value)),
    );
    expect((await clicked(world.slack, { ...page, blocks }, 'Next page')).text).toContain('too old');
    expect(listCalls()).toHaveLength(1);
  });
});

describe('pages that are not full', () => {
  test('an empty history says so kindly', async () => {
    const page = await type(world.slack, 'brand-new');
    expect(seen(page)).toContain('has no actions yet');
    expect(labelsOf(page)).toEqual(['More…']);
  });

  test('an empty page with a token says so and still offers Next', async () => {
    world.aws.faults.emptyPages = 1;
    const page = await type(world.slack, 'checkout-service');
    expect(seen(page)).toContain('This page is empty, but AWS has more');
    expect(rowsOf(await clicked(world.slack, page, 'Next page'))).toHaveLength(10);
  });

  test('a short page with a token says so and still offers Next', async () => {
    world.aws.faults.shortPages = 3;
    const page = await type(world.slack, 'checkout-service');
    expect(rowsOf(page)).toHaveLength(3);
    expect(seen(page)).toContain('This page is short, but AWS has more');
    expect(labelsOf(page)).toContain('Next page');
  });
});

describe('a slow AWS', () => {
  test('is answered through the response_url', async () => {
    world.aws.faults.latencyMs = 1700;
    const delivery = await world.slack.runCommand({ text: 'checkout-service' });
    expect(delivery.outcome).toBe('acknowledged');
    expect(delivery.body).toBe('');
    expect(rowsOf(await delivery.nextAnswer())).toHaveLength(10);
  });

  test('lets a click say that its page is loading, which then is replaced', async () => {
    const page = await type(world.slack, 'checkout-service');
    world.aws.faults.latencyMs = 1700;
    const turned = await click(world.slack, page, 'Next page');
    expect(turned.ackMs).toBeLessThan(1000);
    const loading = await turned.nextAnswer();
    expect(loading.ts).toBe(page.ts);
    expect(seen(loading)).toContain('Loading page 2…');
    expect(labelsOf(loading)).toEqual(['Try again', 'Previous']);
    const second = await turned.nextAnswer();
    expect(second.ts).toBe(page.ts);
    expect(rowsOf(second)).toHaveLength(10);
    expect(seen(second)).toContain('page 2');
  });

  test('that fails in the end takes the place of the page that was loading, and leads back', async () => {
    const first = await type(world.slack, 'checkout-service');
    Object.assign(world.aws.faults, { latencyMs: 1200, denyAccess: true });
    const turned = await click(world.slack, first, 'Next page');
    expect(seen(await turned.nextAnswer())).toContain('Loading page 2…');
    const refusal = await turned.nextAnswer();
    expect(refusal.ts).toBe(first.ts);
    expect(refusal.text).toContain('lacks the permission');
    world.aws.faults.reset();
    expect(rowsOf(await clicked(world.slack, refusal, 'Previous'))).toEqual(rowsOf(first));
  });
});
