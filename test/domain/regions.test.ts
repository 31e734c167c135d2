import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { REGION } from '../../src/domain/regions.js';

const table = readFileSync(
  'node_modules/@aws-sdk/core/dist-es/submodules/client/util-endpoints/lib/aws/partitions.js',
  'utf8',
);

test('the regions taken are those of the SDK, and no others', () => {
  const ofSdk = [...table.matchAll(/^\s+"([a-z]+(?:-[a-z]+)+-\d+)": \{/gm)].map(([, region = '']) => region);
  expect(ofSdk.length).toBeGreaterThan(40);
  expect(REGION.source.slice(4, -2).split('|').sort()).toEqual(ofSdk.sort());
  for (const region of ['eu-west-9', 'us-attacker-1', 'eu-west-1.example.com', 'EU-WEST-1', '', 'aws-global']) {
    expect(REGION.test(region)).toBe(false);
  }
});
