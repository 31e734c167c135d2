import { killWhileTelling, POSTED } from './killing/kill-ten-times.js';

killWhileTelling(POSTED);
