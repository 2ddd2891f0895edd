"""Whether now: each function lists, in sentences, what stands in the way of one act."""
