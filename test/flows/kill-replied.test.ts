import { killWhileTelling, REPLIED } from './killing/kill-ten-times.js';

killWhileTelling(REPLIED);
