/** Who this bot is and which team it serves: from auth.test with our own token, never from a payload. */
export interface Home {
  teamId: string;
  enterpriseId?: string;
  botId: string;
  botUserId: string;
}
