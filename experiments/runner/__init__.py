"""Running a comparison: plan, executors, store, resume and progress."""
