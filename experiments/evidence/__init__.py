"""The model beside evidence: levels, patterns, fitting."""
