/** Connectors: how many connections they make, between which cells, the same for the same seed. */
import { describe, expect, it } from 'vitest';
import { connect, math as bm } from '../../runtime/index.js';

type Rows = number[][];

function rowsOf(conn: connect.Connector, pre: number | readonly number[], post: number | readonly number[] = pre): Rows {
  const [indices, indptr] = conn.connect(pre, post).require('csr');
  const [targets, starts] = [[...indices.toTypedArray()], [...indptr.toTypedArray()]];
  return starts.slice(0, -1).map((start, i) => targets.slice(start, starts[i + 1]));
}

const lengths = (rows: Rows): number[] => rows.map((row) => row.length);
const areDistinct = (rows: Rows): boolean => rows.every((row) => new Set(row).size === row.length);

describe('connectors', () => {
  it('FixedProb: exactly round(n p) distinct targets of each source', () => {
    const rows = rowsOf(new connect.FixedProb(0.13, { seed: 1 }), 50, 100);
    expect(new Set(lengths(rows))).toEqual(new Set([13]));
    expect(areDistinct(rows)).toBe(true);
    expect(rowsOf(new connect.FixedProb(0.13, { seed: 1 }), 50, 100)).toEqual(rows);
    expect(rowsOf(new connect.FixedProb(0.13, { seed: 2 }), 50, 100)).not.toEqual(rows);
    expect(rowsOf(new connect.FixedProb(1, { includeSelf: false }), 4)).toEqual([[1, 2, 3], [0, 2, 3], [0, 1, 3], [0, 1, 2]]);
    expect(lengths(rowsOf(new connect.FixedProb(0.5, { preRatio: 0.25 }), 8)).filter((length) => length === 4).length).toBe(2);
    expect(areDistinct(rowsOf(new connect.FixedProb(0.9, { allowMultiConn: true, seed: 1 }), 30))).toBe(false);
    expect(() => new connect.FixedProb(1.5)).toThrow(/between 0 and 1/);
  });

  it('draw all targets alike', () => {
    const counts = new Array<number>(20).fill(0);
    for (const row of rowsOf(new connect.FixedProb(0.25, { seed: 9 }), 4000, 20)) for (const target of row) counts[target]!++;
    // 1,000 each, with a standard deviation of 27.
    for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(140);
  });

  it('connect 32,768 cells at 1 % without a matrix', () => {
    const [indices] = new connect.FixedProb(0.01, { seed: 3 }).connect(32768).require('csr');
    expect(indices.size).toBe(32768 * 328);
  });

  it('FixedPostNum and FixedPreNum with several connections of two cells', () => {
    const rows = rowsOf(new connect.FixedPostNum(12, { seed: 1, allowMultiConn: true, includeSelf: false }), 4);
    expect(rows.map((row) => row.length)).toEqual([12, 12, 12, 12]);
    rows.forEach((row, i) => { expect(row).not.toContain(i); });
    expect(rowsOf(new connect.FixedPreNum(7, { seed: 1, allowMultiConn: true }), 3, 5).flat().length).toBe(35);
  });

  it('SmallWorld may lead a moved connection back', () => {
    const loops = (includeSelf: boolean) => rowsOf(new connect.SmallWorld(4, 1, { seed: 1, directed: true, includeSelf }), 12).filter((row, i) => row.includes(i)).length;
    expect([loops(false), loops(true) > 0]).toEqual([0, true]);
  });

  it('probabilities by distance are divided by the largest one', () => {
    const sure = rowsOf(new connect.DOG([1, 2], [0.2, 0.1], { seed: 1 }), [4, 4]);
    sure.forEach((row, i) => { expect(row).toContain(i); });
  });

  it('FixedPreNum, FixedPostNum, FixedTotalNum', () => {
    const incoming = new Array<number>(30).fill(0);
    for (const target of rowsOf(new connect.FixedPreNum(4, { seed: 1 }), 10, 30).flat()) incoming[target]!++;
    expect(new Set(incoming)).toEqual(new Set([4]));
    expect(new Set(lengths(rowsOf(new connect.FixedPostNum(0.5, { seed: 1 }), 10, 30)))).toEqual(new Set([15]));
    const total = rowsOf(new connect.FixedTotalNum(77, { seed: 1 }), 10, 30);
    expect([total.flat().length, areDistinct(total)]).toEqual([77, true]);
    expect(() => rowsOf(new connect.FixedTotalNum(301), 10, 30)).toThrow(/301.*300/);
  });

  it('All2All, One2One', () => {
    expect(rowsOf(new connect.All2All(), 2, 3)).toEqual([[0, 1, 2], [0, 1, 2]]);
    expect(rowsOf(new connect.All2All({ includeSelf: false }), 3)).toEqual([[1, 2], [0, 2], [0, 1]]);
    expect(rowsOf(new connect.One2One(), 3)).toEqual([[0], [1], [2]]);
    expect(() => rowsOf(new connect.One2One(), 3, 4)).toThrow(/same size/);
  });

  it('ProbDist: the cells within a distance', () => {
    expect(rowsOf(new connect.ProbDist(1), [3, 3])[4]).toEqual([1, 3, 4, 5, 7]);
    expect(rowsOf(new connect.ProbDist(1.5, 1, { includeSelf: false }), [3, 3])[0]).toEqual([1, 3, 4]);
    expect(rowsOf(new connect.ProbDist(1), 4, 6)).toEqual([[0, 1], [0, 1, 2], [1, 2, 3], [2, 3, 4]]);
    const some = rowsOf(new connect.ProbDist(3, 0.5, { preRatio: 0.5, seed: 1 }), 1000);
    const sources = lengths(some).filter((length) => length > 0).length;
    // Half of the sources, less those of which no draw hit; 7 cells are near, half of which are connected.
    expect(Math.abs(sources - 496)).toBeLessThan(60);
    expect(Math.abs(some.flat().length / sources - 3.5)).toBeLessThan(0.25);
    expect(() => rowsOf(new connect.ProbDist(1), [3, 3], 9)).toThrow(/ProbDist: the sheets are \[3, 3\] and \[9\]/);
  });

  it('graphs that grew', () => {
    const triangles = (rows: Rows): number => rows.reduce((sum, row, i) => sum + row.reduce((of, j) => of + rows[j]!.filter((k) => k !== i && row.includes(k)).length, 0), 0) / 6;
    const [few, many] = [0, 1].map((p) => rowsOf(new connect.PowerLaw(3, p, { seed: 2 }), 300)) as [Rows, Rows];
    expect(triangles(many)).toBeGreaterThan(3 * triangles(few));
    expect([few, many].every(areDistinct)).toBe(true);
    expect(Math.max(...lengths(few))).toBeGreaterThan(20);
    const dual = rowsOf(new connect.ScaleFreeBADual(1, 4, 0.25, { directed: true, seed: 2 }), 400);
    expect(new Set(lengths(dual.slice(5)))).toEqual(new Set([1, 4]));
    expect(Math.abs(dual.slice(5).filter((row) => row.length === 1).length - 99)).toBeLessThan(30);
    expect(() => rowsOf(new connect.ScaleFreeBADual(1, 9, 0.5), 9)).toThrow('ScaleFreeBADual: 9 connections of each new cell among 9 cells; there must be fewer');
  });

  it('grids', () => {
    expect(rowsOf(new connect.GridFour(), [3, 3])[4]).toEqual([1, 3, 5, 7]);
    expect(rowsOf(new connect.GridFour(), [3, 3])[0]).toEqual([1, 3]);
    expect(rowsOf(new connect.GridFour({ periodicBoundary: true }), [3, 3])[0]).toEqual([1, 2, 3, 6]);
    expect(rowsOf(new connect.GridEight({ includeSelf: true }), [3, 3])[4]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
    expect(rowsOf(new connect.GridN(2), 6)[0]).toEqual([1, 2]);
  });

  it('distance', () => {
    const near = rowsOf(new connect.GaussianProb(1.5, { seed: 1 }), [40]);
    const distances = near.flatMap((row, i) => row.map((j) => Math.abs(i - j)));
    expect(Math.max(...distances)).toBeLessThan(8);
    expect(near.every((row, i) => row.includes(i))).toBe(true);
    expect(rowsOf(new connect.GaussianProb(1.5, { seed: 1, includeSelf: false }), [40]).every((row, i) => !row.includes(i))).toBe(true);
    expect(rowsOf(new connect.DOG([2, 3], [1, 1], { seed: 1 }), [10]).flat()).toEqual([]);
  });

  it('distance in what cells stand for', () => {
    const half = rowsOf(new connect.GaussianProb(1.5, { seed: 1, periodicBoundary: true }), [40]);
    expect(rowsOf(new connect.GaussianProb(0.75, { seed: 1, periodicBoundary: true, encodingValues: [-10, 10] }), [40])).toEqual(half);
    // One cell of the first axis is as far as ten of the second.
    const wide = rowsOf(new connect.GaussianProb(1, { seed: 1, encodingValues: [[0, 50], [0, 10]] }), [5, 10]);
    expect(wide.every((row, i) => row.every((j) => Math.floor(i / 10) === Math.floor(j / 10)))).toBe(true);
    expect(() => rowsOf(new connect.GaussianProb(1, { encodingValues: [[0, 1]] }), [5, 5])).toThrow(/encodingValues: 1 ranges for cells of shape \[5, 5\]/);
  });

  it('graphs', () => {
    expect(rowsOf(new connect.SmallWorld(4, 0), 6)[0]).toEqual([1, 2, 4, 5]);
    const rewired = rowsOf(new connect.SmallWorld(4, 0.5, { seed: 1 }), 50);
    expect([rewired.flat().length, areDistinct(rewired)]).toEqual([200, true]);
    const hubs = rowsOf(new connect.ScaleFreeBA(2, { seed: 1 }), 200);
    expect([hubs.flat().length, areDistinct(hubs)]).toEqual([2 * 2 * 198, true]);
    expect(Math.max(...lengths(hubs))).toBeGreaterThan(15);
    expect(hubs.every((row, i) => row.every((j) => hubs[j]!.includes(i)))).toBe(true);
  });

  it('what is given', () => {
    const rows = [[1], [0, 2], []];
    expect(rowsOf(new connect.MatConn([[0, 1, 0], [1, 0, 1], [0, 0, 0]]), 3)).toEqual(rows);
    expect(rowsOf(new connect.IJConn([1, 0, 1], [0, 1, 2]), 3)).toEqual(rows);
    expect(rowsOf(new connect.CSRConn(bm.array([1, 0, 2]), [0, 1, 3, 3]), 3)).toEqual(rows);
    expect(new connect.IJConn([1, 0, 1], [0, 1, 2]).connect(3).require('conn_mat').toArray()).toEqual([[false, true, false], [true, false, true], [false, false, false]]);
    expect(() => rowsOf(new connect.IJConn([3], [0]), 3)).toThrow(/3 is no cell of 3/);
    expect(() => rowsOf(new connect.CSRConn([0], [0, 1]), 3)).toThrow(/one more/);
  });
});
