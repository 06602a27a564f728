"""Writes distributions.json: exact distribution functions, means and variances by SciPy 1.17.1, for Kolmogorov-Smirnov tests of math.random."""
import json
import os
import numpy as np
from scipy import stats as st

cases = [
    ('uniform', [-2, 3], st.uniform(-2, 5)), ('normal', [1, 2], st.norm(1, 2)), ('exponential', [2], st.expon(scale=2)),
    ('laplace', [1, 2], st.laplace(1, 2)), ('cauchy', [1, 2], st.cauchy(1, 2)), ('gumbel', [1, 2], st.gumbel_r(1, 2)), ('logistic', [1, 2], st.logistic(1, 2)),
    ('weibull', [1.5], st.weibull_min(1.5)), ('pareto', [5], st.lomax(5)), ('rayleigh', [2], st.rayleigh(scale=2)), ('lognormal', [0.5, 0.25], st.lognorm(0.25, scale=np.exp(0.5))),
    ('truncatedNormal', [-1, 2], st.truncnorm(-1, 2)), ('truncatedNormal', [8, 9], st.truncnorm(8, 9)), ('truncatedNormal', [-float('inf'), -7], st.truncnorm(-np.inf, -7)),
    ('gamma', [0.3, 2], st.gamma(0.3, scale=2)), ('gamma', [1, 1], st.gamma(1)), ('gamma', [7.5, 0.5], st.gamma(7.5, scale=0.5)), ('beta', [2, 3], st.beta(2, 3)), ('beta', [0.4, 0.2], st.beta(0.4, 0.2)),
    ('chisquare', [3], st.chi2(3)), ('standardT', [5], st.t(5)),
    ('poisson', [0.3], st.poisson(0.3)), ('poisson', [9.5], st.poisson(9.5)), ('poisson', [10], st.poisson(10)), ('poisson', [400], st.poisson(400)),
    ('binomial', [5, 0.3], st.binom(5, 0.3)), ('binomial', [40, 0.9], st.binom(40, 0.9)), ('binomial', [100, 0.4], st.binom(100, 0.4)), ('binomial', [100000, 0.5], st.binom(100000, 0.5)),
    ('geometric', [0.2], st.geom(0.2)), ('randint', [3, 9], st.randint(3, 9)),
    ('f', [5, 12], st.f(5, 12)), ('power', [2.5], st.powerlaw(2.5)), ('triangular', [-1, 0.5, 4], st.triang(0.3, -1, 5)), ('triangular', [0, 0, 2], st.triang(0, 0, 2)),
    ('vonmises', [0, 2], st.vonmises(2)), ('vonmises', [0, 0.1], st.vonmises(0.1)), ('wald', [1.5, 3], st.invgauss(0.5, scale=3)),
    ('negativeBinomial', [3, 0.4], st.nbinom(3, 0.4)), ('hypergeometric', [15, 20, 8], st.hypergeom(35, 15, 8)), ('hypergeometric', [15, 20, 30], st.hypergeom(35, 15, 30)),
    ('zipf', [3.5], st.zipf(3.5)), ('logseries', [0.6], st.logser(0.6)),
]
rows = []
for name, args, d in cases:
    discrete = hasattr(d, 'pmf')
    xs = sorted({float(x) for x in d.ppf(np.linspace(0.005, 0.995, 100))})
    mean, var, kurtosis = (float(v) for v in d.stats('mvk'))
    ok = all(np.isfinite([mean, var, kurtosis]))
    rows.append({'name': name, 'args': [str(a) if abs(a) == float('inf') else a for a in args], 'x': xs, 'cdf': [float(v) for v in d.cdf(xs)], 'moments': [mean, var, kurtosis] if ok else None})
with open(os.path.join(os.path.dirname(__file__), 'distributions.json'), 'w') as file:
    file.write('[\n' + ',\n'.join(json.dumps(r, separators=(',', ':')) for r in rows) + '\n]\n')
