"""What a model is made of: stocks, flows, queues, pools, processes, a clock, and numbers for a block of draws."""
