import { killTenTimes, RECORDED } from './killing/kill-ten-times.js';

killTenTimes(RECORDED);
