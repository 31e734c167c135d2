import { DELETING, killTenTimes } from './killing/kill-ten-times.js';

killTenTimes(DELETING);
