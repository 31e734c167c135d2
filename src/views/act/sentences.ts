import type { ModalView } from '@slack/types';
import type { ActAddress } from '../../cursor/act-address.js';
import type { Verb } from '../../domain/act.js';
import type { AwsProblem } from '../../domain/aws-problem.js';
import { plainListing } from '../../domain/listing.js';
import { problemInWords } from '../problem.js';
import { placeBlock, problemWindow } from './window.js';

export const NOTHING_FAILED = 'Nothing has failed here any more: it runs again, or it has succeeded.';
export const NOT_RUNNING = 'This run has ended, so there is nothing to stop.';
/** Beside the field that was left empty. */
export const SAY_WHY = 'Say why in a few words.';

/** The window that was submitted says nothing any more. */
export const staleWindow = (verb: Verb, reference: string): ModalView =>
  problemWindow(verb, 'This window is too old. Close it, and press the button again.', reference);

/** AWS did not say what the window should ask about. */
export const unreadWindow = ({ verb, pipelineName, region }: ActAddress, problem: AwsProblem, reference: string) =>
  problemWindow(verb, problemInWords(problem, { listing: plainListing(pipelineName, region) }), reference);

/** The table could not be reached before anything was done. */
export const notBegunWindow = (at: ActAddress, reference: string): ModalView =>
  problemWindow(
    at.verb,
    'This bot could not make sure that it is done only once, so nothing was done. Try again in a minute.',
    reference,
    [placeBlock(at)],
  );

/** @param maybeDone Whether AWS may have been told. */
export const bugWindow = (at: ActAddress, maybeDone: boolean, reference: string): ModalView =>
  problemWindow(
    at.verb,
    maybeDone
      ? 'Something went wrong in this bot. Look at the pipeline before you try again, and give the reference to the people who run this bot.'
      : 'Something went wrong in this bot. Try again; if it stays like this, give the reference to the people who run this bot.',
    reference,
    [placeBlock(at)],
  );
