"""How far official forecasts of growth and of the price of GDP were off, by horizon, and what that says of the accres.

`python -m studies.ramingsfouten docs` (a second) writes docs/gemeenten-ramingsfouten.md. The parameters of
`parameters/gemeenten/economie.yaml` rest on it.
"""
