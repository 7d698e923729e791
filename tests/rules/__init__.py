"""Rules: what each says about numbers, worked examples, and how they are described."""
