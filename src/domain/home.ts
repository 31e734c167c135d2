/** Who this bot is and which team it serves: what our own token's auth.test says, never what a payload says. */
export interface Home {
  teamId: string;
  /** Set on Enterprise Grid; members of the organization's other workspaces belong as well. */
  enterpriseId?: string;
  botId: string;
  botUserId: string;
}
