import { killTenTimes, POSTED } from './killing/kill-ten-times.js';

killTenTimes(POSTED);
