"""Words that every layer uses: days, draws, money, durations, errors and the names of people and payers."""
