import { DIGEST_POSTED, killWhileDigesting } from './killing/kill-ten-times.js';

killWhileDigesting(DIGEST_POSTED);
