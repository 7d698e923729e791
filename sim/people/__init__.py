"""Who lives in the villages: ages, households, work, and the columns that hold them."""
