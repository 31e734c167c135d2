import { DEFAULT_PAGE_SIZE, type Filter, LIMITS, type Listing, type PageStart } from '../domain/listing.js';
import type { InputJson } from './list-options.js';
import { parseFilter } from './parse-filter.js';
import { asWholeNumber } from './parse-value.js';
import { refuse } from './refusal.js';
import { parseStartingToken } from './starting-token.js';

export interface Wanted {
  pipelineName: string;
  region?: string | undefined;
  pipelineExecutionId?: string | undefined; // the whole id or its start
  failedOnly: boolean;
}

export interface ListOptions {
  filter?: Filter;
  execution?: string;
  latest?: string;
  all?: string;
  pageSize?: number;
  maxResults?: number;
  maxItems?: number;
  startingToken?: PageStart;
  nextToken?: PageStart;
  noPaginate?: true;
  cliInputJson?: InputJson;
}

/** Execution ids in its filter may be prefixes. @throws CommandRefusal where two options contradict each other. */
export function toListing(wanted: Wanted, options: ListOptions): Listing {
  const filter = toFilter(options, wanted.pipelineExecutionId);
  const pageSize = toPageSize(options, wanted.failedOnly);
  const { maxItems } = options;
  return {
    pipelineName: wanted.pipelineName,
    ...(wanted.region && { region: wanted.region }),
    ...(filter && { filter }),
    pageSize: maxItems ? Math.min(pageSize, maxItems) : pageSize,
    ...(maxItems && { maxItems }),
    failedOnly: wanted.failedOnly,
  };
}

/** The short forms are members of the same filter and must agree with it. */
function toFilter({ latest, all, filter, execution, cliInputJson }: ListOptions, id?: string): Filter | undefined {
  if (latest && all) refuse({ kind: 'exclusive-options', options: ['--latest', '--all'] });
  const filters: Filter[] = [filter ?? {}];
  if (cliInputJson?.filter) filters.push(parseFilter(JSON.stringify(cliInputJson.filter)));
  if (execution) filters.push({ pipelineExecutionId: execution });
  if (id) filters.push({ pipelineExecutionId: id });
  const nested = latest ?? all;
  if (nested) {
    const startTimeRange = latest ? 'Latest' : 'All';
    filters.push({ latestInPipelineExecution: { pipelineExecutionId: nested, startTimeRange } });
  }
  const merged = filters.reduce(mergeFilters);
  return Object.keys(merged).length ? merged : undefined;
}

function mergeFilters(one: Filter, other: Filter): Filter {
  for (const member of ['pipelineExecutionId', 'latestInPipelineExecution'] as const) {
    if (one[member] && other[member] && JSON.stringify(one[member]) !== JSON.stringify(other[member])) {
      refuse({ kind: 'given-twice', member });
    }
  }
  return { ...one, ...other };
}

function toPageSize(options: ListOptions, failedOnly: boolean): number {
  const { pageSize, maxResults, maxItems, noPaginate, cliInputJson } = options;
  // The AWS CLI refuses these too: one asks for a single page, the other for all.
  if (maxResults !== undefined || noPaginate) {
    const raw = maxResults === undefined ? '--no-paginate' : '--max-results';
    if (pageSize !== undefined) refuse({ kind: 'exclusive-options', options: [raw, '--page-size'] });
    if (maxItems !== undefined) refuse({ kind: 'exclusive-options', options: [raw, '--max-items'] });
  }
  const given = cliInputJson?.maxResults;
  const fromJson = given === undefined ? undefined : asWholeNumber(String(given), 'maxResults', LIMITS.pageSize);
  return pageSize ?? maxResults ?? fromJson ?? (failedOnly ? LIMITS.pageSize : DEFAULT_PAGE_SIZE);
}

/** @throws CommandRefusal where two options say where to start. */
export function toPageStart({ startingToken, nextToken, cliInputJson }: ListOptions): PageStart {
  if (startingToken && nextToken) refuse({ kind: 'exclusive-options', options: ['--starting-token', '--next-token'] });
  const given = cliInputJson?.nextToken;
  const fromJson = given === undefined ? undefined : parseStartingToken(String(given), 'nextToken');
  return startingToken ?? nextToken ?? fromJson ?? { skip: 0 };
}
