import { killWhileTelling, RECORDED } from './killing/kill-ten-times.js';

killWhileTelling(RECORDED);
