import type { ModalView, PlainTextOption } from '@slack/types';
import type { ActAddress } from '../../cursor/act-address.js';
import { revisionId } from '../../domain/revision.js';
import type { RunStage } from '../../use-cases/act/read-stage.js';
import type { Target } from '../../use-cases/act/roll-back.js';
import { paragraph, SLACK } from '../message.js';
import { line, richText, text, utc } from '../rich-text.js';
import { cut, oneLine, shortId } from '../text.js';
import { CHOICE, choices } from './choices.js';
import { wordsInput } from './decide-window.js';
import { askingWindow, placeBlock } from './window.js';

/** Asks whether what failed or the whole stage is to run again, and says what that means. */
export function retryWindow(at: ActAddress, { stageName, failed, running, succeeded }: RunStage): ModalView {
  const names = failed.join(', ');
  const again = { value: 'FAILED_ACTIONS', words: `What failed: ${names}`, meaning: 'What succeeded is kept.' };
  const whole = {
    value: 'ALL_ACTIONS',
    words: `The whole stage ${stageName}`,
    meaning: 'What succeeded runs again too, and writes its artifacts again.',
  };
  const wholeIsPossible = running.length === 0 && succeeded.length > 0;
  return askingWindow(at, [
    placeBlock({ ...at, stageName }),
    choices('What is to run again?', wholeIsPossible ? [again, whole] : [again]),
    ...(running.length
      ? [paragraph(`${running.join(', ')} still runs, so the whole stage can’t start again yet.`)]
      : []),
  ]);
}

/** Asks why, and whether what is under way ends first, and says what that means. */
export function stopWindow(at: ActAddress, { stageName, running }: RunStage): ModalView {
  const names = running.join(', ') || 'What is under way';
  return askingWindow(at, [
    placeBlock({ ...at, stageName }),
    choices('When?', [
      { value: 'wait', words: `When it has ended: ${names}`, meaning: 'An approval can still be decided meanwhile.' },
      { value: 'abandon', words: 'At once', meaning: 'A build under way goes on in CodeBuild, its result is ignored.' },
    ]),
    wordsInput('Why?', false),
  ]);
}

/** Asks to which revision the stage goes back. @param targets Newest first. */
export function rollBackWindow(at: ActAddress, targets: Target[]): ModalView {
  const options = targets.map(targetOption);
  const [first] = options;
  return askingWindow(at, [
    placeBlock(at),
    richText([
      line(text(`Only the stage ${at.stageName} runs, as a run of its own. What comes after it stays as it is.`)),
    ]),
    {
      type: 'input',
      block_id: CHOICE,
      label: { type: 'plain_text', text: 'Back to' },
      element: { type: 'static_select', action_id: CHOICE, options, ...(first && { initial_option: first }) },
    },
  ]);
}

/** `78eafd60 Remove the old feature flag`, and when it ran below it. */
function targetOption({ pipelineExecutionId: id, revisions, startTime }: Target): PlainTextOption {
  const [revision] = revisions;
  const named = revision && oneLine(`${revisionId(revision.id)} ${revision.summary ?? ''}`);
  const when = startTime ? `Run ${shortId(id)} of ${utc(startTime)}` : `Run ${shortId(id)}`;
  return {
    text: { type: 'plain_text', text: cut(named || shortId(id), SLACK.optionText) },
    description: { type: 'plain_text', text: when },
    value: id,
  };
}
