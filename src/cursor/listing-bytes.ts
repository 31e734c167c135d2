import { isRegion } from '../domain/account.js';
import {
  EXECUTION_ID,
  type Filter,
  LIMITS,
  type Listing,
  PIPELINE_NAME,
  START_TIME_RANGES,
} from '../domain/listing.js';
import { type ByteReader, writeBytes } from './bytes.js';

const HAS_REGION = 1;
const HAS_MAX_ITEMS = 2;
const FAILED_ONLY = 4;
const HAS_EXECUTION = 8;
const HAS_LATEST = 16;
const RANGE_ALL = 32;

/** As few bytes as possible: with a name of 100 characters and both filters it must fit in a block_id. */
export function writeListing({ pipelineName, region, filter, pageSize, maxItems, failedOnly }: Listing): Uint8Array {
  const latest = filter?.latestInPipelineExecution;
  const flags =
    (region ? HAS_REGION : 0) +
    (maxItems ? HAS_MAX_ITEMS : 0) +
    (failedOnly ? FAILED_ONLY : 0) +
    (filter?.pipelineExecutionId ? HAS_EXECUTION : 0) +
    (latest ? HAS_LATEST : 0) +
    (latest?.startTimeRange === 'All' ? RANGE_ALL : 0);
  const writer = writeBytes().number(flags).text(pipelineName).number(pageSize);
  if (region) writer.text(region);
  if (maxItems) writer.number(maxItems);
  if (filter?.pipelineExecutionId) writer.bytes(packUuid(filter.pipelineExecutionId));
  if (latest) writer.bytes(packUuid(latest.pipelineExecutionId));
  return writer.done();
}

/** @throws RangeError for bytes that writeListing can't have written. */
export function readListing(reader: ByteReader): Listing {
  const flags = reader.number();
  const has = (flag: number) => (flags & flag) !== 0;
  const base = { pipelineName: reader.text(), pageSize: reader.number(), failedOnly: has(FAILED_ONLY) };
  const region = has(HAS_REGION) ? { region: reader.text() } : {};
  const maxItems = has(HAS_MAX_ITEMS) ? { maxItems: reader.number() } : {};
  const filter: Filter = {};
  if (has(HAS_EXECUTION)) filter.pipelineExecutionId = unpackUuid(reader.bytes());
  if (has(HAS_LATEST)) {
    const startTimeRange = START_TIME_RANGES[has(RANGE_ALL) ? 1 : 0];
    filter.latestInPipelineExecution = { pipelineExecutionId: unpackUuid(reader.bytes()), startTimeRange };
  }
  if (!reader.atEnd()) throw new RangeError('The listing is too long');
  return { ...base, ...region, ...maxItems, ...(has(HAS_EXECUTION | HAS_LATEST) && { filter }) };
}

/** Whether a listing could have been typed: a button's strings come from outside. */
export function isListing({ pipelineName, region, filter, pageSize, maxItems }: Listing): boolean {
  const ids = [filter?.pipelineExecutionId, filter?.latestInPipelineExecution?.pipelineExecutionId];
  return (
    PIPELINE_NAME.test(pipelineName) &&
    (region === undefined || isRegion(region)) &&
    pageSize >= 1 &&
    pageSize <= LIMITS.pageSize &&
    (maxItems === undefined || (maxItems >= 1 && maxItems <= LIMITS.maxItems)) &&
    ids.every((id) => id === undefined || EXECUTION_ID.test(id))
  );
}

const packUuid = (id: string) => Buffer.from(id.replaceAll('-', ''), 'hex');

const unpackUuid = (bytes: Uint8Array) =>
  Buffer.from(bytes)
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
