"""Linear algebra."""
import numpy as np


def add(case, g):
    A, C, V, B, E, U, S, R = (g[k] for k in 'ACVBEUSR')
    rng = np.random.default_rng(7)

    def c(ours, *args, want, tol=1e-12):
        case('linalg', ours, *args, want=np.asarray(want) if not isinstance(want, (list, tuple)) else want, tol=tol)

    M = rng.normal(size=(5, 5))
    P = M @ M.T + np.eye(5)
    T = rng.normal(size=(3, 4, 4))
    I = np.array([[2, 1], [7, 4]], 'i4')
    for x in (M, P, T, I, np.array([[3.0]]), np.zeros((0, 0)), np.array([[0.0, 2], [3, 0]])):
        c('inv', x, want=np.linalg.inv(x))
        c('det', x, want=np.linalg.det(x))
        c('slogdet', x, want=list(map(np.asarray, np.linalg.slogdet(x))))
    c('det', np.ones((3, 3)), want=0.0)
    c('inv', M.astype('f4'), want=np.linalg.inv(M.astype('f4')), tol=1e-5)
    c('solve', M, R.T, want=np.linalg.solve(M, R.T))
    c('solve', M, V, want=np.linalg.solve(M, V))
    c('solve', T, rng.normal(size=(4, 2)) * 0 + 1.5, want=np.linalg.solve(T, np.full((4, 2), 1.5)))
    c('solve', T, T[0], want=np.linalg.solve(T, T[0]))
    c('solve', T, np.ones(4), want=np.linalg.solve(T, np.ones((3, 4, 1)))[..., 0])
    c('solve', T[0], T, want=np.linalg.solve(T[0], T))
    c('cholesky', P, want=np.linalg.cholesky(P))
    c('cholesky', np.stack([P, 2 * P]), want=np.linalg.cholesky(np.stack([P, 2 * P])))
    for x in (M, R, R.T, T, A):
        q = list(np.linalg.qr(x))
        c('qr', x, want=q)
        if x.ndim == 2:
            c('qr', x, {'mode': 'complete'}, want=list(np.linalg.qr(x, 'complete')))
    for x in (P, P.astype('f4')):
        c('eigvalsh', x, want=np.linalg.eigvalsh(x), tol=1e-6 if x.dtype == 'f4' else 1e-12)
    c('eigvalsh', np.stack([P, M + M.T]), want=np.linalg.eigvalsh(np.stack([P, M + M.T])))
    for x in (M, R, R.T, A, np.ones((4, 2)), np.zeros((2, 3))):
        c('pinv', x, want=np.linalg.pinv(x))
        c('matrixRank', x, want=np.linalg.matrix_rank(x), tol=0)
    c('linalg.cond', M, want=np.linalg.cond(M))
    for b in (np.sin(V), R.T):
        x, res, rank, s = np.linalg.lstsq(np.vander(V[:5], 3), b, rcond=None)
        c('lstsq', np.vander(V[:5], 3), b, want=[x, res, int(rank), s])
    x, res, rank, s = np.linalg.lstsq(np.ones((4, 2)), np.arange(4.0), rcond=None)
    c('lstsq', np.ones((4, 2)), np.arange(4.0), want=[x, res, int(rank), s])
    c('inner', V, V, want=np.inner(V, V))
    c('inner', R, R, want=np.inner(R, R))
    c('inner', C, C[0], want=np.inner(C, C[0]), tol=1e-6)
    c('inner', A, A, want=np.inner(A, A), tol=0)
    c('vdot', R, R, want=np.vdot(R, R))
    c('outer', V, A[1], want=np.outer(V, A[1]))
    c('tensordot', C, C, 3, want=np.tensordot(C, C, 3), tol=1e-6)
    c('tensordot', C, np.arange(12.0).reshape(3, 4), want=np.tensordot(C, np.arange(12.0).reshape(3, 4)), tol=1e-6)
    c('tensordot', C, C, [[0, 2], [0, 2]], want=np.tensordot(C, C, ([0, 2], [0, 2])), tol=1e-6)
    c('tensordot', C, A, [[0], [0]], want=np.tensordot(C, A, ([0], [0])).astype('f4'), tol=1e-6)
    c('tensordot', V, V, 0, want=np.tensordot(V, V, 0))
    c('kron', A, I, want=np.kron(A, I), tol=0)
    c('kron', V, A, want=np.kron(V, A))
    c('kron', C, A, want=np.kron(C, A).astype('f4'), tol=1e-6)
    for n in (0, 1, 2, 3, 7, -2):
        c('matrixPower', M, n, want=np.linalg.matrix_power(M, n))
    c('matrixPower', I, 5, want=np.linalg.matrix_power(I, 5), tol=0)
    c('matrixPower', T, 0, want=np.linalg.matrix_power(T, 0))
    c('matmul', T, T, want=T @ T)
    c('matmul', T, np.ones(4), want=T @ np.ones(4))
    c('dot', T, T, want=np.dot(T, T))
    for text, ops in [
        ('ij,jk->ik', [R, R.T]), ('ij,jk', [R, R.T]), ('ij->ji', [R]), ('ii', [M]), ('ii->i', [M]), ('ij->', [R]), ('ij->j', [R]), ('i,i', [V, V]), ('i,j->ij', [V, V]),
        ('ij,ij->i', [R, R]), ('bij,bjk->bik', [T, T]), ('bij,bjk->ik', [T, T]), ('ij,jk,kl->il', [R, R.T, R]), ('bij,j->bi', [T, np.ones(4)]), ('...ij,...jk->...ik', [T, T]),
        ('ijk,ilm,njm,nlk,abc->', [np.ones((2, 3, 2)), np.ones((2, 2, 3)), np.ones((2, 3, 3)), np.ones((2, 2, 2)), V[:2].reshape(2, 1, 1)]), ('i...->...', [R]), ('ba', [R]), ('ij,kj->ki', [A, A]),
        ('iij->ij', [rng.normal(size=(3, 3, 2))]), ('...,...', [V, V]), ('ij,j', [A, A[0]]), ('ik,jk,k->ij', [R, R, V]),
    ]:
        c('einsum', text, *ops, want=np.einsum(text, *ops), tol=1e-13)
