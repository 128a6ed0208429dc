"""Compare result folders with the first of them: inputs, outcomes, targets and regret."""
