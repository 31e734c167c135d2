import { expect, test } from '@jest/globals';
import { type Flood, isBeyond, openDigest, type Post, postsOf, recentPosts } from '../../src/domain/flood.js';

const SECOND = 1000;
const at = (seconds: number, id = `execution-${seconds}`): Post => ({
  pipelineExecutionId: id,
  pipelineName: 'svc',
  at: 1_000_000 + seconds * SECOND,
});
const floodOf = (...seconds: number[]): Flood => ({ posts: seconds.map((second) => at(second)) });
const digestAt = (seconds: number) => ({ id: 'd', ts: '1.0', since: at(seconds).at, holder: 'h', leaseUntil: 0 });

test('the first five of any minute are posts of their own, the sixth is beyond', () => {
  const flood = floodOf(0, 10, 20, 30, 40, 50, 55);
  expect(flood.posts.map(({ pipelineExecutionId }) => isBeyond(flood, pipelineExecutionId))).toEqual([
    ...Array(5).fill(false),
    true,
    true,
  ]);
});

test('the minute slides', () => {
  expect(isBeyond(floodOf(0, 10, 20, 30, 40, 61), 'execution-61')).toBe(false);
  expect(isBeyond(floodOf(2, 10, 20, 30, 40, 61), 'execution-61')).toBe(true);
});

test('one execution that comes again is one', () => {
  const again = { posts: [...Array(9).fill(at(0)), at(1)] };
  expect(isBeyond(again, 'execution-1')).toBe(false);
});

test('a digest is open as long as no minute passes without a failure', () => {
  const flood = { ...floodOf(0, 1, 2, 3, 4, 5, 60, 115), digest: digestAt(5) };
  expect(openDigest(flood, 'execution-115')).toEqual(flood.digest);
  const quiet = { ...floodOf(5, 70), digest: digestAt(5) };
  expect(openDigest(quiet, 'execution-70')).toBeUndefined();
});

test('a digest of two hundred is closed', () => {
  const posts = Array.from({ length: 201 }, (_, index) => at(5 + index / 10, `execution-${index}`));
  const digest = digestAt(5);
  expect(openDigest({ posts: posts.slice(0, 150), digest }, 'execution-149')).toEqual(digest);
  expect(openDigest({ posts, digest }, 'execution-200')).toBeUndefined();
});

test('in a digest stands what was beyond, each once', () => {
  const flood = { posts: [...floodOf(0, 1, 2, 3, 4, 5, 6).posts, at(6)], digest: digestAt(5) };
  expect(postsOf(flood, flood.digest).map(({ pipelineExecutionId }) => pipelineExecutionId)).toEqual([
    'execution-5',
    'execution-6',
  ]);
});

test('what is dropped makes no difference to what comes', () => {
  const flood = { ...floodOf(0, 1, 2, 3, 4, 80, 81, 82, 83, 84, 85), digest: digestAt(85) };
  const recent = { ...flood, posts: recentPosts(flood, at(86).at) };
  expect(recent.posts).toHaveLength(6);
  expect(isBeyond(recent, 'execution-85')).toBe(isBeyond(flood, 'execution-85'));
});

test('three hundred reserved before the first is posted are two digests', () => {
  const posts = Array.from({ length: 300 }, (_, index) => at(index / 10, `execution-${index}`));
  let digests = 0;
  let flood: Flood = { posts };
  for (const post of posts.slice(5)) {
    if (openDigest(flood, post.pipelineExecutionId)) continue;
    digests += 1;
    flood = { posts, digest: { ...digestAt(0), since: post.at } };
  }
  expect(digests).toBe(2);
});

test('what comes again takes no room, and nothing is kept for longer than a day', () => {
  const again = Array.from({ length: 500 }, (_, index) => at(5 + index, 'execution-5'));
  const flood = { posts: [...floodOf(0, 1, 2, 3, 4).posts, ...again, at(600)], digest: digestAt(5) };
  expect(recentPosts(flood, at(601).at)).toHaveLength(7);
  expect(openDigest({ posts: [...again, at(50)], digest: digestAt(5) }, 'execution-50')).toBeDefined();
  const dayLater = at(86_400 + 400).at;
  expect(recentPosts(flood, dayLater).map(({ pipelineExecutionId }) => pipelineExecutionId)).toEqual(['execution-600']);
});
