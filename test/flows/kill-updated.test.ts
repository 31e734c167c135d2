import { killWhileTelling, UPDATED } from './killing/kill-ten-times.js';

killWhileTelling(UPDATED);
