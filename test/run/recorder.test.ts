/** A recording holds the same rows wherever it stands: in Wasm memory from the first row on, or outside of it where there is no room. */
import { expect, it } from 'vitest';
import { array } from '../../runtime/math/array.js';
import type { NDArrayObject } from '../../runtime/array/nd-array.js';
import { beginCall, endCall } from '../../runtime/memory/residency.js';
import { elementsAt } from '../../runtime/memory/storage.js';
import { Recorder, RecordingRoom } from '../../runtime/run/recorder.js';

/** Three rows of four: one written by JavaScript, one where `stage` says, one not at all. */
function record(room: RecordingRoom): NDArrayObject {
  const recorder = new Recorder('V', 3, room);
  recorder.write(array([1, 2, 3, 4]));
  beginCall();
  const at = recorder.stage(1);
  elementsAt('float32', at, 4).set([5, 6, 7, 8]);
  recorder.take(at, 1);
  endCall();
  return recorder.finish()!;
}

it('stands in place, or is staged', () => {
  const full = new RecordingRoom();
  expect(full.take(64 * 2 ** 20)).toBe(true);
  for (const made of [record(new RecordingRoom()), record(full)]) {
    expect(made.shape).toEqual([3, 4]);
    expect([...made.storage.copyOut()]).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 0, 0, 0, 0]);
  }
});

it('takes no more Wasm memory for all recordings of a run than there is room', () => {
  const room = new RecordingRoom();
  const [first, second] = [new Recorder('a', 40, room), new Recorder('b', 40, room)];
  for (const recorder of [first, second]) recorder.expect('bool', [2 ** 20]);
  expect([first.stagedBytes, second.stagedBytes]).toEqual([0, 2 ** 20]);
});
