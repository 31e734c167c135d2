import { DIGEST_CLAIMED, killWhileDigesting } from './killing/kill-ten-times.js';

killWhileDigesting(DIGEST_CLAIMED);
