"""Writes the files of test/numpy/files with NumPy 2.3.5: what our readers of .npy and .npz must read."""
import os
import numpy as np

folder = os.path.join(os.path.dirname(__file__), 'files')
os.makedirs(folder, exist_ok=True)
arrays = {
    'f4': np.array([[1.5, -0.0, np.inf], [np.nan, 1e-45, 3]], 'f4'), 'f8': np.linspace(0, 1, 5), 'i4': np.arange(6, dtype='i4').reshape(1, 2, 3),
    'u4': np.array([0, 2**32 - 1], 'u4'), 'bool': np.array([True, False, True]), 'i8': np.array([-2**31, 7]), 'f2': np.array([1.5, 65504, 6e-8], 'f2'),
    'u1': np.array([0, 255], 'u1'), 'scalar': np.float64(2.5), 'empty': np.zeros((0, 3)), 'fortran': np.asfortranarray(np.arange(6.0).reshape(2, 3)),
    'big': np.array([1.5, 2.5], '>f8'), 'many': np.arange(3000, dtype='i4') % 17,
}
np.savez(os.path.join(folder, 'stored.npz'), **arrays)
np.savez_compressed(os.path.join(folder, 'compressed.npz'), **arrays)
np.save(os.path.join(folder, 'complex.npy'), np.array([1j]))
