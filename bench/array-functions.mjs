// Functions of arrays: their names, as compiled code and as plain JavaScript over typed arrays. `X` has R rows of C columns and n elements, as `x` and `y`.

/** [name, expression of jit code, rank of its result, statements that write `out`]. */
export const arrayFunctions = [
  ['sum, axis 0', 'bm.sum(X, 0)', 1, 'out.fill(0,0,C); for(let i=0;i<R;i++){const b=i*C; for(let j=0;j<C;j++) out[j]+=X[b+j];}'],
  ['sum, axis 1', 'bm.sum(X, 1)', 1, 'for(let i=0;i<R;i++){let s=0;const b=i*C; for(let j=0;j<C;j++) s+=X[b+j]; out[i]=s;}'],
  ['mean, axis 0', 'bm.mean(X, 0)', 1, 'out.fill(0,0,C); for(let i=0;i<R;i++){const b=i*C; for(let j=0;j<C;j++) out[j]+=X[b+j];} for(let j=0;j<C;j++) out[j]/=R;'],
  ['max, axis 1', 'bm.max(X, 1)', 1, 'for(let i=0;i<R;i++){let s=-Infinity;const b=i*C; for(let j=0;j<C;j++){const v=X[b+j]; if(v>s||v!==v) s=v;} out[i]=s;}'],
  ['variance, axis 0', 'bm.variance(X, 0)', 1, 'out.fill(0,0,C);tmp.fill(0,0,C); for(let i=0;i<R;i++){const b=i*C; for(let j=0;j<C;j++) tmp[j]+=X[b+j];} for(let j=0;j<C;j++) tmp[j]/=R; for(let i=0;i<R;i++){const b=i*C; for(let j=0;j<C;j++){const d=X[b+j]-tmp[j]; out[j]+=d*d;}} for(let j=0;j<C;j++) out[j]/=R;'],
  ['variance', 'bm.variance(x)', 0, 'let m=0; for(let i=0;i<n;i++) m+=x[i]; m/=n; let v=0; for(let i=0;i<n;i++){const d=x[i]-m; v+=d*d;} out[0]=v/n;'],
  ['sum((X - v)², 1)', 'bm.sum(bm.square(X - v), 1)', 1, 'for(let i=0;i<R;i++){let s=0;const b=i*C; for(let j=0;j<C;j++){const d=X[b+j]-v[j]; s+=d*d;} out[i]=s;}'],
  ['sum(X · w[:, None], 0)', "bm.sum(X * bm.at(w, ':', null), 0)", 1, 'out.fill(0,0,C); for(let i=0;i<R;i++){const b=i*C, q=w[i]; for(let j=0;j<C;j++) out[j]+=X[b+j]*q;}'],
  ['argmax, axis 1', 'bm.argmax(X, 1)', 1, 'for(let i=0;i<R;i++){let s=-Infinity,k=0;const b=i*C; for(let j=0;j<C;j++){const v=X[b+j]; if(v!==v){k=j;break;} if(v>s){s=v;k=j;}} out[i]=k;}'],
  ['argmin, axis 0', 'bm.argmin(X, 0)', 1, 'for(let j=0;j<C;j++){let s=Infinity,k=0; for(let i=0;i<R;i++){const v=X[i*C+j]; if(v!==v){k=i;break;} if(v<s){s=v;k=i;}} out[j]=k;}'],
  ['argmax', 'bm.argmax(x)', 0, 'let s=-Infinity,k=0; for(let j=0;j<n;j++){const v=x[j]; if(v!==v){k=j;break;} if(v>s){s=v;k=j;}} out[0]=k;'],
  ['softmax of rows', 'bm.softmax(X)', 2, 'for(let i=0;i<R;i++){const b=i*C;let m=-Infinity; for(let j=0;j<C;j++){const v=X[b+j]; if(v>m) m=v;} let s=0; for(let j=0;j<C;j++){const e=Math.exp(X[b+j]-m); out[b+j]=e; s+=e;} for(let j=0;j<C;j++) out[b+j]/=s;}'],
  ['logsumexp, axis 1', 'bm.logsumexp(X, 1)', 1, 'for(let i=0;i<R;i++){const b=i*C;let m=-Infinity; for(let j=0;j<C;j++){const v=X[b+j]; if(v>m) m=v;} let s=0; for(let j=0;j<C;j++) s+=Math.exp(X[b+j]-m); out[i]=m+Math.log(s);}'],
  ['any, axis 1', 'bm.any(X > 2, 1)', 1, 'for(let i=0;i<R;i++){let s=0;const b=i*C; for(let j=0;j<C;j++) if(X[b+j]>2){s=1;break;} out[i]=s;}'],
  ['take', 'bm.take(x, idx)', 1, 'for(let i=0;i<n;i++) out[i]=x[idx[i]];'],
  ['at by indices', 'bm.at(x, idx)', 1, 'for(let i=0;i<n;i++) out[i]=x[idx[i]];'],
  ['x[indices] · y', 'bm.asarray(bm.at(x, idx) * y)', 1, 'for(let i=0;i<n;i++) out[i]=x[idx[i]]*y[i];'],
  ['take of rows', 'bm.take(X, rows, 0)', 2, 'for(let i=0;i<R;i++){const b=rows[i]*C,a=i*C; for(let j=0;j<C;j++) out[a+j]=X[b+j];}'],
  ['setAt by indices', 'bm.setAt(x, [idx], y)', 1, 'out.set(x); for(let i=0;i<n;i++) out[idx[i]]=y[i];'],
  ['addAt by indices', 'bm.addAt(x, [idx], y)', 1, 'out.set(x); for(let i=0;i<n;i++) out[idx[i]]+=y[i];'],
  ['segmentSum', 'bm.segmentSum(x, idx, 10)', 1, 'out.fill(0,0,10); for(let i=0;i<n;i++) out[idx[i]%10]+=x[i];'],
  ['outer', 'bm.outer(w, v)', 2, 'for(let i=0;i<R;i++){const q=w[i],b=i*C; for(let j=0;j<C;j++) out[b+j]=q*v[j];}'],
  ['cumsum', 'bm.cumsum(x)', 1, 'let s=0; for(let i=0;i<n;i++){s=Math.fround(s+x[i]); out[i]=s;}'],
  ['cumsum, axis 0', 'bm.cumsum(X, 0)', 2, 'for(let i=0;i<R;i++){const b=i*C; for(let j=0;j<C;j++) out[b+j]=i===0?X[b+j]:out[b-C+j]+X[b+j];}'],
  ['cumprod', 'bm.cumprod(x)', 1, 'let s=1; for(let i=0;i<n;i++){s=Math.fround(s*x[i]); out[i]=s;}'],
  ['diff', 'bm.diff(x)', 1, 'for(let i=0;i<n-1;i++) out[i]=x[i+1]-x[i];'],
  ['sort', 'bm.sort(x)', 1, 'out.set(x); out.sort();'],
  ['argsort', 'bm.argsort(x)', 1, 'for(let i=0;i<n;i++) ord[i]=i; ord.sort((a,b)=>x[a]-x[b]);'],
  ['concatenate', 'bm.concatenate([x, y])', 1, 'out2.set(x); out2.set(y,n);'],
  ['stack', 'bm.stack([x, y])', 2, 'out2.set(x); out2.set(y,n);'],
  ['stack, axis 1', 'bm.stack([x, y], 1)', 2, 'for(let i=0;i<n;i++){out2[2*i]=x[i];out2[2*i+1]=y[i];}'],
  ['roll', 'bm.roll(x, 1)', 1, 'out[0]=x[n-1]; out.set(x.subarray(0,n-1),1);'],
  ['flip', 'bm.flip(x)', 1, 'for(let i=0;i<n;i++) out[i]=x[n-1-i];'],
  ['pad', 'bm.pad(x, 1)', 1, 'out2[0]=0; out2.set(x,1); out2[n+1]=0;'],
  ['transpose', 'bm.transpose(X)', 2, 'for(let i=0;i<R;i++) for(let j=0;j<C;j++) out[j*R+i]=X[i*C+j];'],
  ['arange', "bm.arange(n, { dtype: 'int32' })", 1, 'for(let i=0;i<n;i++) out[i]=i;'],
  ['linspace', "bm.linspace(0, 1, n)", 1, 'for(let i=0;i<n;i++) out[i]=i/(n-1);'],
  ['norm, axis 1', 'bm.linalg.norm(X, 1)', 1, 'for(let i=0;i<R;i++){let s=0;const b=i*C; for(let j=0;j<C;j++) s+=X[b+j]**2; out[i]=Math.sqrt(s);}'],
  ['at by a mask', 'bm.at(x, x > 0.5)', 1, 'let k=0; for(let i=0;i<n;i++) if(x[i]>0.5) out[k++]=x[i];'],
];

/** Compiled: each function `times` times over. */
export function printCompiled(functions) {
  return `import { jit, math as bm, type Matrix, type NDArray, type Vector } from 'myelin';
${functions.map(([, expression, rank], i) => `export const f${i} = jit((x: Vector, y: Vector, X: Matrix, v: Vector, w: Vector, idx: NDArray<1, 'int32'>, rows: NDArray<1, 'int32'>, n: number, times: number) => {
  let sum = 0;
  for (let k = 0; k < times; k++) {
    const result = ${expression};
    sum += ${['+result', '+bm.at(result, 0)', '+bm.at(result, 0, 0)'][rank]};
  }
  return sum;
});`).join('\n')}
export const product = jit((A: Matrix, B: Matrix) => bm.matmul(A, B));
`;
}

/** As a good programmer writes it by hand. */
export function printPlain(functions) {
  return functions.map(([, , , statements], i) => `export function f${i}(x, y, X, v, w, idx, rows, n, R, C, out, out2, tmp, ord, times) {
  for (let k = 0; k < times; k++) { ${statements} }
  return out[0];
}`).join('\n') + `
export function product(A, B, n, out) {
  out.fill(0);
  for (let i = 0; i < n; i++) for (let k = 0; k < n; k++) {
    const a = A[i * n + k];
    for (let j = 0; j < n; j++) out[i * n + j] += a * B[k * n + j];
  }
}
`;
}
