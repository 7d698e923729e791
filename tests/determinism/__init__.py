"""Same question, same answer: whatever the process, thread, order, compilation or company."""
