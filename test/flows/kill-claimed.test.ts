import { CLAIMED, killTenTimes } from './killing/kill-ten-times.js';

killTenTimes(CLAIMED);
