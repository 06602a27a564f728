"""The files of test/numpy/files that our readers must read, and what NumPy reads of ours.

`python make_files.py` writes layouts.json: files of one array as hex, of every type code in both byte orders, C and Fortran order, ranks 0 to 8,
empty arrays, versions 1 to 3 of the format.
`--archives` writes stored.npz, compressed.npz and complex.npy (those here are by NumPy 2.3.5).
`--read` reads ours.npz (which files.test.ts wrote with WRITE_OURS=1) and writes ours.json: what NumPy found in it.
"""
import io
import json
import os
import sys
import warnings

import numpy as np

folder = os.path.join(os.path.dirname(__file__), 'files')
os.makedirs(folder, exist_ok=True)


def values(a):
    return [('nan' if np.isnan(x) else 'inf' if x > 0 else '-inf') if isinstance(x, float) and not np.isfinite(x) else '-0' if isinstance(x, float) and x == 0 and np.signbit(x) else x for x in a.ravel().tolist()]


def read_ours():
    with np.load(os.path.join(folder, 'ours.npz')) as ours:
        found = {name: {'descr': ours[name].dtype.str, 'shape': list(ours[name].shape), 'values': values(ours[name])} for name in ours.files}
    with open(os.path.join(folder, 'ours.json'), 'w') as file:
        json.dump({'numpy': np.__version__, 'arrays': found}, file, ensure_ascii=False)
        file.write('\n')


def write_layouts():
    cases = []

    def add(name, a, version=None):
        bytes_ = io.BytesIO()
        with warnings.catch_warnings():
            warnings.simplefilter('ignore')
            np.lib.format.write_array(bytes_, a, version=version)
        cases.append({'name': name, 'hex': bytes_.getvalue().hex(), 'shape': list(a.shape), 'values': values(a.astype('f8' if a.dtype.kind == 'f' else a.dtype))})

    for code in ('i1', 'i2', 'i4', 'i8', 'u1', 'u2', 'u4', 'u8', 'f2', 'f4', 'f8', 'b1'):
        kind = code[0]
        numbers = {'i': [-128, 127, 0, -1, 5, 100], 'u': [0, 255, 1, 2, 254, 7], 'f': [1.5, -0.0, np.inf, np.nan, -np.inf, 0.0009765625], 'b': [1, 0, 0, 1, 1, 1]}[kind]
        for order in ('<', '>') if code[1] != '1' else ('|',):
            a = np.array(numbers).astype(order + code)
            add(f'{order}{code}', a)
            add(f'{order}{code} C [2, 3]', a.reshape(2, 3))
            add(f'{order}{code} Fortran [2, 3]', np.asfortranarray(a.reshape(2, 3)))
            add(f'{order}{code} Fortran [1, 3, 2]', np.asfortranarray(a.reshape(1, 3, 2)))
            add(f'{order}{code} rank 0', a[0].reshape(()))
            add(f'{order}{code} empty', a[:0])
            add(f'{order}{code} empty [2, 0, 3]', np.zeros((2, 0, 3), a.dtype))
    for version in ((1, 0), (2, 0), (3, 0)):
        add(f'version {version[0]}', np.arange(6.0).reshape(3, 2), version)
    add('rank 8', np.arange(4, dtype='i4').reshape(1, 2, 1, 1, 2, 1, 1, 1))
    add('limits of i4', np.array([-2**31, 2**31 - 1], 'i4'))
    add('limits of u4', np.array([0, 2**32 - 1], 'u4'))
    with open(os.path.join(folder, 'layouts.json'), 'w') as file:
        file.write(json.dumps({'numpy': np.__version__, 'cases': cases}).replace('}, ', '},\n') + '\n')


def write_archives():
    arrays = {
        'f4': np.array([[1.5, -0.0, np.inf], [np.nan, 1e-45, 3]], 'f4'), 'f8': np.linspace(0, 1, 5), 'i4': np.arange(6, dtype='i4').reshape(1, 2, 3),
        'u4': np.array([0, 2**32 - 1], 'u4'), 'bool': np.array([True, False, True]), 'i8': np.array([-2**31, 7]), 'f2': np.array([1.5, 65504, 6e-8], 'f2'),
        'u1': np.array([0, 255], 'u1'), 'scalar': np.float64(2.5), 'empty': np.zeros((0, 3)), 'fortran': np.asfortranarray(np.arange(6.0).reshape(2, 3)),
        'big': np.array([1.5, 2.5], '>f8'), 'many': np.arange(3000, dtype='i4') % 17,
    }
    np.savez(os.path.join(folder, 'stored.npz'), **arrays)
    np.savez_compressed(os.path.join(folder, 'compressed.npz'), **arrays)
    np.save(os.path.join(folder, 'complex.npy'), np.array([1j]))


if '--read' in sys.argv:
    read_ours()
elif '--archives' in sys.argv:
    write_archives()
else:
    write_layouts()
