import type { PipelinePattern } from './pipeline-patterns.js';

export interface ActingRules {
  /** User groups (S…) and people (U…, W…) who may act, by pipeline. */
  operators: PipelinePattern[];
  /** `refuse`: people can't approve what they wrote or started. */
  selfApproval: 'allow' | 'refuse';
  /** Different people who must approve, by pipeline; 1 by default. */
  approvalsNeeded: PipelinePattern[];
}
