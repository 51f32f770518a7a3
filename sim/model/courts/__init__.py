"""The immigration courts: filing, calendar, bench, hearings, and appeals."""
