import { killWhilePausing, PAUSED } from './killing/kill-ten-times.js';

killWhilePausing(PAUSED);
