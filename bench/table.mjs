// Makes tables of measurements: per peer the median and best over all rounds, and how many times faster than the base it is.
import { dimension, firstWeight, regressionData } from './measure.mjs';
import { regressionStep } from './regression.mjs';

/**
 * How far a peer may be from float64. W1 in float32: a few roundings near 1. W2 in float32: peers that sum millions of numbers in
 * one chain lose three digits, and are slower for being right; ours is to be near 1e-7.
 */
const tolerances = { W1: { float32: 2e-6, float64: 1e-14 }, W2: { float32: 2e-3, float64: 1e-9 } };

const references = new Map();

/** The weights after one step, in float64, on the numbers as this dtype has them. */
function referenceWeights(points, dtype) {
  const key = `${points} ${dtype}`;
  if (!references.has(key)) {
    const { X, Y } = regressionData(points, dtype);
    const w = new Float64Array(dimension).fill(firstWeight);
    if (dtype === 'float32') w.fill(Math.fround(firstWeight));
    regressionStep(X, Y, w);
    references.set(key, w);
  }
  return references.get(key);
}

/** The error of one measurement: absolute in W1, the largest relative one of the weights in W2. */
function errorOf({ workload, error, weights, size, dtype }) {
  if (workload === 'W1') return error;
  return Math.max(...Array.from(referenceWeights(size, dtype), (w, i) => Math.abs((weights?.[i] ?? NaN) - w) / Math.abs(w)));
}

function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
}

/** Joins the rounds of each peer on each measurement: { workload, dtype, size, peer, median, best, first, error, isRight }. */
export function summarize(lines) {
  const groups = groupBy(lines, keyOf);
  return [...groups.values()].map((rounds) => {
    const { workload, dtype, size, peer } = rounds[0];
    const error = Math.max(...rounds.map(errorOf));
    return {
      workload, dtype, size, peer, error, isRight: error <= tolerances[workload][dtype],
      median: median(rounds.map((round) => round.median)), best: Math.min(...rounds.map((round) => round.best)),
      first: median(rounds.map((round) => round.first)),
    };
  });
}

const keyOf = ({ workload, dtype, size, peer }) => `${workload} ${dtype} ${size} ${peer}`;

/** `Map.groupBy`, which Node 20 lacks. */
function groupBy(items, key) {
  const groups = new Map();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return groups;
}

const milliseconds = (value) => (value >= 100 ? value.toFixed(0) : value.toPrecision(3));
const times = (value) => (value >= 10 ? value.toFixed(0) : value.toFixed(1));
const error = (value) => (value === 0 ? '0' : value.toExponential(0));

/** One Markdown table per workload and dtype: peers are rows, sizes are columns; a cell is median / best in ms and the ratios to the base. */
export function printTables(summary, base) {
  const blocks = [];
  for (const workload of ['W1', 'W2']) {
    for (const dtype of ['float32', 'float64']) {
      const rows = summary.filter((row) => row.workload === workload && row.dtype === dtype);
      if (rows.length > 0) blocks.push(printTable(rows, workload, dtype, base));
    }
  }
  return blocks.join('\n\n');
}

const titles = {
  W1: (dtype) => `**W1, gelu, ${dtype}**: sizes are numbers of elements`,
  W2: (dtype) => `**W2, one step of logistic regression, ${dtype}**: sizes are rows of ${dimension}`,
};

function printTable(rows, workload, dtype, base) {
  const sizes = [...new Set(rows.map(({ size }) => size))].toSorted((a, b) => a - b);
  const peers = [...new Set(rows.map(({ peer }) => peer))];
  const find = (peer, size) => rows.find((row) => row.peer === peer && row.size === size);
  const cell = (peer, size) => {
    const row = find(peer, size);
    const plain = find(base, size);
    if (row === undefined) return '–';
    if (!(row.error < 1e-2)) return 'wrong';
    const ratios = plain === undefined || peer === base ? '' : `, ${times(plain.median / row.median)}× / ${times(plain.best / row.best)}×`;
    return `${milliseconds(row.median)} / ${milliseconds(row.best)}${ratios}${row.isRight ? '' : ' †'}`;
  };
  const worst = (peer) => error(Math.max(...rows.filter((row) => row.peer === peer).map((row) => row.error)));
  return [
    titles[workload](dtype), '',
    `| | ${sizes.map((size) => size.toLocaleString('en')).join(' | ')} | largest error |`,
    `|---|${sizes.map(() => '---|').join('')}---|`,
    ...peers.map((peer) => `| ${peer} | ${sizes.map((size) => cell(peer, size)).join(' | ')} | ${worst(peer)} |`),
    ...(rows.every(({ isRight }) => isRight) ? [] : ['', `† further from the exact result than rounding in ${dtype} explains`]),
  ].join('\n');
}

/** What the first call costs, on the measurement that each peer's process starts with. */
export function printFirstCalls(summary, { workload, dtype, size }) {
  const rows = summary.filter((row) => row.workload === workload && row.dtype === dtype && row.size === size);
  return [
    `| first call, gelu of ${size.toLocaleString('en')} in ${dtype} | ms | of later calls (median) |`, '|---|---|---|',
    ...rows.map((row) => `| ${row.peer} | ${milliseconds(row.first)} | ${times(row.first / row.median)} |`),
  ].join('\n');
}
