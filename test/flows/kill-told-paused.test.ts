import { killWhilePausing, TOLD_PAUSED } from './killing/kill-ten-times.js';

killWhilePausing(TOLD_PAUSED);
