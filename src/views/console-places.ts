import { REGION } from '../domain/listing.js';
import { consoleHost } from './console-links.js';
import { inUrl } from './text.js';

const LOG_STREAM = /^arn:[^:]+:logs:([^:]+):\d{12}:log-group:([^:]+):log-stream:(.+)$/;

/** A log stream in the CloudWatch console; undefined for other ARNs. */
export function logStreamUrl(arn: string | undefined): string | undefined {
  const [, region = '', group = '', stream = ''] = LOG_STREAM.exec(arn ?? '') ?? [];
  const host = hostOf(region);
  const place = `log-groups/log-group/${inFragment(group)}/log-events/${inFragment(stream)}`;
  return host && `https://${host}/cloudwatch/home?region=${region}#logsV2:${place}`;
}

/** @param region The bucket's, since CodePipeline keeps artifacts by region. */
export function objectUrl(
  region: string | undefined,
  location: { bucket?: string | undefined; key?: string | undefined } | undefined,
): string | undefined {
  const { bucket = '', key = '' } = location ?? {};
  const host = hostOf(region ?? '');
  if (!host || !key || !/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket)) return undefined;
  return `https://${host}/s3/object/${bucket}?region=${region}&prefix=${inUrl(key)}`;
}

/** A region becomes part of a host name, so it is checked. */
const hostOf = (region: string) => (REGION.test(region) ? consoleHost(region) : undefined);

/** The console encodes text behind `#` twice, with `$` for `%`. */
const inFragment = (part: string) => inUrl(inUrl(part)).replaceAll('%', '$');
