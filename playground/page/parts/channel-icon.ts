import type { Channel } from '../../slack/protocol.js';
import { type IconName, icon } from '../dom/icon.js';

export function channelIcon({ kind, isShared }: Channel): SVGSVGElement {
  const names: Record<Channel['kind'], IconName> = { public: 'hash', private: 'lock', direct: 'chat' };
  return icon(isShared ? 'shared' : names[kind]);
}
