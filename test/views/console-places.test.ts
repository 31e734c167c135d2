import { describe, expect, test } from '@jest/globals';
import { logStreamUrl, objectUrl } from '../../src/views/console-places.js';

describe('logStreamUrl', () => {
  const arn = (region: string, partition = 'aws', stream = '6d18/89327f8e') =>
    `arn:${partition}:logs:${region}:123456789012:log-group:/aws/codepipeline/web:log-stream:${stream}`;
  const place = '#logsV2:log-groups/log-group/$252Faws$252Fcodepipeline$252Fweb/log-events/6d18$252F89327f8e';

  test.each([
    ['eu-west-1', 'aws', 'eu-west-1.console.aws.amazon.com'],
    ['cn-north-1', 'aws-cn', 'cn-north-1.console.amazonaws.cn'],
    ['us-gov-west-1', 'aws-us-gov', 'us-gov-west-1.console.amazonaws-us-gov.com'],
  ])('%s', (region, partition, host) => {
    expect(logStreamUrl(arn(region, partition))).toBe(`https://${host}/cloudwatch/home?region=${region}${place}`);
  });

  test('encodes what streams are called: [date], $LATEST', () => {
    const stream = '2026/11/23/[$LATEST]ab';
    expect(logStreamUrl(arn('eu-west-1', 'aws', stream))).toContain(
      '/log-events/2026$252F11$252F23$252F$255B$2524LATEST$255Dab',
    );
  });

  test.each([
    undefined,
    '',
    'checkout-build:3c2f7a3e-1b4d-4222-8333-123456789abc',
    'arn:aws:logs:evil.example/:123456789012:log-group:g:log-stream:s',
    'arn:aws:logs:eu-west-1:123456789012:log-group:g',
  ])('gives nothing for %s', (given) => expect(logStreamUrl(given)).toBeUndefined());
});

describe('objectUrl', () => {
  test.each([
    ['eu-west-1', 'https://eu-west-1.console.aws.amazon.com/s3/object/b-1.x?region=eu-west-1&prefix=a%2Fb%20c%26d'],
    ['cn-north-1', 'https://cn-north-1.console.amazonaws.cn/s3/object/b-1.x?region=cn-north-1&prefix=a%2Fb%20c%26d'],
  ])('%s', (region, url) => expect(objectUrl(region, { bucket: 'b-1.x', key: 'a/b c&d' })).toBe(url));

  test.each([
    ['no region', undefined, { bucket: 'bucket', key: 'key' }],
    ['a region that is none', 'evil.example/', { bucket: 'bucket', key: 'key' }],
    ['no bucket', 'eu-west-1', { key: 'key' }],
    ['no key', 'eu-west-1', { bucket: 'bucket' }],
    ['a bucket that is none', 'eu-west-1', { bucket: '../x', key: 'key' }],
    ['no place', 'eu-west-1', undefined],
  ])('gives nothing for %s', (_, region, location) => expect(objectUrl(region, location)).toBeUndefined());
});
