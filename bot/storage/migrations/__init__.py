"""Named steps from each schema to the next."""
