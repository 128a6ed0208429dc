"""Calibration: how much wider or narrower parameters must be uncertain for the past to have been told honestly.

Generalised Bayes (Bissiri, Holmes and Walker 2016) with a proper score in the place of a likelihood, on an emulator:

1. **Knobs.** Every group of `calibration/MODEL.yaml` is one factor, lognormal, with the p10 and p90 of its prior.
2. **Design.** Sobol points of the prior, and the point at which all factors are 1. At every point each fitting window
   is run with the same random numbers, and held against what was counted (`past`, `scoring`).
3. **Loss.** The log of the mean over (window, series) of the CRPS, each in units of what it would be on average were
   the distribution as chosen the right one (`loss`).
4. **Surface.** That loss as a smooth function of the logarithms of the factors; how smooth, and how far off it is, is
   told by points that were left out (`surface`).
5. **Posterior.** prior × exp(−n · loss), n the number of pairs of window and series: the counts of one series in one
   window depend on each other, and are one observation. That is the likelihood of n Laplace errors whose common scale
   is estimated. 16,384 Sobol points of the prior get this weight (`posterior`).
6. **Check.** Windows that were fitted and windows that were left out, as chosen and with the medians of the posterior:
   how many counts fall in the intervals, and the CRPS (`checking`).
"""
