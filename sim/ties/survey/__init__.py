"""The survey behind the network targets, simulated, and measures of networks."""
