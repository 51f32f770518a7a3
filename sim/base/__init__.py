"""Words that every layer uses: days, luck, money, durations, errors and the names of people and payers."""
