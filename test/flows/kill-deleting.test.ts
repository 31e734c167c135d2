import { DELETING, killWhileTelling } from './killing/kill-ten-times.js';

killWhileTelling(DELETING);
