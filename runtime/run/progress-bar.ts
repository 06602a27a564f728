/** One line in the terminal that shows how far a run is. */

export interface Progress {
  /** Steps made, and all steps of the run. */
  readonly done: number;
  readonly total: number;
  /** Since the run began. */
  readonly seconds: number;
}

interface Terminal {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

const width = 30;
/** Seconds between two pictures: fast enough for the eye, too rare to cost time. */
const pause = 0.1;

export class ProgressBar {
  readonly #terminal: Terminal | undefined;
  readonly #title: string;
  #lastDrawn = 0;

  /** Without a terminal (a file, a browser) nothing is drawn, unless `forced`. */
  constructor(title: string, forced: boolean) {
    const stream: Terminal | undefined = typeof process === 'undefined' ? undefined : process.stderr;
    this.#terminal = stream !== undefined && (forced || stream.isTTY === true) ? stream : undefined;
    this.#title = title;
  }

  show({ done, total, seconds }: Progress): void {
    const isEnd = done >= total;
    if (this.#terminal === undefined || (!isEnd && seconds - this.#lastDrawn < pause)) return;
    this.#lastDrawn = seconds;
    const filled = total === 0 ? width : Math.floor((done / total) * width);
    const bar = '█'.repeat(filled) + '░'.repeat(width - filled);
    const rate = seconds > 0 ? `, ${Math.round(done / seconds)} steps/s` : '';
    this.#terminal.write(`\r${this.#title} ${bar} ${done}/${total} [${seconds.toFixed(1)} s${rate}]${isEnd ? '\n' : ''}`);
  }
}
