/** Who this bot is and which team it serves: from auth.test with our own token, never from a payload. */
export interface Home {
  teamId: string;
  /** Set on Enterprise Grid, where members of the organization's other workspaces count as ours. */
  enterpriseId?: string;
  botId: string;
  botUserId: string;
}
