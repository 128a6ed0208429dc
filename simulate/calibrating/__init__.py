"""Calibration: how much wider or narrower parameters must be uncertain for the past to have been told honestly.

Approximate Bayesian, by a synthetic likelihood (Wood 2010; Price and others 2018) on an emulator:

1. **Knobs.** Every group of `calibration/MODEL.yaml` is one factor, lognormal, with the p10 and p90 of its prior.
2. **Design.** Sobol points of the prior, and the point at which all factors are 1. At every point each fitting window
   is run with the same random numbers, and held against what was counted (`past`, `scoring`).
3. **Loss.** Less the log likelihood of the counts, of the main patterns in which the draws of a series go up and down
   together (`loss`): counts in a row depend on each other, and weigh as the few that they are worth.
4. **Surface.** That loss as a smooth function of the logarithms of the factors; how smooth, and how far off it is, is
   told by points that were left out (`surface`).
5. **Posterior.** 16,384 Sobol points of the prior, weighed by exp(−loss) (`posterior`).
6. **Check.** Windows that were fitted and windows that were left out, as chosen and with the medians of the posterior:
   how many counts fall in the intervals, and the CRPS (`checking`).
"""
