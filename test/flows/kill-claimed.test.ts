import { CLAIMED, killWhileTelling } from './killing/kill-ten-times.js';

killWhileTelling(CLAIMED);
